#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""packaging/deps, with programs of our own in the place of Debian's; run with its path."""
import os
import subprocess
import sys
import tempfile
import unittest

DEPS = sys.argv.pop(1)


class Deps(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory(prefix="with a blank ")
        self.addCleanup(temporary.cleanup)
        self.folder = temporary.name
        self.log = os.path.join(self.folder, "log")
        self.everything = self.run_deps("--list").stdout.split()

    def program(self, name, script):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write("#!/bin/bash\n" + script + "\n")
        os.chmod(path, 0o755)

    def has_installed(self, packages):
        states = "".join(f"echo '{name}:amd64 installed'\n" for name in packages)
        self.program("dpkg-query", states)
        self.program("sudo", 'exec "$@"')
        self.program("apt-get", f'echo "$*" >> "{self.log}"; exit "${{FAIL:-0}}"')

    def run_deps(self, *arguments, **environment):
        path = self.folder + ":" + os.environ["PATH"]
        return subprocess.run([DEPS, *arguments], env={**os.environ, "PATH": path, **environment},
                              cwd="/", capture_output=True, text=True)

    def calls(self):
        if not os.path.exists(self.log):
            return []
        with open(self.log, encoding="utf-8") as file:
            return [line.split() for line in file]

    def test_does_nothing_when_nothing_is_missing(self):
        self.has_installed(self.everything)
        done = self.run_deps()
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))
        self.assertEqual(self.calls(), [])

    def test_installs_what_is_missing_after_an_update(self):
        self.has_installed(self.everything[2:])
        done = self.run_deps()
        self.assertEqual(done.returncode, 0, done.stderr)
        update, install = self.calls()
        self.assertIn("update", update)
        self.assertIn("--no-install-recommends", install)
        self.assertEqual(install[-2:], self.everything[:2])

    def test_asks_for_no_more_than_the_group(self):
        self.has_installed([])
        wanted = self.run_deps("--list", "--run").stdout.split()
        self.run_deps("--run")
        self.assertEqual(self.calls()[1][-len(wanted):], wanted)
        self.assertNotIn("g++", self.calls()[1])

    def test_a_removed_package_with_its_settings_left_counts_as_missing(self):
        self.has_installed(self.everything[1:])
        with open(os.path.join(self.folder, "dpkg-query"), "a", encoding="utf-8") as file:
            file.write(f"echo '{self.everything[0]} config-files'\n")
        self.run_deps()
        self.assertEqual(self.calls()[1][-1], self.everything[0])

    def test_tells_when_installing_failed(self):
        self.has_installed([])
        self.assertNotEqual(self.run_deps(FAIL="100").returncode, 0)

    def test_refuses_an_unknown_option(self):
        done = self.run_deps("--everything")
        self.assertEqual(done.returncode, 2)
        self.assertIn("usage", done.stderr)


if __name__ == "__main__":
    unittest.main()
