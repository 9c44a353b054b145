# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""duo-json, after beemdevelopment/Aegis, DuoImporter.java."""
import json

from . import kit


def account(entry, **more):
    generator = {"otpSecret": entry["secret"]}
    if entry["type"] == "hotp":
        generator["counter"] = entry["counter"]
    return {"name": entry["name"], "accountType": "ThirdParty", "otpGenerator": generator,
            "pkey": "", "logoUri": "android.resource://icon", **more}


def samples():
    entries = [kit.entry("totp", "", "ada@fabrikam.example", "a"),
               kit.entry("hotp", "", "zażółć", "d", counter=2 ** 40 + 1),
               kit.entry("totp", "", "no issuer 🔑", "f", 10)]
    accounts = [account(entry) for entry in entries]
    accounts.append(account(entries[0], name="Push alone", accountType="Duo", otpGenerator=None))
    accounts.append(account(entries[0], name="Bad", otpGenerator={"otpSecret": "9!"}))
    yield kit.sample("duo-json", "every-kind.json", json.dumps(accounts, ensure_ascii=False).encode(),
                     entries, failures=2)
