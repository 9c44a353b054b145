# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""authenticator-plus-zip: links in an archive, encrypted as ZIP has always done."""
from . import kit, kit_zip, links

PASSPHRASE = "plus ż"
MEMBER = "Accounts.txt"


def samples():
    entries = [links.bare(entry) for entry in kit.accounts()]
    lines = [links.link(entry) for entry in entries] + ["otpauth://totp/Bad:none?issuer=Bad"]
    member = kit_zip.member(MEMBER, "\n".join(lines).encode() + b"\n")
    whole = kit_zip.zip_crypto(member, PASSPHRASE.encode())
    yield kit.sample("authenticator-plus-zip", "every-kind.zip", kit_zip.archive(whole), entries,
                     failures=1, passphrase=PASSPHRASE)

    tampered = bytearray(whole["packed"])
    tampered[len(tampered) // 2] ^= 1
    yield kit.sample("authenticator-plus-zip", "tampered.zip",
                     kit_zip.archive(dict(whole, packed=bytes(tampered))), [],
                     passphrase=PASSPHRASE, expect="error", error="wrong-passphrase-or-corrupt")
    other = kit_zip.zip_crypto(kit_zip.member(MEMBER, b"hello\n"), PASSPHRASE.encode())
    yield kit.sample("authenticator-plus-zip", "no-links.zip", kit_zip.archive(other), [],
                     passphrase=PASSPHRASE, expect="error", error="no-otp")
