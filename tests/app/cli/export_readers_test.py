#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""Files that are exported open with what is known of their formats, without our own readers.

    export_readers_test.py COUNTERSIGN-CLI VAULT TOOLS-FOLDER
"""
import base64
import json
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import unittest
from html.parser import HTMLParser
from urllib.parse import parse_qs, unquote, urlsplit

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

PROGRAM, VAULT, TOOLS = sys.argv[1:4]
sys.dont_write_bytecode = True
sys.path.insert(0, TOOLS)
from fixture_makers import ente, kit  # noqa: E402

RECOVERY_KEY = "CSR1-QQQS-YQCY-Q5RQ-WZQF-PG9S-CRGW-PUNY-VJGA\n"
PASSPHRASE = "elf kühle Eulen teilen Tee"
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # of the one account in the vault
LINKS = ("otpauth://totp/Wide%20%26%20Co:%C5%BC?secret=MFRGGZDFMZTWQ2LK&issuer=Wide%20%26%20Co"
         "&algorithm=SHA256&digits=8&period=60\n"
         "otpauth://hotp/Tokens:seven?secret=NNCQFYCGC2QZ7UUJ&issuer=Tokens&counter=41\n"
         "otpauth://steam/Steam:gamer?secret=NBSWY3DPEB3W64TMMQ&issuer=Steam\n"
         "motp://Tunnel:ada?secret=d20a028660d67c73&pin=4711\n")


def link_values(link):
    """Type, name and secret of a link."""
    parts = urlsplit(link)
    name = unquote(parts.path[1:].rpartition(":")[2])
    return parts.netloc, name, parse_qs(parts.query)["secret"][0]


def message(data):
    """A message of protobuf: {number: [value]}."""
    fields, at = {}, 0

    def varint():
        nonlocal at
        value, shift = 0, 0
        while True:
            value |= (data[at] & 127) << shift
            shift += 7
            at += 1
            if data[at - 1] < 128:
                return value

    while at < len(data):
        key = varint()
        value = varint()
        if key & 7 == 2:
            at += value
            value = data[at - value:at]
        fields.setdefault(key >> 3, []).append(value)
    return fields


class Sheet(HTMLParser):
    """The texts of elements by their class, as a browser reads the page."""

    def __init__(self):
        super().__init__()
        self.texts, self.open = {}, None

    def handle_starttag(self, tag, attributes):
        self.open = dict(attributes).get("class")
        if self.open:
            self.texts.setdefault(self.open, []).append("")

    def handle_endtag(self, tag):
        self.open = None

    def handle_data(self, data):
        if self.open:
            self.texts[self.open][-1] += data


class ExportReadersTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.home = tempfile.mkdtemp(prefix="export-readers")
        folder = os.path.join(cls.home, "data", "countersign")
        os.makedirs(folder, 0o700)
        shutil.copy(VAULT, os.path.join(folder, "vault.countersign"))
        cls.key = cls.put("key", RECOVERY_KEY)
        cls.words = cls.put("words", PASSPHRASE)
        cls.run_program("import", cls.put("links", LINKS))

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.home)

    @classmethod
    def put(cls, name, text):
        path = os.path.join(cls.home, name)
        with open(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
        return path

    @classmethod
    def run_program(cls, *words):
        environment = {"PATH": os.environ["PATH"], "HOME": cls.home, "LC_ALL": "C.UTF-8",
                       "XDG_DATA_HOME": f"{cls.home}/data", "XDG_STATE_HOME": f"{cls.home}/state"}
        done = subprocess.run([PROGRAM, "--recovery-key-file", cls.key, *words], env=environment,
                              capture_output=True, check=False)
        if done.returncode != 0:
            raise AssertionError(done.stderr.decode())
        return done.stdout

    def exported(self, format_id):
        seal = ["--file-passphrase-file", self.words] if "encrypted" in format_id else ["--plain-ok"]
        out = os.path.join(self.home, format_id)
        self.run_program("export", "--format", format_id, "--out", out, *seal)
        with open(out, "rb") as file:
            return file.read()

    def test_ente_encrypted(self):
        file = json.loads(self.exported("ente-encrypted"))
        params = file["kdfParams"]
        key = kit.argon2id(PASSPHRASE.encode(), base64.b64decode(params["salt"], validate=True),
                           params["opsLimit"], params["memLimit"] // 1024, 1)
        header = base64.b64decode(file["encryptionNonce"], validate=True)
        data = base64.b64decode(file["encryptedData"], validate=True)
        inner = ente.hchacha20(key, header[:16])
        nonce = struct.pack("<I", 1) + header[16:]
        plain = ente.chacha20(inner, nonce, 2, data[1:-16])
        # Tag and MAC are those of the final message of a stream.
        self.assertEqual(data, ente.secret_stream(key, header, plain, 3))
        self.assertEqual([link_values(line) for line in plain.decode().splitlines()],
                         [("totp", "alice", SECRET), ("totp", "ż", "MFRGGZDFMZTWQ2LK"),
                          ("hotp", "seven", "NNCQFYCGC2QZ7UUJ"),
                          ("steam", "gamer", "NBSWY3DPEB3W64TMMQ")])

    def test_stratum_encrypted(self):
        file = self.exported("stratum-encrypted")
        self.assertEqual(file[:16], b"AUTHENTICATORPRO")
        key = kit.argon2id(PASSPHRASE.encode(), file[16:32], 3, 65536, 4)
        content = json.loads(AESGCM(key).decrypt(file[32:44], file[44:], None))
        rows = [(entry["Type"], entry["Username"], entry["Secret"], entry["Algorithm"],
                 entry["Digits"], entry["Period"], entry["Counter"], entry["Pin"])
                for entry in content["Authenticators"]]
        self.assertEqual(rows, [(2, "alice", SECRET, 0, 6, 30, 0, None),
                                (2, "ż", "MFRGGZDFMZTWQ2LK", 1, 8, 60, 0, None),
                                (1, "seven", "NNCQFYCGC2QZ7UUJ", 0, 6, 30, 41, None),
                                (4, "gamer", "NBSWY3DPEB3W64TMMQ", 0, 5, 30, 0, None),
                                (3, "ada", "d20a028660d67c73", 0, 6, 10, 0, "4711")])

    def test_proton_authenticator_encrypted(self):
        file = json.loads(self.exported("proton-authenticator-encrypted"))
        key = kit.argon2id(
            PASSPHRASE.encode(), base64.b64decode(file["salt"], validate=True), 2, 19456, 1)
        sealed = base64.b64decode(file["content"], validate=True)
        plain = AESGCM(key).decrypt(sealed[:12], sealed[12:], b"proton.authenticator.export.v1")
        contents = [entry["content"] for entry in json.loads(plain)["entries"]]
        self.assertEqual([content["name"] for content in contents], ["alice", "ż", "gamer"])
        self.assertEqual(link_values(contents[0]["uri"]), ("totp", "alice", SECRET))
        self.assertEqual(link_values(contents[1]["uri"]), ("totp", "ż", "MFRGGZDFMZTWQ2LK"))
        self.assertEqual(contents[2]["uri"], "steam://NBSWY3DPEB3W64TMMQ")

    def test_google_migration_qr(self):
        self.exported("google-migration-qr")
        done = subprocess.run(["zbarimg", "--quiet", "--raw", "-Sbinary",
                               os.path.join(self.home, "google-migration-qr")],
                              capture_output=True, check=True)
        link = done.stdout.decode().strip()
        data = base64.b64decode(unquote(link.split("data=")[1]), validate=True)
        accounts = [message(one) for one in message(data)[1]]
        # Secret, algorithm, digits and type; one has periods that the format does not know.
        self.assertEqual([(base64.b32encode(one[1][0]).decode().rstrip("="), one[4], one[5], one[6])
                          for one in accounts],
                         [(SECRET, [1], [1], [2]), ("NNCQFYCGC2QZ7UUJ", [1], [1], [1])])
        self.assertEqual(accounts[1][7], [41])

    def test_html_sheet(self):
        sheet = Sheet()
        sheet.feed(self.exported("html-sheet").decode())
        self.assertEqual(sheet.texts["name"], ["alice", "ż", "seven", "gamer", "ada"])
        self.assertEqual(sheet.texts["issuer"][1], "Wide & Co")
        self.assertEqual(sheet.texts["pin"], ["4711"])
        self.assertEqual([link_values(link)[2] for link in sheet.texts["link"]],
                         [text.replace(" ", "") for text in sheet.texts["secret"]])
        self.assertEqual(sheet.texts["secret"][0].replace(" ", ""), SECRET)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
