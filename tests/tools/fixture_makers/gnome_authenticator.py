# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""gnome-authenticator-json, after roddhjav/pass-import, gnomeauthenticator.json."""
import json

from . import kit


def record(entry):
    made = {"secret": entry["secret"], "label": entry["name"], "digits": entry["digits"],
            "type": entry["type"].upper(), "algorithm": entry["algorithm"],
            "thumbnail": "Default", "last_used": 1700000000000, "tags": entry.get("groups", [])}
    for name in ("period", "counter"):
        if name in entry:
            made[name] = entry[name]
    return made


def samples():
    entries = [kit.entry("totp", "", "ada@fabrikam.example", "a", groups=["work", "2"]),
               kit.entry("totp", "", "zażółć gęślą", "b", 32, algorithm="SHA256", digits=8, period=60),
               kit.entry("hotp", "", "serial 7", "d", counter=2 ** 40 + 1),
               kit.entry("steam", "", "gamer", "e")]
    records = [record(entry) for entry in entries]
    colon = kit.entry("totp", "Fabrikam", "b", "c")
    records.append({**record(colon), "label": "Fabrikam:b"})
    records.append({**records[0], "secret": "0189!"})
    records.append({**records[0], "type": "OCRA"})
    yield kit.sample("gnome-authenticator-json", "every-kind.json",
                     json.dumps(records, ensure_ascii=False, indent=2).encode(), entries + [colon],
                     failures=2)
