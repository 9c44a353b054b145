# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""cxf-json, after bitwarden/credential-exchange, credential-exchange-format/src."""
import base64
import json

from . import kit


def identifier(name):
    return base64.urlsafe_b64encode(kit.stream("cxf " + name, 16)).decode().rstrip("=")


def field(value, kind="string"):
    return {"id": identifier("field " + value), "fieldType": kind, "value": value}


def credential(entry, **more):
    return {"type": "totp", "secret": entry["secret"], "period": entry["period"],
            "digits": entry["digits"], "username": entry["name"],
            "algorithm": entry["algorithm"].lower(), "issuer": entry["issuer"], **more}


def item(title, credentials, **more):
    return {"id": identifier(title), "creationAt": 1700000000, "title": title,
            "credentials": credentials, **more}


def login(user):
    return {"type": "basic-auth", "username": field(user),
            "password": field("a secret one", "concealed-string")}


def collection(title, items, below=()):
    return {"id": identifier("collection " + title), "title": title,
            "items": [{"item": identifier(name)} for name in items],
            "subCollections": list(below)}


def document(items, collections=(), major=1):
    owner = {"id": identifier("owner"), "username": "ada", "email": "ada@example.org",
             "collections": list(collections), "items": items}
    file = {"version": {"major": major, "minor": 0}, "exporterRpId": "example.org",
            "exporterDisplayName": "Example", "timestamp": 1700000000, "accounts": [owner]}
    return json.dumps(file, ensure_ascii=False, indent=1).encode()


def samples():
    entries = [dict(entry) for entry in kit.accounts() if entry["type"] == "totp"]
    for entry in entries:
        entry.pop("favorite", None), entry.pop("groups", None), entry.pop("note", None)
    entries[0]["groups"] = ["Work", "tagged"]
    entries[1]["groups"] = ["Deep"]
    full = [item(f"title {number}", [login("somebody"), credential(entry)])
            for number, entry in enumerate(entries)]
    full[0]["tags"] = ["tagged"]
    # Names of the item where the code has none; two codes in one item.
    around = {"note": "first line\nsecond", "favorite": True}
    spare = kit.entry("totp", "Spare title", "ada", "o", **around)
    second = kit.entry("totp", "Spare title", "second", "p", **around)
    bare = {name: value for name, value in credential(spare).items()
            if name not in ("username", "issuer", "algorithm")}
    full.append(item("Spare title", [bare, login("ada"), credential(second),
                                     {"type": "note", "content": field("first line\nsecond")}],
                     favorite=True))
    full.append(item("Odd", [credential(spare, algorithm="sha3-256"), {"type": "hologram"},
                             credential(spare, secret="0189!"), login("ada")]))
    full.append(item("No codes", [login("ada")]))
    entries[-1]["issuer"] = f"title {len(entries) - 1}"
    collections = [collection("Work", ["title 0"], [collection("Deep", ["title 1"])])]
    yield kit.sample("cxf-json", "every-kind.json", document(full, collections),
                     entries + [spare, second], failures=2)
    yield kit.sample("cxf-json", "newer.json", document(full, major=2), [], expect="error",
                     error="unsupported")
