# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""2fauth-json, after Bubka/2FAuth, TwoFAccountExportCollection.php."""
import json

from . import kit


def record(entry):
    return {"otp_type": "steamtotp" if entry["type"] == "steam" else entry["type"],
            "account": entry["name"], "service": entry["issuer"], "icon": None,
            "icon_mime": None,
            "icon_file": kit.base64_text(kit.picture()) if entry.get("has_icon") else None,
            "secret": entry["secret"], "digits": entry["digits"],
            "algorithm": entry["algorithm"].lower(), "period": entry.get("period"),
            "counter": entry.get("counter"), "legacy_uri": "otpauth://totp/x?secret=AA"}


def text(records):
    return json.dumps({"app": "2fauth_v5.4.3", "schema": 1,
                       "datetime": "2026-01-05T10:00:00.000000Z", "data": records}).encode()


def samples():
    entries = [{name: value for name, value in entry.items()
                if name not in ("note", "groups", "favorite")} for entry in kit.accounts()]
    entries[1]["has_icon"] = True
    yield kit.sample("2fauth-json", "every-kind.json", text([record(entry) for entry in entries]),
                     entries)

    odd = [record(entry) for entry in entries[:4]]
    odd[0]["otp_type"] = "push"
    odd[1]["algorithm"] = "md5"
    odd[3]["secret"] = "*indecipherable*"
    yield kit.sample("2fauth-json", "three-left.json", text(odd), entries[2:3], failures=3)
