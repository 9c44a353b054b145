# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""Tables of password managers: keepassxc-csv, after keepassxreboot/keepassxc, CsvExporter.cpp and
Totp.cpp, and apple-passwords-csv."""
import csv
from urllib.parse import quote

from . import kit, links


def kept(entry, *more):
    """What a table has beside the code."""
    return {name: value for name, value in entry.items()
            if name not in ("favorite", "groups", "trashed") or name in more}


def keepassxc_link(title, user, entry, secret=None):
    """As the program writes it: title and user in the label, words where they are missing."""
    label = quote(title or "KeePassXC", safe="") + ":" + quote(user or "none", safe="")
    link = f"otpauth://totp/{label}?secret={secret or entry['secret']}&period={entry['period']}"
    link += f"&digits={entry['digits']}&issuer={quote(title or 'KeePassXC', safe='')}"
    if entry["type"] == "steam":
        link += "&encoder=steam"
    if entry["algorithm"] != "SHA1":
        link += f"&algorithm={entry['algorithm']}"
    return link


def keepassxc_row(entry, link):
    groups = entry.get("groups", [])
    return ["/".join(["Root"] + groups), entry["issuer"], entry["name"], "pa,ss\"word",
            "https://example.org", entry.get("note", ""), link, "0", "2026-01-01T00:00:00Z",
            "2026-01-01T00:00:00Z"]


def keepassxc_samples():
    header = ["Group", "Title", "Username", "Password", "URL", "Notes", "TOTP", "Icon",
              "Last Modified", "Created"]
    entries = [kept(entry, "groups") for entry in kit.accounts() if entry["type"] != "hotp"]
    rows = [header] + [keepassxc_row(entry, keepassxc_link(entry["issuer"], entry["name"], entry))
                       for entry in entries]
    rows.append(keepassxc_row(kit.entry("totp", "No code", "ada", "z"), ""))
    userless = kit.entry("totp", "Only a title", "", "l")
    rows.append(keepassxc_row(userless, keepassxc_link("Only a title", "", userless)))
    # Typed with the digits that look like letters, and blanks.
    typed = kit.entry("totp", "Typed", "ada", "typed 0", 50, groups=["Deep/Down"])
    assert {"O", "L", "B"} <= set(typed["secret"])
    digits = typed["secret"].replace("O", "0").replace("L", "1").replace("B", "8")
    rows.append(keepassxc_row(typed, keepassxc_link("Typed", "ada", typed,
                                                    digits[:4] + "%20" + digits[4:])))
    odd = kit.entry("totp", "Odd", "ada", "m")
    rows.append(keepassxc_row(odd, keepassxc_link("Odd", "ada", odd, "9!")))
    yield kit.sample("keepassxc-csv", "every-kind.csv", kit.table(rows, quoting=csv.QUOTE_ALL),
                     entries + [userless, typed], failures=1)


def apple_samples():
    entries = [kept(entry) for entry in kit.accounts() if entry["type"] in ("totp", "hotp")]
    rows = [["Title", "URL", "Username", "Password", "Notes", "OTPAuth"]]
    for entry in entries:
        title = f"{entry['issuer']} ({entry['name']})" if entry["issuer"] else entry["name"]
        rows.append([title, "https://example.org", entry["name"], "pa,ss\"word",
                     entry.get("note", ""), links.link(entry)])
    bare = kit.entry("totp", "shop.example", "ada", "n")
    rows.append(["shop.example (ada)", "https://shop.example", "ada", "x", "",
                 f"otpauth://totp/?secret={bare['secret']}"])
    rows.append(["plain.example (ada)", "https://plain.example", "ada", "x", "a note", ""])
    rows.append(["odd.example (ada)", "https://odd.example", "ada", "x", "", "otpauth://totp/?secret=1"])
    entries[-1]["issuer"] = entries[-1]["name"]  # the title stands for an issuer that is not there
    yield kit.sample("apple-passwords-csv", "every-kind.csv", kit.table(rows), entries + [bare],
                     failures=1)


def samples():
    yield from keepassxc_samples()
    yield from apple_samples()
