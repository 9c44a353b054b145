#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""--screen, --clipboard and --copy against a real X server of their own.

    display_test.py COUNTERSIGN-CLI VAULT
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAM, VAULT = sys.argv[1:3]
LINK = "otpauth://totp/Globex:bob?secret=MFRGGZDFMZTWQ2LK"
OTHER_LINK = "otpauth://totp/Hooli:eve?secret=JBSWY3DPEHPK3PXP"


class DisplayTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        reading, writing = os.pipe()
        cls.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
            pass_fds=[writing], stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading) as number:
            cls.display = ":" + number.readline().strip()

    @classmethod
    def tearDownClass(cls):
        cls.server.terminate()
        cls.server.wait()

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.home = folder.name
        os.makedirs(f"{self.home}/data/countersign")
        shutil.copy(VAULT, f"{self.home}/data/countersign/vault.countersign")
        self.passphrase = f"{self.home}/passphrase"
        with open(self.passphrase, "w", encoding="utf-8") as file:
            file.write("Übung 42\n")
        os.chmod(self.passphrase, 0o600)
        self.environment = {
            "PATH": os.environ["PATH"], "HOME": self.home, "LC_ALL": "C.UTF-8",
            "XDG_DATA_HOME": f"{self.home}/data", "XDG_STATE_HOME": f"{self.home}/state",
            "DISPLAY": self.display}

    def run_cli(self, *words):
        return subprocess.run(
            [PROGRAM, "--passphrase-file", self.passphrase, "--json", *words],
            env=self.environment, capture_output=True, text=True, timeout=60,
            stdin=subprocess.DEVNULL)

    def tool(self, *words, **options):
        return subprocess.run(words, env=self.environment, check=True, timeout=60, **options)

    def picture(self):
        path = f"{self.home}/code.png"
        self.tool("qrencode", "-s", "5", "-o", path, LINK)
        return path

    def test_reads_the_codes_on_the_screen(self):
        screen = f"{self.home}/screen.png"
        self.tool("convert", self.picture(), "-gravity", "center", "-background", "#8090a0",
                  "-extent", "1280x800", screen)
        # Draws the background and returns 1 all the same.
        subprocess.run(["display", "-window", "root", screen], env=self.environment, check=False,
                       stderr=subprocess.DEVNULL, timeout=60)
        scanned = self.run_cli("scan", "--screen")
        self.assertEqual(scanned.returncode, 0, scanned.stderr)
        codes = json.loads(scanned.stdout)["codes"]
        self.assertEqual(len(codes), 1)
        code = codes[0]
        self.assertEqual((code["source"], code["kind"]), ("screen", "otp"))
        added = self.run_cli("add", "--screen")
        self.assertEqual(added.returncode, 0, added.stderr)
        self.assertEqual(json.loads(added.stdout)["added"][0]["issuer"], "Globex")

    def test_reads_a_picture_in_the_clipboard(self):
        self.tool("xclip", "-selection", "clipboard", "-t", "image/png", "-i", self.picture(),
                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        added = self.run_cli("add", "--clipboard")
        self.assertEqual(added.returncode, 0, added.stderr)
        self.assertEqual(json.loads(added.stdout)["added"][0]["issuer"], "Globex")

    def test_reads_a_link_in_the_clipboard(self):
        self.tool("xclip", "-selection", "clipboard", input=LINK, text=True,
                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        added = self.run_cli("add", "--clipboard")
        self.assertEqual(added.returncode, 0, added.stderr)
        self.assertEqual(json.loads(added.stdout)["added"][0]["name"], "bob")

    def test_reads_several_links_in_the_clipboard(self):
        self.tool("xclip", "-selection", "clipboard", input=LINK + "\n" + OTHER_LINK, text=True,
                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        added = self.run_cli("add", "--clipboard")
        self.assertEqual(added.returncode, 0, added.stderr)
        self.assertEqual([account["name"] for account in json.loads(added.stdout)["added"]],
                         ["bob", "eve"])

    def test_holds_a_code_until_somebody_else_copies(self):
        done = self.run_cli("code", "acme", "--at", "59", "--copy")
        self.assertEqual(done.returncode, 0, done.stderr)
        pasted = self.tool("xclip", "-selection", "clipboard", "-o", capture_output=True, text=True)
        self.assertEqual(pasted.stdout, "287082")
        targets = self.tool("xclip", "-selection", "clipboard", "-o", "-t", "TARGETS",
                            capture_output=True, text=True)
        self.assertIn("x-kde-passwordManagerHint", targets.stdout)
        self.tool("xclip", "-selection", "clipboard", input="theirs", text=True,
                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        pasted = self.tool("xclip", "-selection", "clipboard", "-o", capture_output=True, text=True)
        self.assertEqual(pasted.stdout, "theirs")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
