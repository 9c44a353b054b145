# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""Steam's own accounts: steam-mafile and steam-mobile-json, after dyc3/steamguard-cli,
src/fixtures, and winauth-text, after winauth/winauth, WinAuthHelper.cs."""
import json
from urllib.parse import quote

from . import kit, links


def account(entry, code, **more):
    raw = kit.raw_of(entry)
    return {"shared_secret": kit.base64_text(raw), "serial_number": "1234567890",
            "revocation_code": code,
            "uri": f"otpauth://totp/Steam:{entry['name']}?secret=ASDF&issuer=Steam",
            "server_time": 1700000000, "account_name": entry["name"],
            "identity_secret": kit.base64_text(kit.stream("identity", 20)), "status": 1, **more}


def text(document):
    return json.dumps(document, ensure_ascii=False).encode()


def samples():
    entries = [kit.entry("steam", "Steam", "gamer", "e", recovery_codes=["R00000"]),
               kit.entry("steam", "Steam", "zażółć", "q", recovery_codes=["R00001"])]
    more = {"device_id": "android:1", "fully_enrolled": True, "Session": {"SteamID": 1}}
    yield kit.sample("steam-mafile", "gamer.maFile", text(account(entries[0], "R00000", **more)),
                     entries[:1])
    broken = account(entries[0], "R00000", **more)
    broken["shared_secret"] = "no Base64!"
    yield kit.sample("steam-mafile", "left.maFile", text(broken), [], failures=1)
    several = {"accounts": {str(number): account(entry, f"R0000{number}")
                            for number, entry in enumerate(entries)}}
    yield kit.sample("steam-mobile-json", "several.json", text(several), entries)
    yield kit.sample("steam-mobile-json", "one.json", text(account(entries[1], "R00001")), entries[1:])

    # WinAuth: the secret of the link is a placeholder; others' links are as ever.
    lines = []
    for number, entry in enumerate(entries):
        data = quote(json.dumps(account(entry, f"R0000{number}")), safe="")
        lines.append(f"otpauth://totp/Steam:{quote(entry['name'])}?secret=ASDF&digits=5"
                     f"&issuer=Steam&deviceid=android%3A1&data={data}")
    others = [links.bare(entry) for entry in kit.accounts()[:4]]
    lines += [links.link(entry) for entry in others] + ["otpauth://totp/Bad:none?issuer=Bad"]
    yield kit.sample("winauth-text", "every-kind.txt", "\r\n".join(lines).encode(),
                     entries + others, failures=1)
