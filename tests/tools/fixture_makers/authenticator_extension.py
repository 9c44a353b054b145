# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""The exports of the browser extension Authenticator, after Authenticator-Extension/Authenticator,
src/models/storage.ts, encryption.ts and key-utilities.ts."""
import base64
import hashlib
import json

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from . import kit

PASSPHRASE = "rozszerzenie 42"


def record(number, entry, kind=None, **more):
    made = {"encrypted": False, "hash": kit.stream(f"hash {number}", 16).hex(), "index": number,
            "type": kind or entry["type"], "secret": entry["secret"], "issuer": entry["issuer"],
            "account": entry["name"], "dataType": "OTPStorage"}
    for name, default in (("digits", 6), ("period", 30), ("algorithm", "SHA1"), ("counter", 0)):
        if entry.get(name, default) != default and entry["type"] != "steam":
            made[name] = entry[name]
    if entry.get("favorite"):
        made["pinned"] = True
    made.update(more)
    return made


def kept(entry):
    return {name: value for name, value in entry.items() if name not in ("note", "groups")}


def text(records):
    document = {record.get("hash", record.get("id")): record for record in records}
    return json.dumps(document, ensure_ascii=False, indent=2).replace("\n", "\r\n").encode()


def samples():
    entries = [kept(entry) for entry in kit.accounts()]
    records = [record(number, entry) for number, entry in enumerate(entries)]
    records[0]["issuer"] += "::fabrikam.example"
    battle = kit.entry("totp", "Battle.net", "EU-1", "r", digits=8)
    hexadecimal = kit.entry("totp", "Hex", "root", "s")
    counted = kit.entry("hotp", "Hex", "counted", "t", counter=5)
    old = kit.entry("steam", "Old", "gamer", "u")
    raw = kit.raw_of(hexadecimal).hex()
    records += [record(10, battle, "battle"), record(11, hexadecimal, "hex", secret=raw),
                record(12, counted, "hhex", secret=kit.raw_of(counted).hex().upper()),
                record(13, old, "totp", secret="stm-" + old["secret"]),
                record(14, battle, "quantum"), record(15, battle, secret="0189!")]
    settings = {"id": "UserSettings", "theme": "dark"}
    yield kit.sample("authenticator-extension-json", "every-kind.json",
                     text(records[::-1] + [settings]),
                     entries + [battle, hexadecimal, counted, old], failures=2)
    first = {name: value for name, value in records[1].items() if name != "dataType"}
    yield kit.sample("authenticator-extension-json", "without-types.json", text([first]),
                     entries[1:2])
    yield from encrypted_samples(entries, records[:len(entries)])


def salted(text, data, seed):
    """As CryptoJS seals with a text: OpenSSL's way of old, with MD5."""
    salt, made = kit.stream(seed, 8), b""
    while len(made) < 48:
        made += hashlib.md5(made[-16:] + text + salt).digest()
    padding = 16 - len(data) % 16
    cipher = Cipher(algorithms.AES(made[:32]), modes.CBC(made[32:48])).encryptor()
    hidden = cipher.update(data + bytes([padding]) * padding) + cipher.finalize()
    return base64.b64encode(b"Salted__" + salt + hidden).decode()


def unpadded(raw):
    return base64.b64encode(raw).decode().rstrip("=")


def key_record(salt, text, memory):
    own = kit.stream("proof salt", 16)
    proof = kit.argon2id(text, own, 2, memory, 1)
    return {"dataType": "Key", "id": "key-1", "salt": salt, "version": 3,
            "hash": f"$argon2id$v=19$m={memory},t=2,p=1${unpadded(own)}${unpadded(proof)}"}


def encrypted_samples(entries, records):
    name = "authenticator-extension-encrypted"
    salt = kit.stream("key salt", 16).hex()
    text_key = unpadded(kit.argon2id(PASSPHRASE.encode(), salt.encode(), 2, 19456, 1)).encode()
    key = key_record(salt, text_key, 19456)
    sealed = [{"dataType": "EncOTPStorage", "keyId": "key-1", "index": record["index"],
               "hash": record["hash"],
               "data": salted(text_key, json.dumps(record).encode(), record["hash"])}
              for record in records]
    yield kit.sample(name, "every-kind.json", text(sealed[::-1] + [key]), entries,
                     passphrase=PASSPHRASE)

    # One that does not open is told, the others are taken; a record in the clear is one, too.
    data = sealed[0]["data"]
    broken = {**sealed[0], "data": data[:40] + ("A" if data[40] != "A" else "B") + data[41:]}
    broken["data"] = broken["data"][:-24]
    yield kit.sample(name, "tampered.json", text([broken, sealed[1], records[2], key]),
                     entries[1:3], failures=1, passphrase=PASSPHRASE)
    bomb = {**key, "hash": key["hash"].replace("m=19456", f"m={2 ** 31}")}
    yield kit.sample(name, "bomb.json", text(sealed[:1] + [bomb]), [], passphrase=PASSPHRASE,
                     expect="error", error="too-expensive")

    # Before that a second text sealed the secrets, and before that the passphrase itself.
    second = kit.stream("second text", 30).hex().encode()
    for file, own, more in (
            ("second-text.json", second,
             {"key": {"enc": salted(PASSPHRASE.encode(), second, "enc"), "hash": "x"}}),
            ("oldest.json", PASSPHRASE.encode(), {})):
        old = {record["hash"]: {**{member: value for member, value in record.items()
                                   if member != "dataType"}, "encrypted": True,
                                "secret": salted(own, record["secret"].encode(), record["hash"])}
               for record in records}
        yield kit.sample(name, file, json.dumps({**old, **more}, ensure_ascii=False).encode(),
                         entries, passphrase=PASSPHRASE)
