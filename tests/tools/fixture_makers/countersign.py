# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""countersign: the vault of tests/vectors, which open_vault.py reads a second way."""
import os

from . import kit

PASSPHRASE = "Übung 42"
VECTOR = os.path.join(os.path.dirname(__file__), "..", "..", "vectors", "vault-v1.countersign")


def samples():
    with open(VECTOR, "rb") as file:
        whole = file.read()
    raw = b"12345678901234567890"
    account = dict(kit.entry("totp", "ACME", "alice", "replaced"), secret=kit.base32(raw))
    account["check"]["code"] = kit.code(account, raw)
    yield kit.sample("countersign", "vault-v1.countersign", whole, [account], passphrase=PASSPHRASE)
    altered = bytearray(whole)
    altered[-40] ^= 1
    yield kit.sample("countersign", "tampered.countersign", bytes(altered), [],
                     passphrase=PASSPHRASE, expect="error", error="corrupt")
