# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""1password-1pux, after keepassxreboot/keepassxc, src/format/OPUXReader.cpp."""
import json

from . import kit, kit_zip, links


def field(number, **value):
    return {"title": "one-time password", "id": f"TOTP_{number}", "value": value}


def item(entry, *fields, **more):
    made = {"uuid": kit.stream(entry["name"], 13).hex(), "state": "active", "categoryUuid": "001",
            "favIndex": 1 if entry.get("favorite") else 0,
            "details": {"loginFields": [
                {"value": "pa55word", "designation": "password", "name": "password"},
                {"value": entry["name"], "designation": "username", "name": "username"}],
                "notesPlain": entry.get("note", ""),
                "sections": [{"title": "", "fields": [{"title": "phone", "value": {"phone": "1"}}]},
                             {"title": "", "fields": list(fields)}]},
            "overview": {"title": entry["issuer"], "subtitle": "", "tags": entry.get("tags", [])}}
    made.update(more)
    return made


def vault(name, *items):
    return {"attrs": {"uuid": kit.stream(name, 13).hex(), "name": name, "type": "U"},
            "items": list(items)}


def export(*vaults):
    data = {"accounts": [{"attrs": {"accountName": "Ada"}, "vaults": list(vaults)}]}
    text = json.dumps(data, ensure_ascii=False).encode()
    return kit_zip.archive(
        kit_zip.member("files/a__picture.png", b"\x89PNG", kit_zip.STORED),
        kit_zip.member("export.attributes", b'{"version": 3}'),
        kit_zip.member("export.data", text))


def samples():
    private = [dict(entry, groups=["Private"])
               for entry in kit.accounts() if entry["type"] != "steam"]
    items = [item(private[0], field(0, totp=private[0]["secret"].lower()), tags=["web"])]
    items += [item(entry, field(number, totp=links.link(entry)))
              for number, entry in enumerate(private[1:], 1)]
    # Several codes in one item, in an archive of items, each with one more object around it.
    shared = [kit.entry("totp", "Shared", "team", "1pux a", groups=["Team", "two"], archived=True),
              kit.entry("totp", "Shared", "team", "1pux b", groups=["Team"], archived=True)]
    several = item(dict(shared[0], tags=["two"]),
                   *(field(number, totp=entry["secret"]) for number, entry in enumerate(shared)),
                   field(2, totp="1!"), state="archived")
    without = item(kit.entry("totp", "Without", "ada", "1pux c"))
    yield kit.sample("1password-1pux", "every-kind.1pux",
                     export(vault("Private", *items, without), vault("Team", {"item": several})),
                     private + shared, failures=1)
    yield kit.sample("1password-1pux", "no-codes.1pux", export(vault("Private", without)), [],
                     expect="error", error="no-otp")
    text = b'{"accounts": []}'
    whole = kit_zip.member("export.data", text)
    for name, error, members in (
            ("no-accounts", "corrupt", [kit_zip.member("export.data", b"{}")]),
            ("no-json", "corrupt", [kit_zip.member("export.data", b"data")]),
            ("wrong-checksum", "corrupt", [dict(whole, crc=whole["crc"] ^ 1)]),
            ("shorter", "corrupt", [dict(whole, size=len(text) + 1)]),
            ("longer", "corrupt", [dict(whole, size=len(text) - 1)]),
            ("bomb-ratio", "too-large", [whole, dict(whole, name=b"x", size=201 * 26)]),
            ("many", "too-large",
             [whole] + [kit_zip.member(str(number), b"") for number in range(1000)])):
        yield kit.sample("1password-1pux", name + ".1pux", kit_zip.archive(*members), [],
                         expect="error", error=error)
