#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""The built Debian packages: what Debian's checkers say about them, and their programs, run from where
they were unpacked. Run with the folder of the packages and the version they should have."""
import glob
import json
import os
import subprocess
import sys
import tempfile
import unittest
import urllib.request
import xml.etree.ElementTree as xml

FOLDER, VERSION = sys.argv[1:]
del sys.argv[1:]
APP = "io.github.countersign.Countersign"
PASSPHRASE = "correct horse battery staple"
# RFC 6238, appendix B: this secret gives 94287082 at 59 seconds.
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
LINK = f"otpauth://totp/ACME:alice?secret={SECRET}&issuer=ACME&digits=8"


def run(*command, **options):
    return subprocess.run(command, capture_output=True, text=True, **options)


class Unpacked:
    """One package, unpacked alone: what is in the other one is not there."""

    @classmethod
    def setUpClass(cls):
        cls.package, = glob.glob(os.path.join(FOLDER, f"{cls.name}_*.deb"))
        temporary = tempfile.TemporaryDirectory(prefix="unpacked package ")
        cls.addClassCleanup(temporary.cleanup)
        cls.top = os.path.join(temporary.name, "root")
        subprocess.run(["dpkg-deb", "-x", cls.package, cls.top], check=True)

    def setUp(self):
        temporary = tempfile.TemporaryDirectory(prefix="a home ")
        self.addCleanup(temporary.cleanup)
        self.home = temporary.name
        self.environment = {
            **os.environ, "HOME": self.home, "XDG_DATA_HOME": os.path.join(self.home, "data"),
            "XDG_STATE_HOME": os.path.join(self.home, "state"),
        }
        self.passphrase = self.file("passphrase", PASSPHRASE + "\n")

    def file(self, name, text):
        path = os.path.join(self.home, name)
        with open(path, "w", encoding="utf-8", opener=lambda p, f: os.open(p, f, 0o600)) as file:
            file.write(text)
        return path

    def installed(self, path):
        return os.path.join(self.top, path)

    def check(self, *command, **options):
        done = run(*command, **options)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout

    def field(self, name):
        return self.check("dpkg-deb", "-f", self.package, name)

    def test_lintian_finds_no_error(self):
        self.check("lintian", "--fail-on", "error", "--no-cfg", self.package)

    def test_man_pages_are_well_formed(self):
        pages = glob.glob(self.installed("usr/share/man/man1/*"))
        self.assertTrue(pages)
        for page in pages:
            self.check("mandoc", "-T", "lint", "-W", "warning", page)


class Window(Unpacked, unittest.TestCase):
    name = "countersign"

    def cli(self, *arguments):
        return self.check(self.installed("usr/bin/countersign-cli"), "--passphrase-file",
                          self.passphrase, *arguments, env=self.environment, cwd="/")

    def test_desktop_entry_is_valid(self):
        self.check("desktop-file-validate", self.installed(f"usr/share/applications/{APP}.desktop"))

    def test_links_that_are_clicked_are_ours(self):
        with open(self.installed(f"usr/share/applications/{APP}.desktop"), encoding="utf-8") as file:
            types, = [line for line in file if line.startswith("MimeType=")]
        self.assertEqual(types.strip(), "MimeType=" + "".join(
            f"x-scheme-handler/{scheme};" for scheme in ("otpauth", "otpauth-migration", "oktaverify")))

    def test_description_for_software_centres_is_valid(self):
        self.check("appstreamcli", "validate", "--no-net",
                   self.installed(f"usr/share/metainfo/{APP}.metainfo.xml"))

    def test_bus_starts_the_program_by_its_own_name(self):
        with open(self.installed(f"usr/share/dbus-1/services/{APP}.service"), encoding="utf-8") as file:
            lines = file.read().splitlines()
        self.assertIn(f"Name={APP}", lines)
        self.assertIn("Exec=/usr/bin/countersign", lines)

    def test_icon_is_a_square_picture_without_text(self):
        path = self.installed(f"usr/share/icons/hicolor/scalable/apps/{APP}.svg")
        icon = xml.parse(path).getroot()
        self.assertEqual(icon.get("width"), icon.get("height"))
        self.assertIsNone(icon.find(".//{http://www.w3.org/2000/svg}text"))

    def test_man_pages_and_completions_are_there(self):
        for path in ("share/man/man1/countersign.1.gz", "share/man/man1/countersign-cli.1.gz",
                     "share/bash-completion/completions/countersign-cli",
                     "share/zsh/vendor-completions/_countersign-cli",
                     "share/fish/vendor_completions.d/countersign-cli.fish"):
            self.assertTrue(os.path.getsize(self.installed("usr/" + path)) > 0, path)

    def test_programs_say_their_version(self):
        offscreen = {**self.environment, "QT_QPA_PLATFORM": "offscreen"}
        for name in ("countersign", "countersign-cli"):
            said = self.check(self.installed("usr/bin/" + name), "--version", env=offscreen)
            self.assertEqual(said, f"{name} {VERSION}\n")

    def test_link_becomes_an_account_with_the_code_of_the_standard(self):
        self.cli("init", "--kdf-mib", "64", "--kdf-passes", "3")
        self.cli("add", "--uri-file", self.file("links", LINK + "\n"))
        self.assertEqual(self.cli("code", "acme", "--at", "59").strip(), "94287082")

    def test_picture_of_another_program_becomes_an_account(self):
        picture = os.path.join(self.home, "code.png")
        self.check("qrencode", "-o", picture, LINK)
        self.cli("init", "--kdf-mib", "64", "--kdf-passes", "3")
        self.cli("add", "--image", picture)
        theirs = self.check("oathtool", "--totp", "--base32", "--digits", "8", "--now", "@1111111109",
                            SECRET)
        self.assertEqual(self.cli("code", "acme", "--at", "1111111109"), theirs)

    def test_practice_says_what_is_missing(self):
        self.assertFalse(os.path.exists(self.installed("usr/bin/countersign-sandbox")))
        self.assertNotIn("httpserver", self.field("Depends"))
        elsewhere = {**self.environment, "QT_QPA_PLATFORM": "offscreen", "PATH": "/nowhere"}
        # A dialog stands there until somebody closes it.
        window = subprocess.Popen([self.installed("usr/bin/countersign"), "--sandbox"],
                                  env=elsewhere, stderr=subprocess.PIPE, text=True)
        try:
            said = window.stderr.readline()
        finally:
            window.kill()
            window.communicate()
        self.assertIn("is not installed", said)
        self.assertIn("countersign-sandbox", said)


class Sandbox(Unpacked, unittest.TestCase):
    name = "countersign-sandbox"

    def test_program_says_its_version(self):
        said = self.check(self.installed("usr/bin/countersign-sandbox"), "--version")
        self.assertEqual(said, f"countersign-sandbox {VERSION}\n")

    def test_program_serves_alone(self):
        self.assertFalse(os.path.exists(self.installed("usr/bin/countersign")))
        service = subprocess.Popen(
            [self.installed("usr/bin/countersign-sandbox"), "--until-eof", "--json"],
            env=self.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        line = json.loads(service.stdout.readline())
        with urllib.request.urlopen(line["signInPage"], timeout=30) as page:
            self.assertIn(b"<h1>", page.read())
        service.communicate()  # closes its standard input
        self.assertEqual(service.returncode, 0)

    def test_nothing_else_is_in_it(self):
        files = sorted(
            os.path.relpath(os.path.join(folder, name), self.top)
            for folder, _, names in os.walk(self.top) for name in names)
        self.assertEqual(files, [
            "usr/bin/countersign-sandbox",
            "usr/share/doc/countersign-sandbox/changelog.gz",
            "usr/share/doc/countersign-sandbox/copyright",
            "usr/share/man/man1/countersign-sandbox.1.gz",
        ])


if __name__ == "__main__":
    unittest.main()
