# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""raivo-json: an array in which every value is a text."""
import json

from . import kit


def record(entry):
    return {"issuer": entry["issuer"], "account": entry["name"], "secret": entry["secret"],
            "algorithm": entry["algorithm"], "digits": str(entry["digits"]),
            "kind": entry["type"].upper(), "timer": str(entry.get("period", 30)),
            "counter": str(entry.get("counter", 0)), "iconType": "",
            "pinned": "true" if entry.get("favorite") else "false",
            "iconValue": "letters/a.svg" if entry.get("has_icon") else ""}


def samples():
    entries = [{name: value for name, value in entry.items() if name not in ("note", "groups")}
               for entry in kit.accounts() if entry["type"] != "steam"]
    entries[2]["has_icon"] = True
    yield kit.sample("raivo-json", "every-kind.json",
                     json.dumps([record(entry) for entry in entries]).encode(), entries)

    odd = [record(entry) for entry in entries[:4]]
    odd[0]["kind"] = "PUSH"
    odd[1]["timer"] = "0"
    odd[3]["secret"] = ""
    yield kit.sample("raivo-json", "three-left.json", json.dumps(odd).encode(), entries[2:3],
                     failures=3)
