# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""The exports of Bitwarden and Bitwarden Authenticator, after stratumauth/app,
BitwardenBackupConverter.cs, and keepassxreboot/keepassxc, BitwardenReader.cpp."""
import base64
import hashlib
import hmac
import json

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from . import kit, links

PASSPHRASE = "ein Tresor für ćmy"


def uuid(name):
    text = kit.stream("bitwarden " + name, 16).hex()
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


def code_of(entry):
    return "steam://" + entry["secret"] if entry["type"] == "steam" else links.link(entry)


def item(entry, code=None, **more):
    groups = entry.get("groups")
    return {"id": uuid(entry["name"]), "organizationId": None,
            "folderId": uuid(groups[0]) if groups else None, "type": 1, "reprompt": 0,
            "name": entry["issuer"], "notes": entry.get("note"),
            "favorite": entry.get("favorite", False),
            "login": {"uris": None, "username": entry["name"], "password": "a \"secret\" one",
                      "totp": code_of(entry) if code is None else code},
            "collectionIds": None, **more}


def without_codes():
    """A card, and a login without a code."""
    login = item(kit.entry("totp", "Plain login", "ada", "z"))
    login["login"]["totp"] = None
    return [{"id": uuid("card"), "type": 3, "name": "A card", "card": {"number": "4111"}}, login]


def file(items, entries):
    groups = sorted({group for entry in entries for group in entry.get("groups", [])})
    return {"encrypted": False, "folders": [{"id": uuid(name), "name": name} for name in groups],
            "items": items}


def text(document):
    return json.dumps(document, ensure_ascii=False, indent=2).encode()


def json_samples():
    entries = kit.accounts()
    bare = kit.entry("totp", "Bare secret", "ada", "j")
    items = [item(entry) for entry in entries] + without_codes()
    items.append(item(bare, " ".join(bare["secret"].lower()[i:i + 4] for i in range(0, 32, 4))))
    gone = kit.entry("totp", "Gone", "old", "i", trashed=True)
    items.append(item(gone, deletedDate="2023-11-14T22:13:20.000Z"))
    yield kit.sample("bitwarden-json", "every-kind.json", text(file(items, entries)),
                     entries + [bare, gone])

    odd = [item(entries[0], "not base32!"), item(entries[1], "otpauth://totp/x?secret=MFRGG&digits=0"),
           item(entries[2], "https://example.org/"), item(entries[4])]
    yield kit.sample("bitwarden-json", "three-left.json", text(file(odd, entries)), entries[4:5],
                     failures=3)

    shared = kit.entry("totp", "Shared", "team", "k", groups=["Operations", "Everybody"])
    document = {"encrypted": False,
                "collections": [{"id": uuid(name), "organizationId": uuid("org"), "name": name}
                                for name in shared["groups"]],
                "items": [item(shared, folderId=None,
                               collectionIds=[uuid(name) for name in shared["groups"]])]}
    yield kit.sample("bitwarden-json", "organisation.json", text(document), [shared])

    yield kit.sample("bitwarden-json", "no-codes.json", text(file(without_codes(), [])), [],
                     expect="error", error="no-otp")


def authenticator_samples():
    entries = [links.bare(entry) for entry in kit.accounts() if entry["type"] == "totp"]
    items = []
    for entry in entries:
        made = item(entry)
        made["login"] = {"totp": made["login"]["totp"]}
        items.append(made)
    yield kit.sample("bitwarden-authenticator-json", "every-kind.json",
                     text({"encrypted": False, "items": items}), entries)


def authenticator_csv_samples():
    """Nothing is quoted, and a record has more cells than the header names."""
    entries = [links.bare(entry) for entry in kit.accounts() if entry["type"] != "hotp"]
    entries.append(kit.entry("totp", "Commas, Inc, and others", "ada", "bw commas"))
    lines = ["folder,favorite,type,name,login_uri,login_totp"]
    for entry in entries:
        code = "steam://" + entry["secret"] if entry["type"] == "steam" else links.link(entry)
        lines.append(f",,1,{entry['issuer']},,{code},{entry['issuer']},{entry.get('period', 30)},"
                     f"{entry['digits']}")
    steam = next(entry for entry in entries if entry["type"] == "steam")
    steam["name"] = ""  # its link has no place for one
    quoted = kit.entry("totp", "Quoted, Ltd", "kim", "bw quoted", favorite=True, groups=["Work"])
    lines.append(f'Work,true,1,"Quoted, Ltd",,"{links.link(quoted)}"')
    lines += ["", ",,1,No code,,,,30,6", ",,1,Bad,,otpauth://totp/Bad?secret=9!,Bad,30,6"]
    yield kit.sample("bitwarden-authenticator-csv", "every-kind.csv",
                     "\n".join(lines).encode() + b"\n", entries + [quoted], failures=2)


def csv_samples():
    entries = kit.accounts()
    entries[0]["note"] = 'say "yes", and ""nothing""'
    header = ["folder", "favorite", "type", "name", "notes", "fields", "reprompt", "login_uri",
              "login_username", "login_password", "login_totp"]
    rows = [header]
    for entry in entries:
        rows.append([entry.get("groups", [""])[0], "1" if entry.get("favorite") else "", "login",
                     entry["issuer"], entry.get("note", ""), "", "0", "https://example.org",
                     entry["name"], "pa,ss\"word", code_of(entry)])
    rows += [[], ["", "", "note", "A note", "several\nlines", "", "0", "", "", "", ""]]
    rows.append(["", "", "login", "Odd", "", "", "0", "", "ada", "x", "0189!"])
    yield kit.sample("bitwarden-csv", "every-kind.csv", kit.table(rows), entries, failures=1)

    # Before there were fields and reprompt; and an organisation's.
    shared = kit.entry("totp", "Shared", "team", "k", groups=["Operations"])
    rows = [["collections", "type", "name", "notes", "login_uri", "login_username",
             "login_password", "login_totp"],
            ["Operations", "login", "Shared", "", "", "team", "x", shared["secret"]],
            ["Operations", "login", "Cut off"]]
    yield kit.sample("bitwarden-csv", "organisation.csv", kit.table(rows), [shared], failures=1)

    broken = kit.table(rows[:1]) + b'"a quote that never ends'
    yield kit.sample("bitwarden-csv", "broken.csv", broken, [], expect="error", error="corrupt")


def expanded(key, word):
    """The first block of HKDF's second step."""
    return hmac.new(key, word + b"\x01", "sha256").digest()


def sealed(key, data, seed):
    iv = kit.stream(seed, 16)
    padding = 16 - len(data) % 16
    cipher = Cipher(algorithms.AES(expanded(key, b"enc")), modes.CBC(iv)).encryptor()
    hidden = cipher.update(data + bytes([padding]) * padding) + cipher.finalize()
    mac = hmac.new(expanded(key, b"mac"), iv + hidden, "sha256").digest()
    return "2." + "|".join(base64.b64encode(part).decode() for part in (iv, hidden, mac))


def encrypted(plain, costs, **more):
    salt = kit.base64_text(kit.stream("bitwarden salt", 16))
    if costs["kdfType"] == 0:
        key = hashlib.pbkdf2_hmac("sha256", PASSPHRASE.encode(), salt.encode(),
                                  costs["kdfIterations"], 32)
    else:
        key = kit.argon2id(PASSPHRASE.encode(), hashlib.sha256(salt.encode()).digest(),
                           costs["kdfIterations"], costs["kdfMemory"] * 1024,
                           costs["kdfParallelism"])
    document = {"encrypted": True, "passwordProtected": True, "salt": salt, **costs,
                "encKeyValidation_DO_NOT_EDIT": sealed(key, uuid("proof").encode(), "proof"),
                "data": sealed(key, plain, "data")}
    document.update(more)
    return text(document)


def encrypted_samples():
    pbkdf2 = {"kdfType": 0, "kdfIterations": 5000, "kdfMemory": None, "kdfParallelism": None}
    argon2 = {"kdfType": 1, "kdfIterations": 2, "kdfMemory": 16, "kdfParallelism": 2}
    entries = kit.accounts()
    data = text(file([item(entry) for entry in entries] + without_codes(), entries))
    for name, costs in (("pbkdf2", pbkdf2), ("argon2", argon2)):
        yield kit.sample("bitwarden-json-encrypted", name + ".json", encrypted(data, costs),
                         entries, passphrase=PASSPHRASE)

    def error(name, content, kind):
        return kit.sample("bitwarden-json-encrypted", name + ".json", content, [],
                          passphrase=PASSPHRASE, expect="error", error=kind)
    whole = json.loads(encrypted(data, pbkdf2))["data"]
    at = whole.index("|") + 9
    altered = whole[:at] + ("A" if whole[at] != "A" else "B") + whole[at + 1:]
    yield error("tampered", encrypted(data, pbkdf2, data=altered), "corrupt")
    yield error("bomb", encrypted(data, argon2, kdfMemory=2 ** 40), "too-expensive")
    yield error("many-iterations", encrypted(data, pbkdf2, kdfIterations=10 ** 9), "too-expensive")
    yield error("account-restricted", encrypted(data, pbkdf2, passwordProtected=False),
                "unsupported")


def samples():
    yield from json_samples()
    yield from authenticator_samples()
    yield from authenticator_csv_samples()
    yield from csv_samples()
    yield from encrypted_samples()
