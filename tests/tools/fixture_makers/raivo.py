# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""raivo-json: an array in which every value is a text, and raivo-zip: that in an archive."""
import json

from . import kit, kit_zip

PASSPHRASE = "krukówna"
MEMBER = "raivo-otp-export.json"


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
    yield from archives(entries, json.dumps([record(entry) for entry in entries]).encode())


def archives(entries, text):
    passphrase = PASSPHRASE.encode()
    page = kit_zip.aes(kit_zip.member("raivo-otp-export.html", b"<html/>"), passphrase)
    for method, name in ((kit_zip.STORED, "stored.zip"), (kit_zip.DEFLATED, "deflated.zip")):
        whole = kit_zip.aes(kit_zip.member(MEMBER, text, method), passphrase)
        yield kit.sample("raivo-zip", name, kit_zip.archive(page, whole), entries,
                         passphrase=PASSPHRASE)

    tampered = bytearray(whole["packed"])
    tampered[len(tampered) // 2] ^= 1
    other = kit_zip.aes(kit_zip.member(MEMBER, b"{}"), passphrase)
    for name, error, member in (
            ("tampered", "wrong-passphrase-or-corrupt", dict(whole, packed=bytes(tampered))),
            ("no-list", "corrupt", other)):
        yield kit.sample("raivo-zip", name + ".zip", kit_zip.archive(member), [],
                         passphrase=PASSPHRASE, expect="error", error=error)
