# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""stratum-json, stratum-encrypted and stratum-encrypted-legacy, after stratumauth/app,
doc/BACKUP_FORMAT.md, stratum-sqlite, its database, and stratum-html, the page it prints."""
import base64
import hashlib
import json

from cryptography.hazmat.primitives import padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from . import kit, links, phone_databases

PASSPHRASE = "strat’m"
TYPES = {"hotp": 1, "totp": 2, "motp": 3, "steam": 4, "yandex": 5}
ALGORITHMS = {"SHA1": 0, "SHA256": 1, "SHA512": 2}


def all_accounts():
    """What the program has: no notes and no favourites."""
    entries = kit.accounts() + [
        kit.entry("motp", "Tunnel", "ada", "g", 8, pin="4711", has_icon=True),
        kit.entry("yandex", "Yandex", "ada.y", "h", 16, pin="5239"),
    ]
    return [{name: value for name, value in entry.items() if name not in ("note", "favorite")}
            for entry in entries]


def category_id(name):
    return hashlib.sha1(name.encode()).hexdigest()[:8]


def secret(entry):
    return kit.raw_of(entry).hex() if entry["type"] == "motp" else entry["secret"]


def content(entries):
    """With ranks in the order of the entries, and the entries the other way round."""
    records = []
    for rank, entry in enumerate(entries):
        records.append({
            "Type": TYPES[entry["type"]], "Icon": "@3f" if entry.get("has_icon") else None,
            "Issuer": entry["issuer"], "Username": entry["name"] or None, "Secret": secret(entry),
            "Pin": entry.get("pin"), "Algorithm": ALGORITHMS.get(entry["algorithm"], 0),
            "Digits": entry["digits"], "Period": entry.get("period", 30),
            "Counter": entry.get("counter", 0), "CopyCount": 0, "Ranking": rank})
    groups = sorted({group for entry in entries for group in entry.get("groups", [])})
    bonds = [{"CategoryId": category_id(group), "AuthenticatorSecret": secret(entry), "Ranking": 0}
             for entry in entries for group in entry.get("groups", [])]
    return {"Authenticators": records[::-1],
            "Categories": [{"Id": category_id(name), "Name": name, "Ranking": 0} for name in groups],
            "AuthenticatorCategories": bonds,
            "CustomIcons": [{"Id": "3f", "Data": kit.base64_text(kit.picture())}]}


def text(document):
    return json.dumps(document, ensure_ascii=False).encode()


def strong(data):
    salt, nonce = kit.stream("stratum salt", 16), kit.stream("stratum nonce", 12)
    key = kit.argon2id(PASSPHRASE.encode(), salt, 3, 65536, 4)
    return b"AUTHENTICATORPRO" + salt + nonce + AESGCM(key).encrypt(nonce, data, None)


def legacy(data):
    salt, iv = kit.stream("stratum old salt", 20), kit.stream("stratum iv", 16)
    key = hashlib.pbkdf2_hmac("sha1", PASSPHRASE.encode(), salt, 64_000, 32)
    pad = padding.PKCS7(128).padder()
    cipher = Cipher(algorithms.AES(key), modes.CBC(iv)).encryptor()
    padded = pad.update(data) + pad.finalize()
    return b"AuthenticatorPro" + salt + iv + cipher.update(padded) + cipher.finalize()


def page(rows):
    return ("<!doctype html>\n<html><head><title>Stratum Backup</title></head>\n<body><table>\n"
            "<tr><th>Issuer</th><th>OTP Auth URI</th></tr>\n" + rows + "</table></body></html>\n").encode()


def html_samples():
    entries = [links.bare(entry) for entry in kit.accounts()]
    motp = kit.entry("motp", "Tunnel", "ada", "g", 8)
    texts = [links.link(entry) for entry in entries]
    # The program escapes nothing, others do; one is written with all its entities.
    texts[1] = texts[1].replace("&", "&amp;")
    texts[2] = texts[2].replace("&", "&#38;").replace("=", "&#x3D;")
    texts += [f"motp://Tunnel:ada?secret={kit.raw_of(motp).hex()}",
              "otpauth://totp/Bad:none?issuer=Bad"]
    rows = "".join(f'<tr><td>x &copy; y</td><td><code class="uri">{text}</code></td></tr>\n'
                   for text in texts)
    rows += '<tr><td>no link</td><td><code>text</code></td></tr>\n'
    yield kit.sample("stratum-html", "every-kind.html", page(rows), entries + [motp], failures=1)
    anywhere = "".join(f'<tr><td><a href="{text}">{text}</a></td></tr>\n' for text in texts[:3])
    yield kit.sample("stratum-html", "anywhere.html", page(anywhere), entries[:3])


SCHEMA = """
CREATE TABLE "authenticator" ("type" integer, "icon" varchar, "issuer" varchar(32),
  "username" varchar(40), "secret" varchar(256) primary key not null, "pin" varchar(16),
  "algorithm" integer, "digits" integer, "period" integer, "counter" bigint, "copyCount" integer,
  "ranking" integer);
CREATE TABLE "category" ("id" varchar(8) primary key not null, "name" varchar(32), "ranking" integer);
CREATE TABLE "authenticatorcategory" ("categoryId" varchar, "authenticatorSecret" varchar,
  "ranking" integer);
CREATE TABLE "customicon" ("id" varchar(8) primary key not null, "data" blob);
"""


def database(document):
    """The tables of a backup's lists."""
    rows = [(table, {name: value for name, value in row.items() if name != "Data"})
            for table, part in (("authenticator", "Authenticators"), ("category", "Categories"),
                                ("authenticatorcategory", "AuthenticatorCategories"))
            for row in document[part]]
    rows += [("customicon", {"Id": row["Id"], "Data": base64.b64decode(row["Data"])})
             for row in document["CustomIcons"]]
    return phone_databases.filled(SCHEMA, rows)


def odd_databases(entries):
    odd = content(entries[:2])
    odd["Authenticators"][1]["Pin"] = "1" * 1025  # of the first: the list is the other way round
    odd["AuthenticatorCategories"].append(
        {"CategoryId": "gone", "AuthenticatorSecret": secret(entries[1]), "Ranking": 0})
    yield kit.sample("stratum-sqlite", "one-left.sqlite", database(odd), entries[1:2], failures=1)
    rows = [("authenticator", {"Issuer": "I", "Secret": "GEZDGNBVGY3TQOJQ"})]
    yield kit.sample("stratum-sqlite", "no-categories.sqlite",
                     phone_databases.filled("CREATE TABLE authenticator (Issuer TEXT, Secret TEXT);", rows),
                     [], expect="error", error="not-recognised")
    for number, name in enumerate(("category", "authenticatorcategory")):
        other = ("authenticatorcategory", "category")[number]
        schema = (f"CREATE TABLE authenticator (Issuer TEXT, Secret TEXT);"
                  f"CREATE TABLE {name} (Id TEXT PRIMARY KEY) WITHOUT ROWID;"
                  f"CREATE TABLE {other} (Id TEXT);")
        yield kit.sample("stratum-sqlite", f"odd-{name}.sqlite", phone_databases.filled(schema, rows),
                         [], expect="error", error="corrupt")


def samples():
    yield from html_samples()
    entries = all_accounts()
    yield kit.sample("stratum-sqlite", "every-kind.sqlite", database(content(entries)), entries)
    odd = content(entries[:3])
    odd["Authenticators"][0]["Type"] = 6
    odd["Authenticators"][1]["Algorithm"] = 3
    yield kit.sample("stratum-sqlite", "two-left.sqlite", database(odd), entries[:1], failures=2)
    yield from odd_databases(entries)
    yield kit.sample("stratum-json", "every-kind.json", text(content(entries)), entries)

    odd = content(entries[:4])
    odd["Authenticators"][0]["Type"] = 6
    odd["Authenticators"][2]["Algorithm"] = 3
    odd["Authenticators"][3]["Secret"] = ""
    for name in ("Categories", "AuthenticatorCategories", "CustomIcons"):
        del odd[name]
    yield kit.sample("stratum-json", "three-left.json", text(odd), entries[2:3], failures=3)

    few = [entries[0], entries[3], entries[6]]
    for format_id, seal in (("stratum-encrypted", strong), ("stratum-encrypted-legacy", legacy)):
        yield kit.sample(format_id, "three.bin", seal(text(content(few))), few,
                         passphrase=PASSPHRASE)
        tampered = bytearray(seal(text(content(few[:1]))))
        tampered[80] ^= 1
        yield kit.sample(format_id, "tampered.bin", bytes(tampered), [], passphrase=PASSPHRASE,
                         expect="error", error="wrong-passphrase-or-corrupt")
    yield kit.sample("stratum-encrypted-legacy", "another-content.bin", legacy(b"[1, 2, 3]"), [],
                     passphrase=PASSPHRASE, expect="error", error="wrong-passphrase-or-corrupt")
