# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""Lists of links: otpauth-uri-list, ente-plain and google-migration-uri."""
import json
from urllib.parse import quote

from . import kit


def link(entry, **more):
    label = quote(entry["name"], safe="")
    parameters = {"secret": entry["secret"]}
    if entry["issuer"]:
        label = quote(entry["issuer"], safe="") + ":" + label
        parameters["issuer"] = entry["issuer"]
    if entry["type"] != "steam":
        parameters.update(algorithm=entry["algorithm"], digits=entry["digits"])
        key = "counter" if entry["type"] == "hotp" else "period"
        parameters[key] = entry[key]
    parameters.update(more)
    query = "&".join(f"{name}={quote(str(value), safe='')}" for name, value in parameters.items())
    return f"otpauth://{entry['type']}/{label}?{query}"


def bare(entry):
    return {name: value for name, value in entry.items()
            if name not in ("note", "favorite", "groups", "trashed")}


def list_samples():
    entries = [bare(entry) for entry in kit.accounts()]
    lines = ["\ufeff# made by hand", ""] + [link(entry) for entry in entries]
    yield kit.sample("otpauth-uri-list", "every-kind.txt", "\r\n".join(lines).encode(), entries)

    motp = kit.entry("motp", "Tunnel", "ada", "g", 8, pin="4711")
    broken = ["otpauth://totp/Bad:none?issuer=Bad", "otpauth://quantum/Bad:type?secret=MFRGG",
              "otpauth://totp/Bad:letters?secret=0189!", "https://example.org/page"]
    lines = [link(entries[0]), broken[0], "QR-Code:" + link(entries[1]), *broken[1:],
             f"motp://Tunnel:ada?secret={kit.raw_of(motp).hex()}&pin=4711"]
    yield kit.sample("otpauth-uri-list", "four-left.txt", "\n".join(lines).encode() + b"\n",
                     [entries[0], entries[1], motp], failures=4)


def ente_samples():
    entries = kit.accounts()
    entries.append(kit.entry("totp", "Gone", "old", "i", trashed=True))
    lines = []
    for position, entry in enumerate(entries):
        display = {"pinned": entry.get("favorite", False), "trashed": entry.get("trashed", False),
                   "lastUsedAt": 0, "tapCount": 3, "tags": entry.get("groups", []),
                   "note": entry.get("note", ""), "position": position, "iconSrc": "", "iconID": ""}
        lines.append(link(entry, codeDisplay=json.dumps(display)))
    yield kit.sample("ente-plain", "every-kind.txt", "\n".join(lines).encode(), entries)

    # Older versions join them by commas, which are written %2C everywhere else.
    joined = [line.replace("codeDisplay=%7B", "codeDisplay=broken%7B", 1) for line in lines[:1]]
    yield kit.sample("ente-plain", "joined.txt", ",".join(joined + lines[4:6]).encode(),
                     [bare(entries[0]), entries[4], entries[5]])


def varint(value):
    out = b""
    value &= 2 ** 64 - 1
    while True:
        byte = value & 127
        value >>= 7
        out += bytes([byte | (128 if value else 0)])
        if not value:
            return out


def field(number, value):
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    data = value.encode() if isinstance(value, str) else value
    return varint(number << 3 | 2) + varint(len(data)) + data


def migration(entries, size, index, batch):
    """A part of Google Authenticator's export: MigrationPayload of google_auth.proto."""
    out = b""
    for entry in entries:
        one = field(1, kit.raw_of(entry)) + field(2, entry["name"])
        if entry["issuer"]:
            one += field(3, entry["issuer"])
        one += field(4, {"SHA1": 1, "SHA256": 2, "SHA512": 3}[entry["algorithm"]])
        one += field(5, 2 if entry["digits"] == 8 else 1)
        one += field(6, 1 if entry["type"] == "hotp" else 2)
        if entry["type"] == "hotp":
            one += field(7, entry["counter"])
        out += field(1, one)
    out += field(2, 1) + field(3, size) + (field(4, index) if index else b"") + field(5, batch)
    return "otpauth-migration://offline?data=" + quote(kit.base64_text(out), safe="")


def migration_samples():
    entries = [kit.entry("totp", "Fabrikam", "ada", "a"), kit.entry("hotp", "Tokens", "7", "d", counter=9),
               kit.entry("totp", "Wide", "w", "b", 32, algorithm="SHA256", digits=8),
               kit.entry("totp", "", "alone", "f", 10)]
    parts = [migration(entries[:2], 2, 0, -77), migration(entries[2:], 2, 1, -77)]
    lines = [parts[1], parts[0], parts[1]]  # in any order, and one twice
    yield kit.sample("google-migration-uri", "two-parts.txt", "\n".join(lines).encode(),
                     entries[2:] + entries[:2])


def samples():
    yield from list_samples()
    yield from ente_samples()
    yield from migration_samples()
