# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""aegis-json and aegis-json-encrypted, after beemdevelopment/Aegis, docs/vault.md."""
import base64
import hashlib
import json

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from . import kit

PASSPHRASE = "corrèct hörse"


def all_accounts():
    return kit.accounts() + [
        kit.entry("motp", "Tunnel", "ada", "g", 8, pin="4711", has_icon=True),
        kit.entry("yandex", "Yandex", "ada.y", "h", 16, pin="5239"),
    ]


def uuid(number):
    text = kit.stream(f"uuid {number}", 16).hex()
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


def record(number, entry):
    info = {"secret": entry["secret"], "algo": entry["algorithm"], "digits": entry["digits"]}
    for name in ("period", "counter", "pin"):
        if name in entry:
            info[name] = entry[name]
    picture = kit.base64_text(kit.picture()) if entry.get("has_icon") else None
    return {"type": entry["type"], "uuid": uuid(number), "name": entry["name"],
            "issuer": entry["issuer"], "note": entry.get("note", ""),
            "favorite": entry.get("favorite", False), "icon": picture,
            "icon_mime": "image/png" if picture else None, "info": info,
            "groups": [uuid(group) for group in entry.get("groups", [])]}


def content(entries, version=3):
    groups = sorted({group for entry in entries for group in entry.get("groups", [])})
    return {"version": version, "icons_optimized": True,
            "entries": [record(number, entry) for number, entry in enumerate(entries)],
            "groups": [{"uuid": uuid(group), "name": group} for group in groups]}


def plain(db):
    file = {"version": 1, "header": {"slots": None, "params": None}, "db": db}
    return json.dumps(file, ensure_ascii=False, indent=4).encode()


def sealed(key, nonce, data):
    out = AESGCM(key).encrypt(nonce, data, None)
    return out[:-16], {"nonce": nonce.hex(), "tag": out[-16:].hex()}


def slot(number, passphrase, master, **more):
    salt, nonce = kit.stream(f"salt {number}", 32), kit.stream(f"slot nonce {number}", 12)
    key = hashlib.scrypt(passphrase.encode(), salt=salt, n=2 ** 10, r=8, p=1, dklen=32)
    wrapped, params = sealed(key, nonce, master)
    return {"type": 1, "uuid": uuid(number), "key": wrapped.hex(), "key_params": params,
            "n": 2 ** 10, "r": 8, "p": 1, "salt": salt.hex(), "repaired": True, **more}


def encrypted(db, slots, master, alter=None):
    body, params = sealed(master, kit.stream("db nonce", 12), json.dumps(db).encode())
    file = {"version": 1, "header": {"slots": slots, "params": params},
            "db": base64.b64encode(body).decode()}
    if alter:
        alter(file)
    # The program escapes what it need not.
    return json.dumps(file, indent=4).replace("/", "\\/").encode()


def biometric(number):
    """A slot that the phone's keystore wraps."""
    return {"type": 2, "uuid": uuid(number), "key": kit.stream("bio", 32).hex(),
            "key_params": {"nonce": kit.stream("bio", 12).hex(), "tag": kit.stream("b", 16).hex()}}


def samples():
    entries = all_accounts()
    yield kit.sample("aegis-json", "every-kind.json", plain(content(entries)), entries)

    # Version 2: one group by its name; and what older versions leave out.
    old = content(entries[:2], version=2)
    for made, entry in zip(old["entries"], entries):
        made["group"] = (entry.get("groups") or [None])[0]
        for name in ("groups", "icon_mime"):
            del made[name]
    del old["groups"], old["icons_optimized"]
    yield kit.sample("aegis-json", "version-2.json", plain(old), entries[:2])

    odd = content(entries[:3])
    odd["entries"][0]["info"]["digits"] = 0
    odd["entries"][1]["type"] = "quantum"
    odd["entries"][2]["info"]["algo"] = "MD5"  # an old mistake of the program: SHA1 is meant
    expected = kit.entry("totp", "Colon: Ltd", "a:b", "c", 64, digits=7, period=20)
    yield kit.sample("aegis-json", "two-left.json", plain(odd), [expected], failures=2)

    yield kit.sample("aegis-json", "newer.json", plain(content(entries[:1], version=4)), [],
                     expect="error", error="unsupported")

    master = kit.stream("master", 32)
    slots = [biometric(50), slot(51, "another one", master), slot(52, PASSPHRASE, master)]
    db = content(entries)
    yield kit.sample("aegis-json-encrypted", "three-slots.json", encrypted(db, slots, master),
                     entries, passphrase=PASSPHRASE)

    def tamper(file):
        tag = file["header"]["params"]["tag"]
        file["header"]["params"]["tag"] = ("0" if tag[0] != "0" else "1") + tag[1:]
    yield kit.sample("aegis-json-encrypted", "tampered.json",
                     encrypted(db, slots[2:], master, tamper), [], passphrase=PASSPHRASE,
                     expect="error", error="corrupt")

    def bomb(file):
        file["header"]["slots"][0]["n"] = 2 ** 40
    yield kit.sample("aegis-json-encrypted", "bomb.json",
                     encrypted(db, slots[2:], master, bomb), [], passphrase=PASSPHRASE,
                     expect="error", error="too-expensive")
    yield kit.sample("aegis-json-encrypted", "phone-only.json",
                     encrypted(db, slots[:1], master), [], passphrase=PASSPHRASE,
                     expect="error", error="unsupported")
