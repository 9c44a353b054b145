#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""What a person at a terminal is asked, seen through a pseudo terminal.

    prompt_test.py COUNTERSIGN-CLI VAULT FILE       (FILE of another program, encrypted)
"""
import os
import pty
import select
import shutil
import sys
import tempfile
import termios
import unittest

PROGRAM, VAULT, FILE = sys.argv[1:4]
PASSPHRASE = "Übung 42"
FILE_PASSPHRASE = "corrèct hörse"


class Person:
    """Somebody in front of a terminal in which the program runs."""

    def __init__(self, home, *words):
        environment = {"PATH": os.environ["PATH"], "HOME": home, "LC_ALL": "C.UTF-8",
                       "XDG_DATA_HOME": f"{home}/data", "XDG_STATE_HOME": f"{home}/state"}
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.execve(PROGRAM, [PROGRAM, *words], environment)
        self.seen = ""

    def waits_for(self, text):
        """Reads what is shown until `text` is there; an end of the program ends the wait."""
        while text not in self.seen:
            if not self.reads():
                raise AssertionError(f"“{text}” was not shown, but: {self.seen!r}")

    def reads(self):
        ready, _, _ = select.select([self.terminal], [], [], 60)
        if not ready:
            return False
        try:
            self.seen += os.read(self.terminal, 4096).decode()
        except OSError:  # the program has closed its side
            return False
        return True

    def echoes(self):
        return bool(termios.tcgetattr(self.terminal)[3] & termios.ECHO)

    def types(self, text):
        os.write(self.terminal, text.encode())

    def status(self):
        while self.reads():
            pass
        os.close(self.terminal)
        return os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1])


class PromptTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.home = folder.name

    def with_vault(self):
        os.makedirs(f"{self.home}/data/countersign")
        shutil.copy(VAULT, f"{self.home}/data/countersign/vault.countersign")

    def test_the_passphrase_is_asked_for_and_not_shown(self):
        self.with_vault()
        person = Person(self.home, "list")
        person.waits_for("Passphrase or recovery key: ")
        self.assertFalse(person.echoes())
        person.types(PASSPHRASE + "\n")
        self.assertEqual(person.status(), 0)
        self.assertIn("ACME (alice)", person.seen)
        self.assertNotIn("bung", person.seen)

    def test_the_recovery_key_is_taken_in_its_place(self):
        self.with_vault()
        person = Person(self.home, "code", "acme", "--at", "59")
        person.waits_for("recovery key: ")
        person.types("csr1 qqqs yqcy q5rq wzqf pg9s crgw puny vjga\n")
        self.assertEqual(person.status(), 0)
        self.assertIn("287082  ACME (alice), 1 s left", person.seen)

    def test_a_wrong_passphrase_is_told(self):
        self.with_vault()
        person = Person(self.home, "list")
        person.waits_for("key: ")
        person.types("wrong\n")
        self.assertEqual(person.status(), 3)

    def test_ctrl_c_leaves_without_a_change(self):
        self.with_vault()
        person = Person(self.home, "remove", "acme")
        person.waits_for("key: ")
        person.types("\x03")
        self.assertEqual(person.status(), 1)
        self.assertIn("Cancelled", person.seen)

    def test_a_new_passphrase_is_typed_twice(self):
        person = Person(self.home, "init", "--kdf-mib", "64", "--kdf-passes", "3")
        person.waits_for("New passphrase: ")
        person.types("four words of our own\n")
        person.waits_for("The same again: ")
        person.types("four words of our owm\n")
        self.assertEqual(person.status(), 3)
        self.assertIn("not equal", person.seen)
        self.assertFalse(os.path.exists(f"{self.home}/data/countersign/vault.countersign"))

    def test_a_weak_passphrase_needs_a_yes(self):
        for answer, status in (("n", 3), ("y", 0)):
            with self.subTest(answer):
                person = Person(self.home, "init", "--kdf-mib", "64", "--kdf-passes", "3")
                person.waits_for("New passphrase: ")
                person.types("password1\n")
                person.waits_for("The same again: ")
                person.types("password1\n")
                person.waits_for("[y/N] ")
                self.assertTrue(person.echoes())
                person.types(answer + "\n")
                self.assertEqual(person.status(), status)

    def test_what_guards_the_passphrase_is_renewed_after_the_answer(self):
        self.with_vault()
        for wanted in (True, False):
            person = Person(self.home, "tag", "acme", "--pin")
            person.waits_for("key: ")
            person.types(PASSPHRASE + "\n")
            self.assertEqual(person.status(), 0)
            answer, told = person.seen.find("Saved: ACME"), person.seen.find("some seconds, once")
            self.assertGreater(answer, 0)
            self.assertEqual(told > answer, wanted, person.seen)

    def test_a_duplicate_asks(self):
        self.with_vault()
        links = f"{self.home}/links"
        with open(links, "w", encoding="utf-8") as file:
            file.write("otpauth://totp/ACME:alice?issuer=ACME&secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
        os.chmod(links, 0o600)
        for answer, told in (("", "There already"), ("r", "Replaced"), ("k", "Added")):
            with self.subTest(told):
                person = Person(self.home, "add", "--uri-file", links)
                person.waits_for("key: ")
                person.types(PASSPHRASE + "\n")
                person.waits_for("[s] ")
                person.types(answer + "\n")
                self.assertEqual(person.status(), 0)
                self.assertIn(f"{told}: ACME (alice)", person.seen)

    def importing(self):
        """A vault, new each time, and somebody who imports an encrypted file into it."""
        shutil.rmtree(f"{self.home}/data", ignore_errors=True)
        self.with_vault()
        return Person(self.home, "import", FILE, "--dry-run")

    def test_the_passphrase_of_a_file_is_asked_for_and_not_shown(self):
        person = self.importing()
        person.waits_for("(the file's, not the vault's): ")
        self.assertFalse(person.echoes())
        person.types(FILE_PASSPHRASE + "\n")
        person.waits_for("Passphrase or recovery key: ")
        person.types(PASSPHRASE + "\n")
        self.assertEqual(person.status(), 0)
        self.assertIn("Fabrikam", person.seen)
        self.assertNotIn("rrèct", person.seen)

    def test_a_wrong_passphrase_of_a_file_may_be_tried_again_twice(self):
        question = "(the file's, not the vault's): "
        for tries, status in ((1, 0), (2, 0), (3, 3)):
            with self.subTest(tries):
                person = self.importing()
                for number in range(1, tries + 1):
                    while person.seen.count(question) < number:
                        self.assertTrue(person.reads(), person.seen)
                    person.types("wrong\n")
                if status == 0:
                    while person.seen.count(question) <= tries:
                        self.assertTrue(person.reads(), person.seen)
                    person.types(FILE_PASSPHRASE + "\n")
                    person.waits_for("recovery key: ")
                    person.types(PASSPHRASE + "\n")
                self.assertEqual(person.status(), status, person.seen)
                self.assertEqual(person.seen.count(question), min(tries + 1, 3))
                self.assertEqual(person.seen.count("does not open the file"), tries)

    def test_a_file_is_left_without_an_answer(self):
        for key, told in (("\x04", "Cancelled"), ("\x03", "Cancelled")):
            with self.subTest(repr(key)):
                person = self.importing()
                person.waits_for("(the file's, not the vault's): ")
                person.types(key)
                self.assertEqual(person.status(), 1, person.seen)
                self.assertIn(told, person.seen)

    def test_a_new_file_gets_a_passphrase_that_is_typed_twice(self):
        out = f"{self.home}/out.json"
        for second, status in (("file of ours 7!x", 0), ("file of ours 8!x", 3)):
            with self.subTest(second):
                shutil.rmtree(f"{self.home}/data", ignore_errors=True)
                self.with_vault()
                person = Person(self.home, "export", "--format", "aegis-json-encrypted", "--out", out)
                person.waits_for("recovery key: ")
                person.types(PASSPHRASE + "\n")
                person.waits_for("Passphrase for the file (another one than the vault's): ")
                self.assertFalse(person.echoes())
                person.types("file of ours 7!x\n")
                person.waits_for("The same again: ")
                person.types(second + "\n")
                self.assertEqual(person.status(), status, person.seen)
                self.assertEqual(os.path.exists(out), status == 0)
                if status == 0:
                    os.remove(out)
                else:
                    self.assertIn("not equal", person.seen)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
