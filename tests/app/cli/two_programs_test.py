#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""Two people at two command lines change one vault at the same time; nothing gets lost.

    two_programs_test.py COUNTERSIGN-CLI VAULT [SAVES-OF-EACH]
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import unittest

PROGRAM, VAULT = sys.argv[1:3]
EACH = int(sys.argv[3]) if len(sys.argv) > 3 else 100
RECOVERY_KEY = "CSR1-QQQS-YQCY-Q5RQ-WZQF-PG9S-CRGW-PUNY-VJGA\n"


class TwoProgramsTest(unittest.TestCase):
    def setUp(self):
        self.home = tempfile.mkdtemp(prefix="two-programs")
        folder = os.path.join(self.home, "data", "countersign")
        os.makedirs(folder, 0o700)
        shutil.copy(VAULT, os.path.join(folder, "vault.countersign"))
        self.key = os.path.join(self.home, "key")
        # The recovery key opens the vault at once; a passphrase is made costly at the first change.
        with open(os.open(self.key, os.O_WRONLY | os.O_CREAT, 0o600), "w", encoding="utf-8") as file:
            file.write(RECOVERY_KEY)

    def tearDown(self):
        shutil.rmtree(self.home)

    def run_program(self, *words, links=""):
        environment = {"PATH": os.environ["PATH"], "HOME": self.home, "LC_ALL": "C.UTF-8",
                       "XDG_DATA_HOME": f"{self.home}/data", "XDG_STATE_HOME": f"{self.home}/state"}
        return subprocess.run([PROGRAM, "--recovery-key-file", self.key, *words], input=links,
                              env=environment, capture_output=True, text=True, check=False)

    def add(self, who, complaints):
        for number in range(EACH):
            done = self.run_program(
                "add", "--uri-stdin",
                links=f"otpauth://totp/{who}:{number}?secret=JBSWY3DPEHPK3PXP&issuer={who}\n")
            if done.returncode != 0 or done.stderr:
                complaints.append((who, number, done.returncode, done.stderr))

    def test_every_change_of_both_is_there(self):
        complaints = []
        others = [threading.Thread(target=self.add, args=(who, complaints)) for who in ("one", "two")]
        for other in others:
            other.start()
        for other in others:
            other.join()
        self.assertEqual(complaints, [])
        accounts = json.loads(self.run_program("list", "--json").stdout)["accounts"]
        found = {(account["issuer"], account["name"]) for account in accounts}
        wanted = {(who, str(number)) for who in ("one", "two") for number in range(EACH)}
        self.assertEqual(wanted - found, set())
        self.assertEqual(len(accounts), 2 * EACH + 1)
        folder = os.path.join(self.home, "data", "countersign")
        self.assertEqual([name for name in os.listdir(folder) if ".new" in name], [])
        print(f"{2 * EACH} saves of two programs, {len(accounts) - 1} changes found")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
