# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""google-authenticator-sqlite and microsoft-authenticator-sqlite, after beemdevelopment/Aegis,
GoogleAuthImporter.java and MicrosoftAuthImporter.java."""
import os
import sqlite3
import struct
import tempfile

from . import kit


def database(schema, table, rows):
    return filled(schema, [(table, row) for row in rows])


def filled(schema, rows, page_size=512):
    """With the smallest pages there are, so that few rows need a tree of them."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "made.sqlite")
        connection = sqlite3.connect(path)
        connection.executescript(f"PRAGMA page_size = {page_size}; PRAGMA auto_vacuum = NONE;"
                                 "CREATE TABLE android_metadata (locale TEXT);" + schema)
        for table, row in rows:
            names = ", ".join(f'"{name}"' for name in row)
            places = ", ".join("?" * len(row))
            connection.execute(f"INSERT INTO {table} ({names}) VALUES ({places})", list(row.values()))
        connection.commit()
        connection.close()
        with open(path, "rb") as file:
            content = file.read()
    return content[:96] + struct.pack(">I", 3040001) + content[100:]  # whichever library it was


def google(entry, **more):
    made = {"email": f"{entry['issuer']}:{entry['name']}" if entry["issuer"] else entry["name"],
            "secret": entry["secret"], "counter": entry.get("counter", 0),
            "type": 1 if entry["type"] == "hotp" else 0, "issuer": entry["issuer"] or None}
    made.update(more)
    return made


GOOGLE = """
CREATE TABLE accounts (_id INTEGER PRIMARY KEY, email TEXT NOT NULL DEFAULT 'a,b)', secret TEXT NOT NULL,
  [counter] INTEGER DEFAULT 0, "type" INTEGER CHECK (type IN (0, 1, 2)), provider NUMERIC(10, 2),
  issuer TEXT DEFAULT NULL, original_name TEXT, CONSTRAINT one UNIQUE (email, secret));
ALTER TABLE accounts ADD COLUMN isencrypted INTEGER DEFAULT 0;
"""
MICROSOFT = """
CREATE TABLE accounts (_id integer primary key autoincrement, name text, username text,
  oath_secret_key text not null, account_type integer not null);
"""


def samples():
    entries = [kit.entry("totp", "Fabrikam", "ada@fabrikam.example", "a"),
               kit.entry("hotp", "Tokens", "serial 7", "d", counter=2 ** 40 + 1),
               kit.entry("totp", "", "no issuer 🔑", "f", 10),
               kit.entry("totp", "Ćma & Żubr", "long " + "ż" * 700, "b", 32)]
    entries += [kit.entry("totp", "Many", f"account {number}", f"many {number}")
                for number in range(40)]
    rows = [google(entry) for entry in entries]
    rows[3]["issuer"] = None  # then it stands before the colon
    odd = [google(entries[0], email="Sealed:one", isencrypted=1),
           google(entries[0], email="Odd:type", type=2), google(entries[0], email="Bad:one", secret="9!")]
    yield kit.sample("google-authenticator-sqlite", "every-kind.sqlite",
                     database(GOOGLE, "accounts", rows + odd), entries, failures=3)

    other = kit.entry("totp", "GitHub", "ada", "a")
    own = kit.entry("totp", "Microsoft", "ada@example.org", "c", digits=8)
    rows = [{"name": "GitHub", "username": "ada", "oath_secret_key": other["secret"],
             "account_type": 0},
            {"name": "Microsoft", "username": "ada@example.org", "account_type": 1,
             "oath_secret_key": kit.base64_text(kit.raw_of(own))},
            {"name": "Contoso", "username": "ada@contoso.example", "oath_secret_key": "",
             "account_type": 2},
            {"name": "Odd", "username": "type", "oath_secret_key": other["secret"],
             "account_type": 7},
            {"name": "No", "username": "secret", "oath_secret_key": "", "account_type": 0}]
    yield kit.sample("microsoft-authenticator-sqlite", "every-kind.sqlite",
                     database(MICROSOFT, "accounts", rows), [other, own], failures=2)
    whole = database(MICROSOFT, "accounts", rows[:1])
    # The root of the table leads to itself.
    page = next(number for number in range(1, len(whole) // 512)
                if b"GitHub" in whole[512 * number:512 * number + 512])
    circle = bytearray(whole)
    start = 512 * page
    circle[start:start + 12] = bytes([5, 0, 0, 0, 0, 2, 0, 0]) + struct.pack(">I", page + 1)
    yield kit.sample("microsoft-authenticator-sqlite", "circle.sqlite", bytes(circle), [],
                     expect="error", error="corrupt")
