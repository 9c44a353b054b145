# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""The program, and an authenticator that is written from the protocol page a third time, in another
language with other libraries."""
import base64
import hashlib
import json
import secrets
import ssl
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa, utils

ANSWER_SECONDS = 30
VERSION = {"Accept": "application/json; okta-version=1.0.0"}
MANAGE = "okta.myAccount.appAuthenticator.manage"
READ = "okta.myAccount.appAuthenticator.maintenance.read"
REDIRECT = "http://127.0.0.1:28437/countersign/oauth"
CLIENT = "0oaSANDBOX0000000001"


def b64(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def unb64(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Program:
    """countersign-sandbox, with the line it prints."""

    def __init__(self, path, *arguments):
        self.process = subprocess.Popen(
            [path, *arguments, "--until-eof"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.line = json.loads(self.process.stdout.readline())
        self.tls = ssl.create_default_context(cafile=self.line["caFile"])

    def end(self):
        self.process.stdin.close()
        status = self.process.wait(timeout=ANSWER_SECONDS)
        self.process.stdout.close()
        return status

    def send(self, method, where, body=None, headers=None, patience=ANSWER_SECONDS):
        """(status, JSON or bytes or None, headers)"""
        address = where if where.startswith("http") else self.line["https"] + where
        head = dict(headers or {})
        data = body
        if isinstance(body, dict):
            data = json.dumps(body).encode()
            head.setdefault("Content-Type", "application/json")
        request = urllib.request.Request(address, data=data, headers=head, method=method)
        opener = urllib.request.build_opener(
            urllib.request.HTTPSHandler(context=self.tls), NoRedirects())
        try:
            with opener.open(request, timeout=patience) as reply:
                return reply.status, content(reply), reply.headers
        except urllib.error.HTTPError as reply:
            return reply.code, content(reply), reply.headers

    def api(self, method, where, body=None, headers=None, **how):
        return self.send(method, where, body,
                         {"Authorization": "SSWS " + self.line["apiToken"], **(headers or {})}, **how)

    def faults(self, **switches):
        status, answer, _ = self.api("POST", "/sandbox/faults", switches)
        assert status == 200, answer

    def settings(self, **switches):
        status, answer, _ = self.api("POST", "/sandbox/settings", switches)
        assert status == 200, answer


class NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *arguments):
        return None


def content(reply):
    data = reply.read()
    if reply.headers.get_content_type() == "application/json" and data:
        return json.loads(data)
    return data


class Key:
    def __init__(self):
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.kid = str(uuid.uuid4()).upper()

    def jwk(self):
        numbers = self.private.public_key().public_numbers()
        return {"kty": "EC", "crv": "P-256", "kid": self.kid, "okta:kpr": "SOFTWARE",
                "x": b64(numbers.x.to_bytes(32, "big")), "y": b64(numbers.y.to_bytes(32, "big"))}

    def token(self, kind, payload):
        head = b64(json.dumps({"alg": "ES256", "typ": kind, "kid": self.kid}).encode())
        text = head + "." + b64(json.dumps(payload).encode())
        r, s = utils.decode_dss_signature(
            self.private.sign(text.encode(), ec.ECDSA(hashes.SHA256())))
        return text + "." + b64(r.to_bytes(32, "big") + s.to_bytes(32, "big"))


class Device:
    def __init__(self, program):
        self.program = program
        self.instance, self.possession, self.verification = Key(), Key(), Key()
        self.enrolment = self.user = self.method = self.list = self.device = self.token = None

    def facts(self):
        return {"clientInstanceKey": self.instance.jwk(),
                "clientInstanceBundleId": "org.countersign.test", "clientInstanceVersion": "1.0",
                "clientInstanceDeviceSdkVersion": "Third 1.0", "platform": "WINDOWS",
                "osVersion": "10", "displayName": "Desk 4"}

    def keys(self, verified=True):
        keys = {"proofOfPossession": self.possession.jwk()}
        if verified:
            keys["userVerification"] = self.verification.jwk()
        return keys

    def claims(self, issuer, subject, **more):
        now = int(time.time())
        return {"iss": issuer, "aud": self.program.line["https"], "sub": subject, "iat": now,
                "exp": now + 300, "nbf": now - 300, "jti": str(uuid.uuid4()), **more}

    def sign_in(self, user, scope=MANAGE, page_token=None):
        """The browser's part and the client's: code flow with PKCE."""
        program = self.program
        verifier = secrets.token_urlsafe(32)
        asked = {"client_id": CLIENT, "redirect_uri": REDIRECT, "response_type": "code",
                 "scope": scope, "state": "s t", "nonce": "n",
                 "code_challenge": b64(hashlib.sha256(verifier.encode()).digest()),
                 "code_challenge_method": "S256"}
        status, page, _ = program.send("GET", "/oauth2/v1/authorize?" + urllib.parse.urlencode(asked))
        assert status == 200, page
        token = page.decode().split('name="page_token" value="')[1].split('"')[0]
        form = urllib.parse.urlencode({**asked, "user": user, "page_token": page_token or token})
        status, answer, headers = program.send(
            "POST", "/oauth2/v1/authorize", form.encode(),
            {"Content-Type": "application/x-www-form-urlencoded"})
        if status != 303:
            return status, answer
        back = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(headers["Location"]).query))
        assert back["state"] == "s t" and back["iss"] == program.line["https"], back
        return self.form({"grant_type": "authorization_code", "client_id": CLIENT,
                          "redirect_uri": REDIRECT, "code": back["code"],
                          "code_verifier": verifier})

    def form(self, fields):
        status, answer, _ = self.program.send(
            "POST", "/oauth2/v1/token", urllib.parse.urlencode(fields).encode(),
            {"Content-Type": "application/x-www-form-urlencoded"})
        return status, answer

    def enrol(self, bearer):
        """Family A."""
        status, answer, _ = self.program.send(
            "POST", "/idp/myaccount/app-authenticators",
            {"authenticatorId": "autSANDBOX0000000001", "device": self.facts(),
             "methods": {"push": {"pushToken": "", "keys": self.keys(),
                                  "capabilities": {"transactionTypes": ["LOGIN", "CIBA"]}}}},
            {**VERSION, "Authorization": "Bearer " + bearer})
        if status == 200:
            self.keep(answer, answer["methods"]["push"])
        return status, answer

    def activate(self, link, methods=("push",)):
        """Family B, with the text of an activation code."""
        query = dict(urllib.parse.parse_qsl(link.split("?", 1)[1].replace("+", "%2B")))
        kinds = {"push": {"type": "push", "keys": self.keys(False)}, "totp": {"type": "totp"}}
        status, answer, _ = self.program.send(
            "POST", query["s"] + "/idp/authenticators",
            {"authenticatorId": query["f"], "key": "okta_verify", "device": self.facts(),
             "methods": [kinds[name] for name in methods]},
            {"Authorization": "OTDT " + query["t"]})
        if status == 200:
            self.keep(answer, answer["methods"][0])
        return status, answer

    def keep(self, answer, push):
        self.enrolment, self.user, self.method = answer["id"], answer["user"]["id"], push["id"]
        self.device = answer["device"]
        self.list = push.get("links", {}).get("pending", {}).get("href")

    def maintain(self, **changes):
        assertion = self.possession.token("JWT", self.claims(
            "urn:okta:devices:app:authenticator", self.user,
            methodEnrollmentId=self.method) | changes)
        status, answer = self.form(
            {"grant_type": "urn:ietf:params:oauth:grant-type:jwt-bearer", "client_id": CLIENT,
             "scope": READ, "assertion": assertion})
        self.token = answer.get("access_token")
        return status, answer

    def poll(self):
        return self.program.send("GET", self.list, headers={
            **VERSION, "Authorization": "Bearer " + self.token})[:2]

    def challenges(self):
        """The payloads of what waits, each with its signature verified."""
        status, items = self.poll()
        assert status == 200, items
        return [self.verified(item["challenge"]) for item in items]

    def verified(self, text):
        head, body, signature = text.split(".")
        header = json.loads(unb64(head))
        assert header["alg"] == "RS256" and header["typ"] == "okta-pushbind+jwt", header
        _, found, _ = self.program.send("GET", "/.well-known/openid-configuration")
        _, published, _ = self.program.send("GET", found["jwks_uri"])
        key = next(key for key in published["keys"] if key["kid"] == header["kid"])
        number = lambda name: int.from_bytes(unb64(key[name]), "big")
        rsa.RSAPublicNumbers(number("e"), number("n")).public_key().verify(
            unb64(signature), f"{head}.{body}".encode(), padding.PKCS1v15(), hashes.SHA256())
        return json.loads(unb64(body))

    def answer(self, challenge, consent, verified=False, **context):
        key = self.verification if verified else self.possession
        payload = self.claims(
            self.enrolment, self.user, tx=challenge["transactionId"], nonce=challenge["nonce"],
            methodEnrollmentId=self.method, amr=["pin"] if verified else [],
            keyType="userVerification" if verified else "proofOfPossession",
            deviceSignals={"id": self.device["id"]},
            challengeResponseContext={"userConsent": consent, "transactionType": "LOGIN", **context})
        payload["aud"] = challenge["iss"]
        return self.program.send(
            "POST", challenge["verificationUri"],
            {"method": "push", "challengeResponse": key.token("okta-pushbind+jwt", payload)},
            VERSION)[:2]
