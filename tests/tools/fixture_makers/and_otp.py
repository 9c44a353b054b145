# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""andotp-json, andotp-encrypted and andotp-encrypted-old, after andOTP/andOTP, Entry.java and
EncryptionHelper.java."""
import hashlib
import json
import struct

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from . import kit

PASSPHRASE = "bonjour à tous"


def kept(entry):
    """What the program has: tags, but no notes and no favourites."""
    made = {name: value for name, value in entry.items() if name not in ("note", "favorite")}
    if "groups" in made:
        made["tags"] = made.pop("groups")
    return made


def record(entry):
    made = {"secret": entry["secret"] + "=" * (-len(entry["secret"]) % 8),
            "issuer": entry["issuer"], "label": entry["name"], "digits": entry["digits"],
            "type": entry["type"].upper(), "algorithm": "SHA1", "thumbnail": "Default",
            "last_used": 1700000000000, "used_frequency": 0, "tags": entry.get("tags", [])}
    if entry["type"] in ("totp", "hotp"):
        made["algorithm"] = entry["algorithm"]
    if entry["type"] == "motp":  # of the text, not of the bytes that it denotes
        made["secret"] = kit.base32(kit.raw_of(entry).hex().upper().encode())
    for name in ("period", "counter"):
        if name in entry and entry["type"] in ("totp", "hotp"):
            made[name] = entry[name]
    return made


def text(entries):
    return json.dumps([record(entry) for entry in entries], ensure_ascii=False).encode()


def sealed(key, data):
    nonce = kit.stream("andotp nonce", 12)
    return nonce + AESGCM(key).encrypt(nonce, data, None)


def encrypted(data, iterations=1000):
    salt = kit.stream("andotp salt", 12)
    key = hashlib.pbkdf2_hmac("sha1", PASSPHRASE.encode(), salt, iterations, 32)
    return struct.pack(">I", iterations) + salt + sealed(key, data)


def samples():
    entries = [kept(entry) for entry in kit.accounts()]
    motp = kit.entry("motp", "Tunnel", "ada", "g", 8)  # its PIN is in no backup
    yield kit.sample("andotp-json", "every-kind.json", text(entries + [motp]), entries + [motp])

    odd = [record(entry) for entry in entries[:4]]
    odd[0]["type"] = "OCRA"
    odd[1]["digits"] = 0
    odd[3]["secret"] = "0189"
    yield kit.sample("andotp-json", "three-left.json", json.dumps(odd).encode(), [entries[2]],
                     failures=3)

    # Old versions: no issuer; and one that repeats it in the label.
    names = [("Example - Bank - kim", "Example", "Bank - kim"), ("alone", "", "alone"),
             ("Corp:ada", "Corp", "ada"), ("Other:ada", "Corp", "Other:ada")]
    old, expected = [], []
    for number, (label, issuer, name) in enumerate(names):
        entry = kit.entry("totp", issuer, name, f"old {number}")
        made = record(entry)
        made["label"] = label
        if number < 2:
            del made["issuer"]
        old.append(made)
        expected.append(entry)
    yield kit.sample("andotp-json", "old-labels.json", json.dumps(old).encode(), expected)

    for format_id, seal in (
            ("andotp-encrypted", encrypted),
            ("andotp-encrypted-old",
             lambda data: sealed(hashlib.sha256(PASSPHRASE.encode()).digest(), data))):
        yield kit.sample(format_id, "every-kind.bin", seal(text(entries[:5])), entries[:5],
                         passphrase=PASSPHRASE)
        tampered = bytearray(seal(text(entries[:1])))
        tampered[-1] ^= 1
        yield kit.sample(format_id, "tampered.bin", bytes(tampered), [], passphrase=PASSPHRASE,
                         expect="error", error="wrong-passphrase-or-corrupt")
