# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""lastpass-authenticator-json, and lastpass-authenticator-qr after mfcarroll/extract-otp-web."""
import json
from urllib.parse import quote

from . import kit, kit_picture


def file(entries, records):
    groups = sorted({group for entry in entries for group in entry.get("groups", [])})
    folders = [{"id": number + 1, "name": name, "isOpened": True}
               for number, name in enumerate(groups)]
    folders.append({"id": 0, "name": "Other Accounts", "isOpened": True})
    return json.dumps({"deviceId": "", "deviceSecret": "", "localDeviceId": "81b5",
                       "deviceName": "phone", "version": 3, "accounts": records,
                       "folders": folders}, ensure_ascii=False).encode()


def record(entry, groups):
    group = (entry.get("groups") or [None])[0]
    return {"accountID": "", "lmiUserId": "", "issuerName": entry["issuer"],
            "originalIssuerName": "as it came", "userName": entry["name"],
            "originalUserName": "as it came", "pushNotification": False,
            "secret": entry["secret"], "timeStep": entry["period"], "digits": entry["digits"],
            "creationTimestamp": 1700000000, "isFavorite": entry.get("favorite", False),
            "algorithm": entry["algorithm"],
            "folderData": {"folderId": groups.index(group) + 1 if group else 0, "position": 0}}


def packed(document):
    return kit.base64_text(kit.gzipped(json.dumps(document, ensure_ascii=False).encode()))


def code(records, batch="a-7", index=0, size=1, **more):
    """A code of its transfer to another phone."""
    content = {"dS": "", "dId": "1", "dN": "phone", "a": records,
               "f": [{"i": 1, "n": "Work", "iO": True}]}
    envelope = {"batchId": batch, "batchSize": size, "batchIndex": index, "version": 3,
                "content": packed(content)}
    envelope.update(more)
    return "lpaauth-migration://offline?data=" + quote(packed(envelope), safe="")


def short(entry, **more):
    made = {"iN": entry["issuer"], "uN": entry["name"], "oIN": "as it came", "oUN": "as it came",
            "s": entry["secret"], "a": entry["algorithm"], "d": entry["digits"],
            "tS": entry["period"], "iF": entry.get("favorite", False), "pN": False, "aId": "",
            "cT": 0, "fD": {"folderId": 1 if entry.get("groups") else 0, "position": 0}}
    made.update(more)
    return made


def transfer_samples():
    entries = [{name: value for name, value in entry.items() if name != "note"}
               for entry in kit.accounts() if entry["type"] == "totp"]
    original = kit.entry("totp", "Fabrikam", "as it came", "g")
    records = [short(entry) for entry in entries[:2]] + [
        short(original, iN="", uN="", oIN="Fabrikam")]
    yield kit.sample("lastpass-authenticator-qr", "every-kind.txt",
                     code(records + [short(original, s="9!")]).encode(), entries[:2] + [original],
                     failures=1)
    parts = [code([short(entries[0])], size=2), code([short(entries[2])], index=1, size=2)]
    yield kit.sample("lastpass-authenticator-qr", "two-parts.png",
                     kit_picture.picture(parts[1], parts[0]), [entries[2], entries[0]])
    for name, content in (("no-gzip", code([], content="AAAA")),
                          ("no-list", code({})), ("no-data", "lpaauth-migration://offline")):
        yield kit.sample("lastpass-authenticator-qr", name + ".txt", content.encode(), [],
                         expect="error", error="corrupt")


def samples():
    yield from transfer_samples()
    entries = [{name: value for name, value in entry.items() if name != "note"}
               for entry in kit.accounts() if entry["type"] == "totp"]
    records = [record(entry, ["Work"]) for entry in entries]
    del records[-1]["folderData"], records[-1]["algorithm"]
    yield kit.sample("lastpass-authenticator-json", "every-kind.json", file(entries, records),
                     entries)

    odd = [record(entry, ["Work"]) for entry in entries[:3]]
    odd[0]["secret"] = ""
    odd[1]["digits"] = 11
    yield kit.sample("lastpass-authenticator-json", "two-left.json", file(entries, odd),
                     entries[2:3], failures=2)
