# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""lastpass-authenticator-json."""
import json

from . import kit


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


def samples():
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
