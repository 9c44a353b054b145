#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""What --help names stands in the man page and in every completion, and nothing else does.

    manual_test.py COUNTERSIGN-CLI PACKAGING-FOLDER
"""
import os
import re
import subprocess
import sys
import unittest

PROGRAM, FOLDER = sys.argv[1:3]


def help_text(*words):
    done = subprocess.run([PROGRAM, *words, "--help"], capture_output=True, text=True, check=True)
    return done.stdout


def options_in(text):
    return set(re.findall(r"^  --([a-z-]+)", text, re.M))


def verbs_in(text):
    """The verbs of the program's page: two columns, operands in capitals or brackets."""
    part = text.split("Verbs:\n")[1].split("\nOptions:")[0]
    verbs = []
    for line in part.splitlines():
        found = re.match(r"  ([a-z]+(?: [a-z]+)*)(?= |$)", line)
        if found:
            verbs.append(found.group(1).strip())
    return verbs


def read(name):
    with open(os.path.join(FOLDER, name), encoding="utf-8") as file:
        return file.read()


class ManualTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        page = help_text()
        cls.verbs = verbs_in(page)
        cls.options = {verb: options_in(help_text(*verb.split())) for verb in cls.verbs}
        cls.options[""] = options_in(page.split("\nOptions:")[1])
        cls.all = set().union(*cls.options.values())
        cls.manual = read("countersign-cli.1")
        cls.sections = cls.sections_of(cls.manual)

    @staticmethod
    def sections_of(manual):
        """Each verb's part of the man page, by the words behind .Ss."""
        return {part.split("\n", 1)[0]: part for part in re.split(r"^\.Ss ", manual, flags=re.M)[1:]}

    def test_the_program_has_verbs_and_options(self):
        self.assertGreater(len(self.verbs), 12)
        self.assertGreater(len(self.all), 30)

    def test_the_manual_describes_every_verb_with_its_options(self):
        for verb in self.verbs:
            parts = [text for title, text in self.sections.items()
                     if re.match(re.escape(verb) + r"( [A-Z.]|$| Fl| Ar| Oo| Op| SOURCE)", title)]
            self.assertTrue(parts, f"no section for {verb}")
            told = set(re.findall(r"Fl -([a-z-]+)", "\n".join(parts)))
            for option in self.options[verb]:
                self.assertIn(option, told, f"{verb} --{option} is not in its section")

    def test_the_manual_describes_the_global_options(self):
        part = self.manual.split(".Sh GLOBAL OPTIONS")[1].split(".Sh VERBS")[0]
        self.assertEqual(set(re.findall(r"^\.It Fl -([a-z-]+)", part, re.M)), self.options[""])

    def test_the_manual_names_no_option_that_is_not_there(self):
        self.assertEqual(set(re.findall(r"Fl -([a-z-]+)", self.manual)) - self.all, set())

    def test_the_manual_names_every_exit_status(self):
        part = self.manual.split(".Sh EXIT STATUS")[1].split(".Sh ")[0]
        self.assertEqual(re.findall(r"^\.It (\d)", part, re.M), list("012345678"))

    def test_every_completion_has_every_option_and_no_other(self):
        patterns = {
            "completions/countersign-cli.bash": r"--([a-z][a-z-]+)(?![a-z*-])",
            "completions/_countersign-cli": r"--([a-z][a-z-]+)\[",
            "completions/countersign-cli.fish": r"-l ([a-z-]+) -",
        }
        for name, pattern in patterns.items():
            found = set(re.findall(pattern, read(name)))
            self.assertEqual(found, self.all, name)

    def test_every_completion_has_every_word_of_every_verb(self):
        for name in ("bash", "fish"):
            text = read(f"completions/countersign-cli.{name}")
            for word in " ".join(self.verbs).split():
                self.assertRegex(text, rf"\b{word}\b", name)
        for word in " ".join(self.verbs).split():
            self.assertRegex(read("completions/_countersign-cli"), rf"\b{word}\b")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
