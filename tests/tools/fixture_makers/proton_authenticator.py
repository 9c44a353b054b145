# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""proton-authenticator-json and -encrypted, after protonpass/proton-pass-common."""
import json

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from . import kit, links

PASSPHRASE = "protón"


def kept(entry):
    """What the program has: notes, but no favourites and groups."""
    return {name: value for name, value in entry.items() if name not in ("favorite", "groups")}


def item(number, entry):
    steam = entry["type"] == "steam"
    uri = "steam://" + entry["secret"] if steam else links.link(entry)
    return {"id": kit.stream(f"proton {number}", 16).hex(),
            "content": {"uri": uri, "entry_type": "Steam" if steam else "Totp",
                        "name": entry["name"]},
            "note": entry.get("note")}


def text(items):
    return json.dumps({"version": 1, "entries": items}, ensure_ascii=False).encode()


def encrypted(data):
    salt, nonce = kit.stream("proton salt", 16), kit.stream("proton nonce", 12)
    key = kit.argon2id(PASSPHRASE.encode(), salt, 2, 19456, 1)
    sealed = AESGCM(key).encrypt(nonce, data, b"proton.authenticator.export.v1")
    return {"version": 1, "salt": kit.base64_text(salt), "content": kit.base64_text(nonce + sealed)}


def samples():
    entries = [kept(entry) for entry in kit.accounts() if entry["type"] != "hotp"]
    items = [item(number, entry) for number, entry in enumerate(entries)]
    yield kit.sample("proton-authenticator-json", "every-kind.json", text(items), entries)

    odd = [item(number, entry) for number, entry in enumerate(entries[:3])]
    odd[0]["content"]["uri"] = "otpauth://totp/Bad?secret=0189"
    odd[1]["content"]["uri"] = None
    yield kit.sample("proton-authenticator-json", "two-left.json", text(odd), entries[2:3],
                     failures=2)

    few = text(items[:2])
    yield kit.sample("proton-authenticator-encrypted", "two.json",
                     json.dumps(encrypted(few)).encode(), entries[:2], passphrase=PASSPHRASE)
    tampered = encrypted(few)
    tampered["content"] = tampered["content"][:-8] + "AAAAAAA="
    yield kit.sample("proton-authenticator-encrypted", "tampered.json",
                     json.dumps(tampered).encode(), [], passphrase=PASSPHRASE, expect="error",
                     error="wrong-passphrase-or-corrupt")
