#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""open_vault_test.py OPEN_VAULT VAULT_WRITER GOLDEN_VAULT JOURNALS"""
import contextlib, importlib.util, io, os, subprocess, sys, tempfile, unittest

sys.dont_write_bytecode = True  # the script is imported from the source tree
SCRIPT, WRITER, GOLDEN, CORPUS = sys.argv[1:5]


class OpenVaultTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def path(self, name):
        return os.path.join(self.folder, name)

    def secret(self, text):
        with open(self.path("secret"), "wb") as file:
            file.write(text.encode())
        return self.path("secret")

    def open(self, vault, *options):
        done = subprocess.run([sys.executable, SCRIPT, vault, *options, "--at", "59"],
            capture_output=True, encoding="utf-8")
        return done.returncode, done.stdout

    def test_golden_vault_by_passphrase(self):
        for spelling in ("\u00dcbung 42", "U\u0308bung 42\n"):
            result = self.open(GOLDEN, "--passphrase-file", self.secret(spelling))
            self.assertEqual(result, (0, "ACME\talice\ttotp\t287082\n"))

    def test_golden_vault_by_recovery_key(self):
        key = self.secret("csr1 qqqs yqcy q5rq wzqf pg9s crgw puny vjga")
        self.assertEqual(
            self.open(GOLDEN, "--recovery-key-file", key), (0, "ACME\talice\ttotp\t287082\n"))

    def test_wrong_passphrase_and_damage(self):
        self.assertEqual(self.open(GOLDEN, "--passphrase-file", self.secret("wrong"))[0], 3)
        with open(GOLDEN, "rb") as file:
            content = bytearray(file.read())
        content[-1] ^= 1
        with open(self.path("damaged"), "wb") as file:
            file.write(content)
        self.assertEqual(
            self.open(self.path("damaged"), "--passphrase-file", self.secret("wrong"))[0], 4)

    def test_vault_written_just_now(self):
        vault, key = self.path("new.countersign"), self.path("key")
        backup = self.path("backup.countersign")
        subprocess.run([WRITER, vault, key, backup], check=True)
        expected = ("ACME\talice\ttotp\t287082\n" "ACME\tb\u00f6rje\ttotp\t74875740\n"
                    "ACME\tcounter\thotp\t-\n" "ACME\tgamer\tsteam\t-\n" "ACME\trussian\tyandex\t-\n"
                    "ACME\tasked\tpush\t-\n"
                    "registration\tasked\tokta\thttps://acme.test\tpending\tuv* pop\n")
        by_passphrase = self.open(vault, "--passphrase-file", self.secret("secret words"))
        self.assertEqual(by_passphrase, (0, expected))
        self.assertEqual(self.open(vault, "--recovery-key-file", key), (0, expected))
        # A backup made of it, which has a slot of its own for the same passphrase.
        by_passphrase = self.open(backup, "--passphrase-file", self.secret("secret words"))
        self.assertEqual(by_passphrase, (0, expected))
        self.assertEqual(self.open(backup, "--recovery-key-file", key), (0, expected))

    def journal(self, name):
        """What is printed for a journal of the corpus, in words."""
        spec = importlib.util.spec_from_file_location("open_vault", SCRIPT)
        script = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(script)
        with open(os.path.join(CORPUS, name), "rb") as file:
            content = script.cbor(file.read())[0]
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            script.print_journal(content)
        return [line.split("\t")[1:] for line in out.getvalue().splitlines()]

    def test_heads_of_a_journal(self):
        device = "e0e1e2e3e4e5e6e7e8e9eaebecedeeef"
        head = "77b4a31f87685059e2fdbd130dac55ce6b7cac33cef415517a2dfe8ed452237b"
        self.assertEqual(self.journal("vector"), [[device, "2", head, "right"]])
        self.assertEqual(self.journal("empty"), [])
        self.assertEqual([row[1::2] for row in self.journal("fork")], [["3", "right"], ["2", "right"]])
        self.assertEqual([row[1::2] for row in self.journal("cut")], [["9", "right"]])
        self.assertEqual([row[1::2] for row in self.journal("typed")], [["5", "right"]])
        self.assertEqual([row[1::2] for row in self.journal("edited")], [["3", "broken"]])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
