# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""totp-authenticator and totp-authenticator-prefs-xml, after stratumauth/app, TotpAuthenticatorBackupConverter.cs."""
import base64
import hashlib
import json
from xml.sax.saxutils import escape

from cryptography.hazmat.primitives import padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from . import kit

PASSPHRASE = "Tótp1"


def record(number, entry):
    """The three ways in which a key is written."""
    raw = kit.raw_of(entry)
    base, key = [(16, raw.hex().upper()), (32, kit.base32(raw)),
                 (64, base64.b64encode(raw).decode())][number % 3]
    return {"base": base, "digits": str(entry["digits"]), "issuer": entry["issuer"], "key": key,
            "name": entry["name"], "period": "20", "isFavorite": entry.get("favorite", False)}


def sealed(records, passphrase):
    text = json.dumps({json.dumps(records, ensure_ascii=False): "x"}, ensure_ascii=False).encode()
    pad = padding.PKCS7(128).padder()
    key = hashlib.sha256(passphrase.encode()).digest()
    cipher = Cipher(algorithms.AES(key), modes.CBC(bytes(16))).encryptor()
    padded = pad.update(text) + pad.finalize()
    return base64.b64encode(cipher.update(padded) + cipher.finalize())


def preferences(records):
    text = escape(json.dumps(records, ensure_ascii=False), {'"': "&quot;"})
    return ("<?xml version='1.0' encoding='utf-8' standalone='yes' ?>\n<map>\n"
            '    <int name="launches" value="3" />\n'
            f'    <string name="STATIC_TOTP_CODES_LIST">{text}</string>\n</map>\n').encode()


def samples():
    entries = [kit.entry("totp", "Fabrikam", "ada \"a\"", "a", favorite=True),
               kit.entry("totp", "Ćma & Żubr", "zażółć", "b", digits=8),
               kit.entry("totp", "", "back\\slash", "c", 32, digits=7)]
    records = [record(number, entry) for number, entry in enumerate(entries)]
    yield kit.sample("totp-authenticator", "three.bin", sealed(records, PASSPHRASE), entries,
                     passphrase=PASSPHRASE)
    # Where the user has set none it is this one, which nobody has to type.
    yield kit.sample("totp-authenticator", "unset.bin",
                     b"\n" + sealed(records, "TotpAuthenticator") + b"\r\n", entries)

    odd = [dict(made) for made in records]
    odd[0]["base"] = 10
    odd[1]["key"] = "!"
    yield kit.sample("totp-authenticator", "two-left.bin", sealed(odd, PASSPHRASE), entries[2:],
                     failures=2, passphrase=PASSPHRASE)
    changed = sealed(records, PASSPHRASE).decode()
    changed = ("A" if changed[0] != "A" else "B") + changed[1:]
    yield kit.sample("totp-authenticator", "tampered.bin", changed.encode(), [],
                     passphrase=PASSPHRASE, expect="error", error="wrong-passphrase-or-corrupt")

    yield kit.sample("totp-authenticator-prefs-xml", "three.xml", preferences(records), entries)
    yield kit.sample("totp-authenticator-prefs-xml", "two-left.xml", preferences(odd), entries[2:],
                     failures=2)
    yield kit.sample("totp-authenticator-prefs-xml", "no-list.xml", preferences({}), [],
                     expect="error", error="corrupt")
