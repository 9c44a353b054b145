# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""authenticator-plus-zip: links in an archive, encrypted as ZIP has always done; and
authenticator-plus-sqlcipher, after stratumauth/app, AuthenticatorPlusBackupConverter.cs."""
import hashlib
import hmac
import struct

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from . import kit, kit_zip, links, phone_databases

PASSPHRASE = "plus ż"
MEMBER = "Accounts.txt"


PAGE, RESERVED = 1024, 48
SCHEMA = """
CREATE TABLE accounts (_id INTEGER PRIMARY KEY, email TEXT NOT NULL, secret TEXT NOT NULL,
  counter INTEGER DEFAULT 0, type INTEGER, issuer TEXT DEFAULT NULL, original_name TEXT DEFAULT NULL,
  category TEXT DEFAULT NULL, position INTEGER);
"""


def with_reserve(plain):
    """The same database with 48 bytes kept free at the end of each page, which the library that
    makes it has no word for: the cells of each page move down."""
    pages = []
    for start in range(0, len(plain), PAGE):
        page = bytearray(plain[start:start + PAGE])
        head = 100 if start == 0 else 0
        kind, cells = page[head], struct.unpack(">H", page[head + 3:head + 5])[0]
        content = struct.unpack(">H", page[head + 5:head + 7])[0] or 65536
        size = 8 if kind in (10, 13) else 12
        assert page[head + 1:head + 3] == b"\0\0" and content - RESERVED > head + size + 2 * cells
        moved = page[content:]
        page[content - RESERVED:] = moved + bytes(RESERVED)
        page[head + 5:head + 7] = struct.pack(">H", content - RESERVED)
        for cell in range(head + size, head + size + 2 * cells, 2):
            at = struct.unpack(">H", page[cell:cell + 2])[0] - RESERVED
            page[cell:cell + 2] = struct.pack(">H", at)
        if start == 0:
            page[20] = RESERVED
        pages.append(bytes(page))
    return pages


def sqlcipher(plain):
    salt = kit.stream("plus salt", 16)
    key = hashlib.pbkdf2_hmac("sha1", PASSPHRASE.encode(), salt, 64_000, 32)
    mac = hashlib.pbkdf2_hmac("sha1", key, bytes(byte ^ 0x3A for byte in salt), 2, 32)
    out = b""
    for number, page in enumerate(with_reserve(plain), 1):
        begin = 16 if number == 1 else 0
        iv = kit.stream(f"plus iv {number}", 16)
        cipher = Cipher(algorithms.AES(key), modes.CBC(iv)).encryptor()
        hidden = cipher.update(page[begin:PAGE - RESERVED]) + cipher.finalize()
        told = hmac.new(mac, hidden + iv + struct.pack("<I", number), "sha1").digest()
        out += (salt if number == 1 else b"") + hidden + iv + told + kit.stream(f"plus {number}", 12)
    return out


def row(entry, **more):
    made = {"email": entry["name"], "secret": entry["secret"], "counter": entry.get("counter", 0),
            "type": 1 if entry["type"] == "hotp" else 0, "issuer": entry["issuer"],
            "original_name": f"{entry['issuer']}:{entry['name']}",
            "category": entry.get("groups", ["All Accounts"])[0]}
    made.update(more)
    return made


def sqlcipher_samples():
    entries = [kit.entry("totp", "Fabrikam", "ada@fabrikam.example", "a", groups=["Work"]),
               kit.entry("hotp", "Tokens", "serial 7", "d", counter=2 ** 40 + 1),
               kit.entry("totp", "Before", "kim", "plus a"), kit.entry("totp", "alone", "", "plus b"),
               kit.entry("totp", "Battle.net", "EU-1234", "battle", digits=8)]
    rows = [row(entries[0]), row(entries[1]), row(entries[2], issuer=""),
            row(entries[3], email="alone", issuer="", original_name=""),
            row(entries[4], secret=kit.raw_of(entries[4]).hex(), type=2, issuer=""),
            row(entries[0], type=9), row(entries[0], secret="9!")]
    rows += [row(entry) for entry in
             (kit.entry("totp", "Many", f"account {number}", f"plus {number}") for number in range(12))]
    entries += [kit.entry("totp", "Many", f"account {number}", f"plus {number}") for number in range(12)]
    whole = sqlcipher(phone_databases.filled(SCHEMA, [("accounts", made) for made in rows], PAGE))
    named = {"passphrase": PASSPHRASE}
    yield kit.sample("authenticator-plus-sqlcipher", "every-kind.bin", whole, entries, failures=2, **named)
    for name, at, error in (("first-page", 500, "wrong-passphrase-or-corrupt"),
                            ("second-page", 1500, "corrupt")):
        altered = bytearray(whole)
        altered[at] ^= 1
        yield kit.sample("authenticator-plus-sqlcipher", f"tampered-{name}.bin", bytes(altered), [],
                         expect="error", error=error, **named)


def samples():
    yield from sqlcipher_samples()
    entries = [links.bare(entry) for entry in kit.accounts()]
    lines = [links.link(entry) for entry in entries] + ["otpauth://totp/Bad:none?issuer=Bad"]
    member = kit_zip.member(MEMBER, "\n".join(lines).encode() + b"\n")
    whole = kit_zip.zip_crypto(member, PASSPHRASE.encode())
    yield kit.sample("authenticator-plus-zip", "every-kind.zip", kit_zip.archive(whole), entries,
                     failures=1, passphrase=PASSPHRASE)

    tampered = bytearray(whole["packed"])
    tampered[len(tampered) // 2] ^= 1
    yield kit.sample("authenticator-plus-zip", "tampered.zip",
                     kit_zip.archive(dict(whole, packed=bytes(tampered))), [],
                     passphrase=PASSPHRASE, expect="error", error="wrong-passphrase-or-corrupt")
    other = kit_zip.zip_crypto(kit_zip.member(MEMBER, b"hello\n"), PASSPHRASE.encode())
    yield kit.sample("authenticator-plus-zip", "no-links.zip", kit_zip.archive(other), [],
                     passphrase=PASSPHRASE, expect="error", error="no-otp")
