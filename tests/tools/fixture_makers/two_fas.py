# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""2fas-json and 2fas-json-encrypted, after twofas/2fas-android, BackupContent.kt."""
import hashlib
import json

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from . import kit

PASSPHRASE = "zwei Faktoren"
REFERENCE = "a fixed text of the program's, which only has to open " * 4


def kept(entry):
    """What the program has: no notes, no favourites."""
    return {name: value for name, value in entry.items() if name not in ("note", "favorite")}


def service(position, entry):
    otp = {"account": entry["name"], "digits": entry["digits"], "algorithm": entry["algorithm"],
           "tokenType": entry["type"].upper(), "source": "manual"}
    for name in ("period", "counter"):
        if name in entry:
            otp[name] = entry[name]
    groups = entry.get("groups")
    return {"name": entry["issuer"], "secret": entry["secret"], "updatedAt": 1700000000000,
            "otp": otp, "order": {"position": position}, "badge": {"color": "Default"},
            "groupId": group_id(groups[0]).upper() if groups else None}


def group_id(name):
    return kit.stream("group " + name, 16).hex()


def file(entries, services, schema=4, **more):
    groups = sorted({group for entry in entries for group in entry.get("groups", [])})
    return {"services": services, "updatedAt": 1700000000000, "schemaVersion": schema,
            "groups": [{"id": group_id(name), "name": name, "isExpanded": True} for name in groups],
            "appVersionCode": 50004, "appVersionName": "5.0.4", "appOrigin": "android", **more}


def text(document):
    return json.dumps(document, ensure_ascii=False).encode()


def sealed(data, key, salt, seed):
    nonce = kit.stream(seed, 12)
    return ":".join(kit.base64_text(part)
                    for part in (AESGCM(key).encrypt(nonce, data, None), salt, nonce))


def encrypted(entries, alter=None):
    salt = kit.stream("2fas salt", 256)
    key = hashlib.pbkdf2_hmac("sha256", PASSPHRASE.encode(), salt, 10_000, 32)
    services = [service(number, entry) for number, entry in enumerate(entries)]
    hidden = sealed(text(services), key, salt, "2fas nonce")
    if alter:
        hidden = alter(hidden)
    return text(file(entries, [], servicesEncrypted=hidden,
                     reference=sealed(REFERENCE.encode(), key, salt, "2fas reference")))


def samples():
    entries = [kept(entry) for entry in kit.accounts()]
    services = [service(number, entry) for number, entry in enumerate(entries)]
    yield kit.sample("2fas-json", "every-kind.2fas", text(file(entries, services[::-1])), entries)

    # Schema 1: nothing inside otp but what the link says.
    first = kept(kit.entry("totp", "Fabrikam", "ada", "a"))
    old = {"name": "Fabrikam", "secret": first["secret"].lower(), "type": "Unknown",
           "otp": {"link": "otpauth://totp/Fabrikam:ada?secret=[hidden]&issuer=Fabrikam"}}
    yield kit.sample("2fas-json", "schema-1.json", text(file([first], [old], schema=1)), [first])

    odd = [service(number, entry) for number, entry in enumerate(entries[:3])]
    odd[0]["secret"] = "not base32!"
    odd[1]["otp"]["algorithm"] = "SHA3"
    yield kit.sample("2fas-json", "two-left.2fas", text(file(entries, odd)), entries[2:3], failures=2)

    yield kit.sample("2fas-json", "newer.2fas", text(file([], [], schema=9)), [], expect="error",
                     error="unsupported")
    yield kit.sample("2fas-json-encrypted", "every-kind.2fas", encrypted(entries), entries,
                     passphrase=PASSPHRASE)

    def tamper(hidden):
        return ("A" if hidden[0] != "A" else "B") + hidden[1:]
    yield kit.sample("2fas-json-encrypted", "tampered.2fas", encrypted(entries, tamper), [],
                     passphrase=PASSPHRASE, expect="error", error="corrupt")
