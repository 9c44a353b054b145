# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""proton-pass-zip, after the tests of protonpass/proton-pass-common, proton-authenticator."""
import json

from . import kit, kit_zip, links


def item(entry, uri, fields=(), **more):
    return {"itemId": kit.stream(entry["name"], 8).hex(), "state": 2 if entry.get("trashed") else 1,
            "data": {"metadata": {"name": entry["issuer"], "note": entry.get("note", "")},
                     "extraFields": [{"fieldName": name, "type": kind, "data": {"totpUri": link}}
                                     for name, kind, link in fields],
                     "type": "login", "platformSpecific": None,
                     "content": {"itemEmail": entry["name"], "itemUsername": "", "password": "p,\"x",
                                 "urls": ["https://example.org"], "passkeys": [], "totpUri": uri}},
            **more}


def export(**vaults):
    data = {"version": "1.31.0", "userId": "u==", "encrypted": False,
            "vaults": {f"id of {name}": {"name": name, "description": "", "items": items}
                       for name, items in vaults.items()}}
    text = json.dumps(data, ensure_ascii=False).encode()
    return kit_zip.archive(kit_zip.member("Proton Pass/data.json", text))


def samples():
    entries = [dict(links.bare(entry), groups=["Private"], **({"note": entry["note"]} if "note" in entry else {}))
               for entry in kit.accounts() if entry["type"] != "hotp"]
    items = [item(entry, links.link(entry)) for entry in entries]
    # A bare secret, from which the program makes a link of its own.
    own = kit.entry("totp", "Own link", "kim", "proton a", groups=["Private"])
    items.append(item(own, f"otpauth://totp/Proton%20Pass?secret={own['secret']}&issuer=Proton%20Pass"))
    bare = kit.entry("totp", "Bare", "kim", "proton b", groups=["Private"], trashed=True)
    items.append(item(bare, bare["secret"].lower()))
    # Codes in further fields, of an item that may have none of its own.
    first = kit.entry("totp", "Several", "second factor", "proton c", groups=["Team"])
    second = kit.entry("totp", "Several", "third factor", "proton d", groups=["Team"])
    several = item(first, "", [("text", "text", ""), ("second factor", "totp", first["secret"]),
                               ("third factor", "totp", second["secret"]), ("bad", "totp", "9!")])
    yield kit.sample("proton-pass-zip", "every-kind.zip", export(Private=items, Team=[several]),
                     entries + [own, bare, first, second], failures=1)
    sealed = kit_zip.archive(kit_zip.member("Proton Pass/data.pgp", b"-----BEGIN PGP MESSAGE-----\n"))
    yield kit.sample("proton-pass-zip", "sealed.zip", sealed, [], expect="error", error="unsupported")
    broken = kit_zip.archive(kit_zip.member("Proton Pass/data.json", b"{}"))
    yield kit.sample("proton-pass-zip", "no-vaults.zip", broken, [], expect="error", error="corrupt")
