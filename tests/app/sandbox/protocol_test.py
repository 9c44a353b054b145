#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""The program over its wire: both families of devices, the relying party, the switches, a restart.

    protocol_test.py PROGRAM
"""
import base64
import hashlib
import hmac
import http.client
import json
import os
import signal
import ssl
import struct
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.error

import wire

PROGRAM = sys.argv.pop(1)


def hotp(secret, counter, digits=6):
    mac = hmac.new(secret, struct.pack(">Q", counter), hashlib.sha1).digest()
    start = mac[-1] & 15
    return str((struct.unpack(">I", mac[start:start + 4])[0] & 0x7FFFFFFF) % 10**digits).zfill(digits)


def totp(secret, away=0):
    return hotp(secret, int(time.time()) // 30 + away)


class Running(unittest.TestCase):
    def setUp(self):
        self.program = wire.Program(PROGRAM, *self.arguments())
        self.addCleanup(self.program.end)
        self.user = self.program.line["users"][0]
        self.factors = "/api/v1/users/" + self.user["id"] + "/factors"

    def arguments(self):
        return ()

    def code_of(self, answer):
        return answer[0], answer[1]["errorCode"]

    def enrolled(self):
        """A device of family A that can poll, and the address of its factor."""
        device = wire.Device(self.program)
        status, answer = device.sign_in(self.user["id"])
        self.assertEqual(status, 200, answer)
        status, answer = device.enrol(answer["access_token"])
        self.assertEqual(status, 200, answer)
        self.assertEqual(device.maintain()[0], 200)
        return device, self.factors + "/" + device.method

    def asked(self, factor, **body):
        status, answer, _ = self.program.api("POST", factor + "/verify", body or None)
        self.assertEqual((status, answer["factorResult"]), (201, "WAITING"))
        return answer["_links"]["poll"]["href"]

    def result(self, address):
        return self.program.api("GET", address)[1]


class FamilyA(Running):
    def test_sign_in_approved_then_denied(self):
        device, factor = self.enrolled()
        poll = self.asked(factor)
        challenge, = device.challenges()
        self.assertEqual(challenge["iss"], self.program.line["https"])
        self.assertEqual(challenge["exp"] - challenge["iat"], 300)
        self.assertEqual(device.answer(challenge, "APPROVED_USER_VERIFICATION", verified=True)[0], 200)
        self.assertEqual(self.result(poll), {"factorResult": "SUCCESS"})
        self.assertEqual(device.challenges(), [])
        self.assertEqual(device.answer(challenge, "DENIED_CONSENT_PROMPT")[0], 400)
        poll = self.asked(factor)
        self.assertEqual(device.answer(device.challenges()[0], "DENIED_CONSENT_PROMPT"), (204, b""))
        self.assertEqual(self.result(poll)["factorResult"], "REJECTED")

    def test_browser_is_told(self):
        device, factor = self.enrolled()
        self.program.api("POST", factor + "/verify", None, {
            "User-Agent": "Mozilla/5.0 (Windows)", "X-Forwarded-For": "203.0.113.40"})
        context = device.challenges()[0]["challengeContext"]
        self.assertEqual(context["countersignClient"],
                         {"address": "203.0.113.40", "userAgent": "Mozilla/5.0 (Windows)"})
        self.assertEqual((context["clientOS"], context["clientLocation"]), ("WINDOWS", "Lisbon, Portugal"))
        self.program.settings(countersignClient=False)
        self.assertNotIn("countersignClient", device.challenges()[0]["challengeContext"])

    def test_number_is_shown_once_the_device_asks(self):
        device, factor = self.enrolled()
        poll = self.asked(factor, useNumberMatchingChallenge=True)
        self.assertNotIn("_embedded", self.result(poll))
        numbers = device.challenges()[0]["challengeContext"]["challengeTextItems"]
        right = self.result(poll)["_embedded"]["challenge"]["correctAnswer"]
        self.assertEqual(len(set(numbers)), 3)
        self.assertIsInstance(right, int)
        wrong = next(number for number in numbers if number != str(right))
        challenge, = device.challenges()
        self.assertEqual(device.answer(challenge, "APPROVED_CONSENT_PROMPT")[0], 400)
        self.assertEqual(
            device.answer(challenge, "APPROVED_CONSENT_PROMPT", selectedTextItem=wrong)[0], 200)
        self.assertEqual(self.result(poll)["factorResult"], "REJECTED")

    def test_a_push_begins_with_201_and_all_else_is_200(self):
        device, factor = self.enrolled()
        status, answer, _ = self.program.api("POST", factor + "/verify")
        self.assertEqual(status, 201)
        poll = answer["_links"]["poll"]["href"]
        self.assertEqual(self.program.api("GET", poll)[0], 200)
        self.assertEqual(device.answer(
            device.challenges()[0], "APPROVED_USER_VERIFICATION", verified=True)[0], 200)
        status, answer, _ = self.program.api("GET", poll)
        self.assertEqual((status, answer["factorResult"]), (200, "SUCCESS"))

    def test_a_transaction_is_polled_by_get_alone(self):
        _, factor = self.enrolled()
        poll = self.asked(factor)
        self.assertEqual(self.program.api("POST", poll)[0], 405)
        self.assertEqual(self.result(poll)["factorResult"], "WAITING")

    def test_to_remember_the_device_is_ignored_in_a_body(self):
        device, factor = self.enrolled()
        poll = self.asked(factor, rememberDevice=True)
        self.assertEqual(self.result(poll)["factorResult"], "WAITING")
        device.answer(device.challenges()[0], "DENIED_CONSENT_PROMPT")
        self.assertEqual(self.result(poll)["factorResult"], "REJECTED")

    def test_cancelled(self):
        device, factor = self.enrolled()
        poll = self.asked(factor)
        challenge, = device.challenges()
        self.assertEqual(self.program.api("DELETE", poll)[0], 204)
        self.assertEqual(self.result(poll)["factorResult"], "CANCELLED")
        self.assertEqual(device.challenges(), [])
        self.assertEqual(self.code_of(device.answer(challenge, "APPROVED_CONSENT_PROMPT")),
                         (404, "E0000191"))

    def test_timed_out(self):
        device, factor = self.enrolled()
        poll = self.asked(factor)
        challenge, = device.challenges()
        self.program.faults(clockSkew=300)
        self.assertEqual(self.result(poll)["factorResult"], "TIMEOUT")
        self.assertEqual(self.code_of(device.answer(challenge, "APPROVED_CONSENT_PROMPT")),
                         (404, "E0000191"))

    def test_transaction_text_for_those_who_can_show_it(self):
        device, factor = self.enrolled()
        self.asked(factor, countersignMessage="Release 300,00 EUR?")
        context = device.challenges()[0]["challengeContext"]
        self.assertEqual((context["transactionType"], context["bindingMessage"]),
                         ("CIBA", "Release%20300%2C00%20EUR%3F"))
        self.change(device, {"capabilities": {"transactionTypes": ["LOGIN"]}})
        self.assertEqual(device.challenges(), [])

    def change(self, device, push, authorization=None, kind="application/merge-patch+json"):
        own = device.possession.token("okta-enrollmentupdate+jwt", device.claims(
            device.enrolment, device.user, kid=device.possession.kid))
        head = kind + "; okta-version=1.0.0"
        return self.program.send(
            "PATCH", "/idp/myaccount/app-authenticators/" + device.enrolment,
            json.dumps({"methods": {"push": push}}).encode(),
            {"Accept": head, "Content-Type": head, "Authorization": authorization or "SSWS " + own})

    def test_keys_come_and_go(self):
        device, factor = self.enrolled()
        self.assertEqual(self.change(device, {"keys": {"userVerification": None}})[0], 200)
        self.asked(factor)
        challenge, = device.challenges()
        self.assertEqual(device.answer(challenge, "APPROVED_USER_VERIFICATION", verified=True)[0], 400)
        self.assertEqual(
            self.change(device, {"keys": {"userVerification": device.verification.jwk()}})[0], 200)
        self.assertEqual(device.answer(challenge, "APPROVED_USER_VERIFICATION", verified=True)[0], 200)
        self.assertEqual(
            self.change(device, {"keys": {"proofOfPossession": wire.Key().jwk()}})[0], 400)
        self.assertEqual(self.change(device, {"pushToken": "t"}, "Bearer nothing")[0], 401)

    def test_deleted_by_the_device_and_by_the_organisation(self):
        device, factor = self.enrolled()
        own = device.possession.token("okta-enrollmentupdate+jwt", device.claims(
            device.enrolment, device.user, kid=device.possession.kid))
        self.assertEqual(self.program.send(
            "DELETE", "/idp/myaccount/app-authenticators/" + device.enrolment,
            headers={**wire.VERSION, "Authorization": "SSWS " + own})[0], 204)
        self.assertEqual(self.code_of(device.poll()), (404, "E0000008"))
        self.assertEqual(self.program.api("GET", factor)[0], 404)
        device, factor = self.enrolled()
        self.assertEqual(self.program.api("DELETE", factor)[0], 204)
        self.assertEqual(self.code_of(device.poll()), (410, "E0000154"))

    def test_what_an_administrator_does(self):
        device, _ = self.enrolled()
        address = "/sandbox/enrolments/" + device.enrolment
        for change, expected in (({"standing": "suspended"}, (423, "E0000180")),
                                 ({"standing": "active", "device": "suspended"}, (403, "E0000152")),
                                 ({"device": "deleted"}, (410, "E0000153"))):
            self.assertEqual(self.program.api("POST", address, change)[0], 200)
            self.assertEqual(self.code_of(device.poll()), expected)
        self.program.api("POST", address, {"device": "active"})
        self.assertEqual(device.poll(), (200, []))

    def test_version_is_wanted(self):
        device, _ = self.enrolled()
        answer = self.program.send("GET", device.list, headers={"Authorization": "Bearer " + device.token})
        self.assertEqual(self.code_of(answer), (406, "E0000149"))

    def test_verification_is_wanted(self):
        self.program.settings(userVerification="REQUIRED")
        device = wire.Device(self.program)
        device.keys = lambda: {"proofOfPossession": device.possession.jwk()}
        bearer = device.sign_in(self.user["id"])[1]["access_token"]
        self.assertEqual(self.code_of(device.enrol(bearer)), (400, "E0000158"))

    def test_keys_rotate_and_are_published_late(self):
        device, factor = self.enrolled()
        self.program.api("POST", "/sandbox/keys", {"publish": False})
        self.asked(factor)
        with self.assertRaises(StopIteration):
            device.challenges()
        self.program.api("POST", "/sandbox/keys/publish")
        self.assertEqual(len(device.challenges()), 1)


class Browser(Running):
    def test_foreign_pages_and_wrong_scopes(self):
        device = wire.Device(self.program)
        self.assertEqual(self.code_of(device.sign_in(self.user["id"], page_token="x")),
                         (403, "E0000005"))
        bearer = device.sign_in(self.user["id"], "openid profile")[1]
        self.assertIn("id_token", bearer)
        self.assertEqual(self.code_of(device.enrol(bearer["access_token"])), (403, "E0000006"))
        self.assertEqual(self.code_of(device.enrol("nothing")), (401, "E0000011"))

    def test_code_is_good_once_and_for_its_verifier(self):
        device = wire.Device(self.program)
        sent = []
        form = device.form
        device.form = lambda fields: sent.append(fields) or form(fields)
        self.assertEqual(device.sign_in(self.user["id"])[0], 200)
        self.assertEqual(form(sent[0])[1]["error"], "invalid_grant")
        device.form = lambda fields: form({**fields, "code_verifier": "x" * 43})
        self.assertEqual(device.sign_in(self.user["id"])[1]["error"], "invalid_grant")

    def test_addresses_are_compared_with_their_port(self):
        query = ("/oauth2/v1/authorize?client_id=" + wire.CLIENT + "&response_type=code&scope=openid"
                 "&code_challenge=" + "A" * 43 + "&code_challenge_method=S256&redirect_uri=")
        for port, exact, status in ((28438, True, 200), (28440, True, 400), (28440, False, 200)):
            self.program.settings(exactRedirect=exact)
            address = f"http%3A%2F%2F127.0.0.1%3A{port}%2Fcountersign%2Foauth"
            self.assertEqual(self.program.send("GET", query + address)[0], status)
        self.assertEqual(self.program.send("GET", query + "http%3A%2F%2Fevil.test%2F")[0], 400)

    def test_maintenance_token_is_for_the_enrolment(self):
        device, _ = self.enrolled()
        device.possession, other = wire.Key(), device.possession
        self.assertEqual(device.maintain()[1]["error"], "invalid_grant")
        device.possession = other
        self.assertEqual(device.maintain()[0], 200)


class FamilyB(Running):
    def start(self):
        status, answer, _ = self.program.api(
            "POST", self.factors, {"factorType": "push", "provider": "OKTA"})
        self.assertEqual((status, answer["status"]), (200, "PENDING_ACTIVATION"))
        self.program.api("POST", answer["_embedded"]["activation"]["_links"]["send"][0]["href"])
        outbox = self.program.send("GET", "/sandbox/outbox.json")[1]
        return answer, outbox[-1]["link"]

    def test_activation_is_seen_by_both_sides(self):
        factor, link = self.start()
        poll = factor["_links"]["poll"]["href"]
        self.assertEqual(self.program.api("POST", poll)[1]["factorResult"], "WAITING")
        picture = self.program.send("GET", factor["_embedded"]["activation"]["_links"]["qrcode"]["href"])
        self.assertEqual(picture[1][:4], b"\x89PNG")
        device = wire.Device(self.program)
        self.assertEqual(device.activate(link)[0], 200)
        answer = self.program.api("POST", poll)[1]
        self.assertEqual((answer["status"], answer["profile"]["name"]), ("ACTIVE", "Desk 4"))
        self.assertEqual(device.maintain()[0], 200)
        result = self.asked(self.factors + "/" + device.method)
        self.assertEqual(device.answer(device.challenges()[0], "APPROVED_CONSENT_PROMPT")[0], 200)
        self.assertEqual(self.result(result)["factorResult"], "SUCCESS")
        self.assertEqual(wire.Device(self.program).activate(link)[0], 401, "the token is spent")

    def test_codes_in_place_of_push(self):
        factor, link = self.start()
        status, answer = wire.Device(self.program).activate(link, ("totp",))
        self.assertEqual(status, 200, answer)
        secret = base64.b32decode(answer["methods"][0]["sharedSecret"])
        self.assertEqual(
            self.program.api("POST", factor["_links"]["poll"]["href"])[1]["factorType"],
            "token:software:totp")
        verify = self.factors + "/" + answer["methods"][0]["id"] + "/verify"
        self.assertEqual(self.program.api("POST", verify, {"passCode": totp(secret)})[0], 200)

    def test_activation_runs_out_and_starts_anew(self):
        factor, link = self.start()
        self.program.faults(clockSkew=600)
        answer = self.program.api("POST", factor["_links"]["poll"]["href"])[1]
        self.assertEqual(answer["factorResult"], "TIMEOUT")
        self.assertEqual(wire.Device(self.program).activate(link)[0], 401)
        again = self.program.api("POST", answer["_links"]["activate"]["href"])[1]
        self.assertEqual(again["_embedded"]["activation"]["factorResult"], "WAITING")

    def test_update_with_the_whole_body(self):
        device = wire.Device(self.program)
        device.activate(self.start()[1])
        self.assertEqual(device.maintain()[0], 200)

        def update(keys, enrolment=device.enrolment, signed=device.possession):
            own = signed.token("okta-enrollmentupdate+jwt", device.claims(
                device.enrolment, device.user, kid=signed.kid))
            return self.program.send(
                "PUT", "/idp/authenticators/" + enrolment,
                {"authenticatorId": "autSANDBOX0000000002", "key": "okta_verify",
                 "device": device.facts(), "methods": [{"type": "push", "pushToken": "", "keys": keys}]},
                {"Authorization": "SSWS " + own})
        both, one = device.keys(), device.keys(False)
        self.assertEqual(update(both)[1]["methods"][0]["id"], device.method)
        poll = self.asked(self.factors + "/" + device.method)
        challenge, = device.challenges()
        self.assertEqual(device.answer(challenge, "APPROVED_USER_VERIFICATION", verified=True)[0], 200)
        self.assertEqual(self.result(poll)["factorResult"], "SUCCESS")
        self.assertEqual(update(one)[0], 200)
        self.asked(self.factors + "/" + device.method)
        challenge, = device.challenges()
        self.assertEqual(device.answer(challenge, "APPROVED_USER_VERIFICATION", verified=True)[0], 400)
        self.assertEqual(update({"proofOfPossession": wire.Key().jwk()})[0], 400)
        self.assertEqual(self.code_of(update(one, signed=wire.Key())), (401, "E0000011"))
        self.assertEqual(self.code_of(update(one, "aenNOBODY00000000001")), (404, "E0000008"))

    def test_one_device_per_user(self):
        self.program.settings(oneDevicePerUser=True)
        first = wire.Device(self.program)
        first.activate(self.start()[1])
        self.assertEqual(first.maintain()[0], 200)
        second = wire.Device(self.program)
        self.assertEqual(second.activate(self.start()[1])[0], 200)
        self.assertEqual(self.code_of(first.poll()), (410, "E0000154"))
        self.assertEqual(second.maintain()[0], 200)
        active = [f for f in self.program.api("GET", self.factors)[1] if f["factorType"] == "push"]
        self.assertEqual([f["id"] for f in active], [second.method])


class Codes(Running):
    def totp_factor(self, provider):
        status, answer, _ = self.program.api(
            "POST", self.factors, {"factorType": "token:software:totp", "provider": provider})
        self.assertEqual(status, 200)
        secret = base64.b32decode(answer["_embedded"]["activation"]["sharedSecret"])
        return answer, secret, self.factors + "/" + answer["id"]

    def test_each_code_is_good_once(self):
        for provider in ("OKTA", "GOOGLE"):
            _, secret, address = self.totp_factor(provider)
            self.assertEqual(self.code_of(self.program.api(
                "POST", address + "/lifecycle/activate", {"passCode": "x"})), (403, "E0000068"))
            code = totp(secret, -1)
            self.assertEqual(self.program.api(
                "POST", address + "/lifecycle/activate", {"passCode": code})[1]["status"], "ACTIVE")
            check = lambda code: self.program.api("POST", address + "/verify", {"passCode": code})
            self.assertEqual(self.code_of(check(code)), (403, "E0000082"))
            code = totp(secret, 1)
            self.assertEqual(check(code)[1], {"factorResult": "SUCCESS"})
            self.assertEqual(self.code_of(check(code)), (403, "E0000082"))
            self.assertEqual(self.code_of(check(totp(secret, 6))), (403, "E0000083"))
            self.program.settings(secondCode=True)
            self.assertEqual(check(totp(secret, 6))[1]["factorResult"], "TIME_WINDOW_EXCEEDED")
            self.assertEqual(check(totp(secret, 7))[1]["factorResult"], "SUCCESS")
            self.program.settings(secondCode=False)
            self.assertEqual(self.code_of(self.program.api(
                "POST", self.factors,
                {"factorType": "token:software:totp", "provider": provider})), (400, "E0000001"))

    def test_codes_are_text(self):
        _, secret, address = self.totp_factor("GOOGLE")
        self.program.api("POST", address + "/lifecycle/activate", {"passCode": totp(secret, -1)})
        code = totp(secret)
        for other in (int(code), code[1:], " " + code, [code]):
            self.assertEqual(self.code_of(self.program.api(
                "POST", address + "/verify", {"passCode": other})), (403, "E0000068"), other)
        self.assertEqual(self.program.api("POST", address + "/verify", {"passCode": code})[0], 200)

    def test_five_wrong_codes_lock(self):
        _, secret, address = self.totp_factor("GOOGLE")
        self.program.api("POST", address + "/lifecycle/activate", {"passCode": totp(secret)})
        for _ in range(5):
            self.assertEqual(self.code_of(self.program.api(
                "POST", address + "/verify", {"passCode": "no"})), (403, "E0000068"))
        self.assertEqual(self.code_of(self.program.api(
            "POST", address + "/verify", {"passCode": totp(secret, 1)})), (403, "E0000069"))

    def test_six_tries_to_activate_are_too_many(self):
        _, secret, address = self.totp_factor("OKTA")
        for _ in range(5):
            self.program.api("POST", address + "/lifecycle/activate", {"passCode": "no"})
        self.assertEqual(self.code_of(self.program.api(
            "POST", address + "/lifecycle/activate", {"passCode": totp(secret)})), (429, "E0000047"))

    def test_counted_codes(self):
        secret = b"12345678901234567890"
        status, answer, _ = self.program.api("POST", self.factors + "?activate=true", {
            "factorType": "token:hotp", "provider": "CUSTOM",
            "factorProfileId": "fprSANDBOXCOUNTED001", "profile": {"sharedSecret": secret.hex()}})
        self.assertEqual((status, answer["status"]), (200, "ACTIVE"))
        self.assertNotIn(secret.hex(), json.dumps(answer))
        check = lambda counter: self.program.api(
            "POST", self.factors + "/" + answer["id"] + "/verify", {"passCode": hotp(secret, counter)})
        self.assertEqual(hotp(secret, 0), "755224")
        self.assertEqual(check(0)[0], 200)
        self.assertEqual(self.code_of(check(0)), (403, "E0000082"))
        self.assertEqual(check(11)[0], 200)
        self.assertEqual(self.code_of(check(23)), (403, "E0000068"))

    def test_rate_limit(self):
        self.program.settings(rateLimit=3)
        for left in ("2", "1", "0"):
            status, _, headers = self.program.api("GET", self.factors)
            self.assertEqual((status, headers["X-Rate-Limit-Remaining"]), (200, left))
        answer = self.program.api("GET", self.factors)
        self.assertEqual(self.code_of(answer), (429, "E0000047"))
        self.assertGreater(int(answer[2]["X-Rate-Limit-Reset"]), time.time())
        self.assertIn("Date", answer[2])


class Faults(Running):
    def test_of_answers(self):
        def answer():
            return self.program.api("GET", self.factors)
        for switches, expected in (
                ({"status": 500}, (500, "E0000009")), ({"status": 429}, (429, "E0000047")),
                ({"errorCode": "E0000156"}, (410, "E0000156"))):
            self.program.faults(**switches)
            self.assertEqual(self.code_of(answer()), expected)
        self.program.faults(status=429, retryAfter=3)
        self.assertEqual(answer()[2]["Retry-After"], "3")
        self.program.faults(redirect="http://127.0.0.2/")
        self.assertEqual((answer()[0], answer()[2]["Location"]), (302, "http://127.0.0.2/"))
        self.program.faults(html=True)
        self.assertIn(b"<html>", answer()[1])
        self.program.faults(oversize=True)
        self.assertGreater(int(answer()[2]["Content-Length"]), 10 * 1024 * 1024)
        self.program.faults(status=503, times=1)
        self.assertEqual([answer()[0], answer()[0]], [503, 200])
        self.program.faults(status=503, path="/idp/")
        self.assertEqual(answer()[0], 200)
        self.program.faults()
        self.assertEqual(answer()[0], 200)

    def test_of_results(self):
        factor = self.program.api("POST", self.factors, {"factorType": "push", "provider": "OKTA"})[1]
        poll = self.factors + "/" + factor["id"] + "/lifecycle/activate/poll"
        self.program.faults(factorResult="MAYBE")
        self.assertEqual(self.program.api("POST", poll)[1]["factorResult"], "MAYBE")
        self.assertNotIn("factorResult", self.program.api("GET", "/api/v1/users/alice@sandbox.test")[1])
        self.program.faults()
        self.assertEqual(self.program.api("POST", poll)[1]["factorResult"], "WAITING")

    def test_delay(self):
        self.program.faults(delayMs=3_600_000)
        with self.assertRaises(TimeoutError):
            self.program.api("GET", self.factors, patience=1)
        self.program.faults()
        self.assertEqual(self.program.api("GET", self.factors)[0], 200)

    def test_dropped_connections(self):
        add = {"factorType": "push", "provider": "OKTA"}
        for switches, factors in (({"drop": True}, 0), ({"dropAfter": True}, 1)):
            self.program.faults(**switches)
            with self.assertRaises((http.client.RemoteDisconnected, ConnectionError, urllib.error.URLError,
                                    ssl.SSLError)):
                self.program.api("POST", self.factors, add)
            self.program.faults()
            self.assertEqual(len(self.program.api("GET", self.factors)[1]), factors)

    def test_endless_body(self):
        self.program.faults(endless=True)
        connection = http.client.HTTPConnection("127.0.0.1", int(self.program.line["http"].rsplit(":")[-1]))
        connection.request("GET", self.factors,
                           headers={"Authorization": "SSWS " + self.program.line["apiToken"]})
        reply = connection.getresponse()
        self.assertEqual(len(reply.read(1024 * 1024)), 1024 * 1024)
        connection.close()
        self.program.faults()
        self.assertEqual(self.program.api("GET", self.factors)[0], 200)

    def test_of_challenges(self):
        device, factor = self.enrolled()
        self.asked(factor)
        for switches in ({"signature": "bad"}, {"algorithm": "none"}, {"algorithm": "HS256"}):
            self.program.faults(**switches)
            with self.assertRaises(Exception, msg=switches):
                device.challenges()
        for switches, claim in (({"audience": "wrong"}, "aud"), ({"issuer": "wrong"}, "iss"),
                                ({"appName": "\u202eevil"}, "appInstanceName"), ({"expired": True}, "exp")):
            self.program.faults()
            right = device.challenges()[0][claim]
            self.program.faults(**switches)
            self.assertNotEqual(device.challenges()[0][claim], right)
        self.program.faults(expired=True)
        self.assertLess(device.challenges()[0]["exp"], time.time())
        self.program.faults(emptyItems=True)
        self.assertEqual(device.poll()[1][:3], [{}, "x", None])
        self.program.faults(duplicateMember=True)
        text = wire.unb64(device.poll()[1][0]["challenge"].split(".")[1])
        self.assertEqual(text.count(b'"nonce":'), 2)
        self.program.faults()
        device.answer(device.challenges()[0], "DENIED_CONSENT_PROMPT")
        self.assertEqual(device.challenges(), [])
        self.program.faults(replay=True)
        self.assertEqual(len(device.challenges()), 1)

    def test_clock(self):
        device, factor = self.enrolled()
        self.program.faults(clockSkew=600)
        self.asked(factor)
        self.assertAlmostEqual(device.challenges()[0]["iat"], time.time() + 600, delta=60)

    def test_oauth_errors(self):
        self.program.faults(oauthError="access_denied")
        answer = self.program.send(
            "GET", "/oauth2/v1/authorize?client_id=" + wire.CLIENT + "&redirect_uri="
            + wire.REDIRECT + "&state=abc")
        self.assertEqual(answer[0], 303)
        self.assertIn("error=access_denied", answer[2]["Location"])
        self.assertIn("state=abc", answer[2]["Location"])

    def test_unknown_switches_are_told(self):
        for body in ({"dealyMs": 1}, {"drop": "yes"}, {"signature": "good"}, {"status": 200}):
            self.assertEqual(self.code_of(self.program.api("POST", "/sandbox/faults", body)),
                             (400, "E0000001"))
        self.assertEqual(self.program.send("GET", "/sandbox/faults")[1], {})


class Starting(unittest.TestCase):
    def test_line_and_file(self):
        program = wire.Program(PROGRAM)
        self.assertEqual(set(program.line), {
            "https", "http", "caFile", "signInPage", "controlPage", "apiToken", "users"})
        self.assertEqual(os.stat(program.line["caFile"]).st_mode & 0o777, 0o600)
        self.assertEqual(os.stat(os.path.dirname(program.line["caFile"])).st_mode & 0o777, 0o700)
        self.assertEqual(program.end(), 0)
        self.assertFalse(os.path.exists(program.line["caFile"]))

    def test_ends_at_sigterm(self):
        program = wire.Program(PROGRAM)
        program.process.send_signal(signal.SIGTERM)
        self.assertEqual(program.process.wait(timeout=wire.ANSWER_SECONDS), 0)
        program.end()
        self.assertFalse(os.path.exists(program.line["caFile"]))

    def test_mistakes(self):
        for words in (["--protocols", "tiqr"], ["--port", "x"], ["--port"], ["--nothing"], ["word"]):
            ended = subprocess.run([PROGRAM, *words], capture_output=True, check=False)
            self.assertEqual((ended.returncode, ended.stdout), (2, b""), words)
            self.assertTrue(ended.stderr)
        self.assertEqual(subprocess.run([PROGRAM, "--help"], capture_output=True, check=False).returncode, 0)

    def test_taken_port(self):
        program = wire.Program(PROGRAM)
        port = program.line["http"].rsplit(":")[-1]
        ended = subprocess.run([PROGRAM, "--http-port", port], capture_output=True, check=False)
        self.assertEqual(ended.returncode, 1)
        program.end()

    def test_restart_with_state(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "state.json")
            program = wire.Program(PROGRAM, "--state", path)
            ports = [program.line[name].rsplit(":")[-1] for name in ("https", "http")]
            device = wire.Device(program)
            device.enrol(device.sign_in(program.line["users"][0]["id"])[1]["access_token"])
            self.assertEqual(os.stat(path).st_mode & 0o777, 0o600)
            program.end()
            again = wire.Program(PROGRAM, "--state", path, "--port", ports[0], "--http-port", ports[1])
            self.assertEqual(again.line["users"], program.line["users"])
            self.assertEqual(again.line["apiToken"], program.line["apiToken"])
            device.program = again
            self.assertEqual(device.maintain()[0], 200)
            factor = "/api/v1/users/" + device.user + "/factors/" + device.method
            poll = again.api("POST", factor + "/verify")[1]["_links"]["poll"]["href"]
            self.assertEqual(device.answer(device.challenges()[0], "APPROVED_CONSENT_PROMPT")[0], 200)
            self.assertEqual(again.api("GET", poll)[1]["factorResult"], "SUCCESS")
            again.end()
            with open(path, "w", encoding="utf-8") as file:
                file.write("{}")
            broken = subprocess.run([PROGRAM, "--state", path], capture_output=True, check=False)
            self.assertEqual(broken.returncode, 1)


if __name__ == "__main__":
    unittest.main()
