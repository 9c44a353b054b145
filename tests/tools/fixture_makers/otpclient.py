# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""otpclient-db, after paolostivanin/OTPClient, src/common/db-common.c."""
import json
import struct

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from . import kit

PASSPHRASE = "klient ótp"


def record(entry, **more):
    made = {"type": "HOTP" if entry["type"] == "hotp" else "TOTP", "label": entry["name"],
            "issuer": entry["issuer"], "digits": entry["digits"], "algo": entry["algorithm"],
            "secret": entry["secret"]}
    if entry["type"] == "hotp":
        made["counter"] = entry["counter"]
    else:
        made["period"] = entry["period"]
    if entry.get("groups"):
        made["group"] = entry["groups"][0]
    made.update(more)
    return made


def sealed(records, version=3, passes=2, kibibytes=64, lanes=1, text=None):
    nonce, salt = kit.stream("otpclient nonce", 16), kit.stream("otpclient salt", 32)
    header = (b"OTPClient" + struct.pack(">I", version) + nonce + salt
              + struct.pack(">III", passes, kibibytes, lanes))
    key = kit.argon2id(PASSPHRASE.encode(), salt, 2, 64, 1)
    if text is None:
        text = json.dumps(records, ensure_ascii=False).encode()
    return header + AESGCM(key).encrypt(nonce, text, header)


def samples():
    entries = [{name: value for name, value in entry.items() if name not in ("favorite", "note")}
               for entry in kit.accounts()]
    records = [record(entry) for entry in entries]
    records[4]["issuer"] = "sTEAM"
    yield kit.sample("otpclient-db", "every-kind.enc", sealed(records), entries,
                     passphrase=PASSPHRASE)
    odd = [record(entries[0], type="MOTP"), record(entries[0], secret="9!"),
           record(entries[0], algo="SHA3")]
    yield kit.sample("otpclient-db", "three-left.enc", sealed(odd + records[1:2]), entries[1:2],
                     failures=3, passphrase=PASSPHRASE)

    whole = sealed(records[:1])
    for name, place in (("tampered", 90), ("tampered-salt", 40), ("tampered-tag", -1)):
        changed = bytearray(whole)
        changed[place] ^= 1
        yield kit.sample("otpclient-db", name + ".enc", bytes(changed), [], passphrase=PASSPHRASE,
                         expect="error", error="wrong-passphrase-or-corrupt")
    for name, error, more in (
            ("bomb-memory", "too-expensive", {"kibibytes": 2 ** 31}),
            ("bomb-passes", "too-expensive", {"passes": 65}),
            ("bomb-lanes", "too-expensive", {"lanes": 65}),
            ("little-memory", "corrupt", {"kibibytes": 15, "lanes": 2}),
            ("no-list", "corrupt", {"text": b'{"type":"TOTP"}'}),
            ("older", "unsupported", {"version": 2}), ("newer", "unsupported", {"version": 4})):
        yield kit.sample("otpclient-db", name + ".enc", sealed(records[:1], **more), [],
                         passphrase=PASSPHRASE, expect="error", error=error)
