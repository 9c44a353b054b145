#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""Push sign-ins from the command line, against the sandbox over TLS.

    answers_test.py COUNTERSIGN-CLI COUNTERSIGN-SANDBOX VAULT
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "sandbox"))
import wire  # noqa: E402

PROGRAM, SANDBOX, VAULT = sys.argv[1:4]
del sys.argv[1:4]
RECOVERY_KEY = "CSR1-QQQS-YQCY-Q5RQ-WZQF-PG9S-CRGW-PUNY-VJGA\n"


class Home:
    """A home folder with the golden vault."""

    computer = "state"  # what says which one it is

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="answers")
        data = os.path.join(self.folder, "data", "countersign")
        os.makedirs(data, 0o700)
        shutil.copy(VAULT, os.path.join(data, "vault.countersign"))
        self.key = self.write("key", RECOVERY_KEY.encode())

    def write(self, name, contents):
        path = os.path.join(self.folder, name)
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(contents)
        return path

    def run(self, *words, form=("--json",)):
        program = self.start(*words, form=form)
        out, err = program.communicate()
        return subprocess.CompletedProcess(program.args, program.returncode, out, err)

    def start(self, *words, form=("--json",)):
        environment = {"PATH": os.environ["PATH"], "HOME": self.folder, "LC_ALL": "C.UTF-8",
                       "XDG_DATA_HOME": f"{self.folder}/data",
                       "XDG_STATE_HOME": f"{self.folder}/{self.computer}"}
        return subprocess.Popen(
            [PROGRAM, "--recovery-key-file", self.key, *form, *words], env=environment,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


class AnswersTest(unittest.TestCase):
    def setUp(self):
        self.use(wire.Program(SANDBOX))
        self.addCleanup(self.sandbox.end)
        self.home = Home()
        self.addCleanup(shutil.rmtree, self.home.folder)

    def use(self, sandbox):
        self.sandbox = sandbox
        user = sandbox.line["users"][0]
        self.factors = f"/api/v1/users/{user['id']}/factors"

    def run_program(self, *words, status=0):
        done = self.home.run(*words)
        self.assertEqual(done.returncode, status, (words, done.stdout, done.stderr))
        return json.loads(done.stdout)

    def picture(self):
        """The activation code that an administrator's call makes."""
        status, factor, _ = self.sandbox.api(
            "POST", self.factors, {"factorType": "push", "provider": "OKTA"})
        self.assertEqual(status, 200, factor)
        self.factor = factor["id"]
        address = factor["_embedded"]["activation"]["_links"]["qrcode"]["href"]
        return self.home.write("code.png", self.sandbox.api("GET", address)[1])

    def activate(self, *more):
        return self.activation(*more)

    def activation(self, *more, status=0):
        return self.run_program("activate", "--image", self.picture(), "--consent",
                                "--ca-file", self.sandbox.line["caFile"], *more, status=status)

    def remove_there(self):
        """The server has one registration for each user and computer."""
        status, answer, _ = self.sandbox.api("DELETE", f"{self.factors}/{self.factor}")
        self.assertEqual(status, 204, answer)

    def sign_in(self, **body):
        status, answer, _ = self.sandbox.api(
            "POST", f"{self.factors}/{self.factor}/verify", body)
        self.assertEqual(status, 201, answer)
        return answer["_links"]["poll"]["href"]

    def outcome(self, transaction):
        return self.sandbox.api("GET", transaction)[1]

    def request(self):
        requests = self.run_program("requests", "--wait", "30")["requests"]
        self.assertEqual(len(requests), 1)
        return requests[0]

    def test_activates_approves_and_denies(self):
        accounts = self.activate()["accounts"]
        self.assertEqual([account["push"]["state"] for account in accounts], ["active"])
        self.assertEqual(accounts[0]["push"]["server"], self.sandbox.line["https"])
        status = self.sandbox.api("GET", f"{self.factors}/{self.factor}")[1]["status"]
        self.assertEqual(status, "ACTIVE")
        self.assertEqual(self.run_program("requests")["requests"], [])

        first = self.sign_in()
        request = self.request()
        self.assertEqual(request["signature"], "verified")
        self.assertEqual(request["number"], {"mode": "none"})
        self.assertEqual(request["account"]["id"], accounts[0]["id"])
        self.assertEqual(
            self.run_program("approve", request["id"]), {"id": request["id"], "result": "approved"})
        self.assertEqual(self.outcome(first)["factorResult"], "SUCCESS")

        second = self.sign_in()
        request = self.request()
        self.assertEqual(self.run_program("deny", request["id"][:6])["result"], "denied")
        self.assertEqual(self.outcome(second)["factorResult"], "REJECTED")
        self.run_program("approve", request["id"], status=5)

    def test_going_without_verification_is_said(self):
        self.sandbox.settings(userVerification="PREFERRED")
        self.activate("--verify-passphrase-file", self.home.key)
        first = self.sign_in()
        request = self.request()
        self.assertEqual(request["verification"], "required")
        self.assertTrue(request["verificationWaivable"])
        self.run_program("approve", request["id"], "--without-verification",
                         "--verify-passphrase-file", self.home.key, status=2)
        error = self.run_program("approve", request["id"], status=3)["error"]
        self.assertIn("--without-verification", error["next"])
        self.assertEqual(self.outcome(first)["factorResult"], "WAITING")
        answer = self.run_program("approve", request["id"], "--without-verification")
        self.assertEqual((answer["result"], answer["verified"]), ("approved", False))
        self.assertEqual(self.outcome(first)["factorResult"], "SUCCESS")

        second = self.sign_in()
        asked = self.request()["id"]
        self.assertIn("--without-verification", self.home.run("requests", form=()).stdout)
        told = self.home.run("approve", asked, "--without-verification", form=()).stdout
        self.assertIn("without the verification that the service prefers", told)
        self.assertEqual(self.outcome(second)["factorResult"], "SUCCESS")

        third = self.sign_in()
        answer = self.run_program("approve", self.request()["id"],
                                  "--verify-passphrase-file", self.home.key)
        self.assertEqual((answer["result"], answer["verified"]), ("approved", True))
        self.assertEqual(self.outcome(third)["factorResult"], "SUCCESS")

    def test_a_verification_that_is_required(self):
        self.sandbox.settings(userVerification="REQUIRED")
        self.activate("--verify-passphrase-file", self.home.key)
        transaction = self.sign_in()
        request = self.request()
        self.assertEqual(request["verification"], "required")
        self.assertNotIn("verificationWaivable", request)
        for words in ((), ("--without-verification",)):
            error = self.run_program("approve", request["id"], *words, status=3)["error"]
            self.assertNotIn("--without-verification", error["next"])
        self.run_program("approve", request["id"], "--verify-passphrase-file",
                         self.home.write("wrong", b"no passphrase\n"), status=3)
        self.assertEqual(self.outcome(transaction)["factorResult"], "WAITING")
        self.run_program("approve", request["id"], "--verify-passphrase-file", self.home.key)
        self.assertEqual(self.outcome(transaction)["factorResult"], "SUCCESS")

    def test_an_id_that_is_too_short(self):
        self.activate()
        transaction = self.sign_in()
        request = self.request()
        for verb in ("approve", "deny"):
            error = self.run_program(verb, request["id"][:3], status=5)["error"]
            self.assertEqual(error["code"], "not-found")
            self.assertIn("too short", error["message"])
        self.assertEqual(self.outcome(transaction)["factorResult"], "WAITING")

    def test_the_number_of_the_page(self):
        self.activate()
        transaction = self.sign_in(useNumberMatchingChallenge=True)
        request = self.request()
        self.assertEqual(request["number"]["mode"], "choose")
        right = str(self.outcome(transaction)["_embedded"]["challenge"]["correctAnswer"])
        self.assertIn(right, request["number"]["choices"])
        self.run_program("approve", request["id"], status=2)
        self.run_program("approve", request["id"], "--number", "100", status=2)
        self.assertEqual(self.outcome(transaction)["factorResult"], "WAITING")
        self.run_program("approve", request["id"], "--number", right)
        self.assertEqual(self.outcome(transaction)["factorResult"], "SUCCESS")

    def test_a_wrong_number_is_a_refusal(self):
        self.activate()
        transaction = self.sign_in(useNumberMatchingChallenge=True)
        request = self.request()
        right = str(self.outcome(transaction)["_embedded"]["challenge"]["correctAnswer"])
        wrong = next(choice for choice in request["number"]["choices"] if choice != right)
        self.home.run("approve", request["id"], "--number", wrong)
        self.assertNotEqual(self.outcome(transaction)["factorResult"], "SUCCESS")

    def test_nothing_is_sent_without_consent(self):
        picture = self.picture()
        error = self.run_program("activate", "--image", picture, "--ca-file",
                                 self.sandbox.line["caFile"], status=7)["error"]
        self.assertEqual(error["code"], "refused")
        self.assertIn(self.sandbox.line["https"], error["message"])
        self.assertIn("--consent", error["next"])
        status = self.sandbox.api("GET", f"{self.factors}/{self.factor}")[1]["status"]
        self.assertEqual(status, "PENDING_ACTIVATION")

    def test_a_server_that_nobody_vouches_for(self):
        error = self.run_program(
            "activate", "--image", self.picture(), "--consent", status=7)["error"]
        self.assertEqual(error["code"], "refused")
        self.assertEqual(len(self.run_program("list")["accounts"]), 1)

    def test_what_is_no_activation(self):
        link = self.home.write("link", b"otpauth://totp/A:b?secret=JBSWY3DPEHPK3PXP\n")
        error = self.run_program("activate", "--uri-file", link, "--consent", status=8)["error"]
        self.assertEqual(error["code"], "unsupported")
        self.assertIn("add", error["next"])
        self.run_program("activate", "--uri-file", link, "--uri-stdin", status=2)
        self.run_program("activate", status=2)

    def test_a_server_that_is_gone(self):
        self.activate()
        self.sandbox.faults(status=503)
        error = self.run_program("requests", status=6)["error"]
        self.assertEqual(error["code"], "server")
        self.sandbox.faults(status=429, retryAfter=3)
        error = self.run_program("requests", status=6)["error"]
        self.assertEqual(error["code"], "server")
        self.assertIn("too often", error["message"])
        self.sandbox.faults(html=True)
        self.assertNotIn("“”", self.run_program("requests", status=6)["error"]["message"])
        self.sandbox.faults()
        self.assertEqual(self.run_program("requests")["requests"], [])

    def test_waits_for_a_request_and_no_longer(self):
        self.activate()
        self.assertEqual(self.run_program("requests", "--wait", "1")["requests"], [])
        waiting = self.home.start("requests", "--wait", "3600")
        self.sign_in()
        out, err = waiting.communicate(timeout=120)
        self.assertEqual(waiting.returncode, 0, err)
        self.assertEqual(len(json.loads(out)["requests"]), 1)

    def test_one_server_of_two_is_gone(self):
        self.activate()
        other = wire.Program(SANDBOX)
        mine = self.sandbox
        self.use(other)
        self.activate()
        self.use(mine)
        gone = other.line["https"]
        other.end()
        done = self.home.run("requests")
        self.assertEqual((done.returncode, json.loads(done.stdout)["requests"]), (0, []))
        self.assertIn(f"warning: Asking {gone}", done.stderr)

    def test_replaces_an_account_where_that_is_wished(self):
        error = self.activation("--replace", status=2)["error"]
        self.assertIn("no account", error["message"])
        first = self.activate()["accounts"][0]["id"]
        self.remove_there()
        again = self.activate("--replace")
        self.assertEqual([account["id"] for account in again["accounts"]], [first])
        self.assertEqual(again["pending"], [])
        self.remove_there()
        self.activate()
        self.assertEqual(len(self.run_program("list", "alice@sandbox")["accounts"]), 2)
        error = self.activation("--replace", status=2)["error"]
        self.assertIn("several", error["message"])

    def test_one_device_for_each_user(self):
        first = self.activate()["accounts"][0]["id"]
        error = self.activation("--replace", status=8)["error"]
        self.assertIn("registered there", error["message"])
        self.sandbox.settings(oneDevicePerUser=True)
        again = self.activate("--replace")
        self.assertEqual([account["id"] for account in again["accounts"]], [first])
        self.activate()
        states = {account["id"]: account["push"]["state"]
                  for account in self.run_program("list", "alice@sandbox")["accounts"]}
        self.assertEqual(states.pop(first), "removed")
        self.assertEqual(list(states.values()), ["active"])
        transaction = self.sign_in()
        self.run_program("approve", self.request()["id"])
        self.assertEqual(self.outcome(transaction)["factorResult"], "SUCCESS")

    def enrol(self, user, *more):
        """By the name of the organisation, where this user agrees on its page."""
        program = self.home.start(
            "activate", "--server", self.sandbox.line["https"], "--client", wire.CLIENT,
            "--consent", "--ca-file", self.sandbox.line["caFile"], *more)
        address = next(line.strip() for line in program.stderr if line.startswith("https:"))
        page = self.sandbox.send("GET", address)[1].decode()
        form = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(address).query))
        form["user"] = user["id"]
        form["page_token"] = page.split('name="page_token" value="')[1].split('"')[0]
        status, _, headers = self.sandbox.send(
            "POST", "/oauth2/v1/authorize", urllib.parse.urlencode(form).encode(),
            {"Content-Type": "application/x-www-form-urlencoded"})
        self.assertEqual(status, 303)
        self.sandbox.send("GET", headers["Location"])
        out, err = program.communicate(timeout=120)
        self.assertEqual(program.returncode, 0, err)
        return json.loads(out)["accounts"][0], err

    def test_what_is_another_users_is_not_replaced(self):
        alice, bob = self.sandbox.line["users"]
        first, told = self.enrol(alice)
        self.assertNotIn("kept", told)
        second, told = self.enrol(bob, "--replace")
        self.assertIn("that one is kept", told)
        self.assertNotEqual(first["id"], second["id"])
        accounts = {account["id"]: account["push"]["state"]
                    for account in self.run_program("list", "sandbox.test")["accounts"]}
        self.assertEqual(accounts, {first["id"]: "active", second["id"]: "active"})

    def test_not_me_is_reported(self):
        self.activate()
        transaction = self.sign_in()
        answer = self.run_program("deny", self.request()["id"], "--report")
        self.assertIn((answer["result"], answer.get("reported")),
                      (("reported", None), ("denied", "local")))
        self.assertEqual(self.outcome(transaction)["factorResult"], "REJECTED")
        entry = self.run_program("journal")["entries"][0]
        self.assertEqual(entry["decision"], "report")

    def test_a_request_that_is_refused_cannot_be_approved(self):
        self.activate()
        transaction = self.sign_in()
        for faults, reason in (({"signature": "bad"}, "does not prove"),
                               ({"duplicateMember": True}, "does not prove"),
                               ({"expired": True}, "has expired")):
            self.sandbox.faults(**faults)
            done = self.home.run("requests")
            self.assertEqual(json.loads(done.stdout)["requests"], [])
            self.assertIn("was refused", done.stderr)
            self.assertIn(reason, done.stderr)
        self.sandbox.faults()
        self.assertEqual(self.outcome(transaction)["factorResult"], "WAITING")

    def test_what_another_computer_answers_is_no_silence(self):
        self.activate()
        self.sign_in()
        self.assertEqual(self.home.run("requests").stderr, "")
        self.home.computer = "other"
        done = self.home.run("requests")
        self.assertEqual(json.loads(done.stdout)["requests"], [])
        self.assertIn("answered by another computer", done.stderr)


if __name__ == "__main__":
    unittest.main()
