# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""winauth-xml, after winauth/winauth, Authenticator/Authenticator.cs, and winauth-zip. Blowfish is written here by
its description: its tables are the digits of pi."""
import functools
import hashlib
import json
import struct
from xml.sax.saxutils import escape

from . import kit, kit_zip, links

PASSPHRASE = "zima ❄"
MASK = 0xFFFFFFFF


@functools.lru_cache
def digits_of_pi():
    """Behind the point, as words of 32 bits: eighteen and four tables of 256."""
    count = 18 + 4 * 256
    one = 1 << 32 * count + 64

    def arctan(inverse):
        total = term = one // inverse
        number, sign = 3, -1
        while term:
            term //= inverse * inverse
            total += sign * (term // number)
            number, sign = number + 2, -sign
        return total

    digits = (4 * (4 * arctan(5) - arctan(239)) - 3 * one) >> 64
    return [digits >> 32 * (count - 1 - place) & MASK for place in range(count)]


def blowfish(key, data):
    """Encrypts whole blocks, each by itself."""
    words = list(digits_of_pi())
    schedule, boxes = words[:18], words[18:]
    stream = key * (72 // len(key) + 1)
    for place in range(18):
        schedule[place] ^= int.from_bytes(stream[4 * place:4 * place + 4], "big")

    def mixed(x):
        total = boxes[x >> 24] + boxes[256 + (x >> 16 & 255)] & MASK
        return (total ^ boxes[512 + (x >> 8 & 255)]) + boxes[768 + (x & 255)] & MASK

    def block(left, right):
        for place in range(16):
            left ^= schedule[place]
            left, right = right ^ mixed(left), left
        return right ^ schedule[17], left ^ schedule[16]

    left = right = 0
    for table in (schedule, boxes):
        for place in range(0, len(table), 2):
            left, right = block(left, right)
            table[place], table[place + 1] = left, right
    return b"".join(struct.pack(">II", *block(*struct.unpack(">II", data[start:start + 8])))
                    for start in range(0, len(data), 8))


def protected(text, seed, changed=False):
    """An element's text under a passphrase."""
    plain = text.encode()
    own, salt = kit.stream(seed + " own", 8), kit.stream(seed + " salt", 8)
    proof = hashlib.sha256(own + plain).digest()
    key = hashlib.pbkdf2_hmac("sha1", PASSPHRASE.encode(), salt, 2000, 256)
    count = 8 - len(plain) % 8
    padding = kit.stream(seed + " padding", count - 1) + bytes([count])
    sealed = bytearray(blowfish(key, plain + padding))
    if changed:
        sealed[3] ^= 1
    return (b"WINAUTH3" + own + proof + salt + sealed).hex().upper()


def secret_data(entry, extra=""):
    fields = [kit.raw_of(entry).hex().upper(), str(entry["digits"]), entry["algorithm"],
              str(entry.get("period", 30))]
    return "\t".join(fields) + extra


def data(entry, extra="", text=None):
    inner = secret_data(entry, extra) if text is None else text
    return ("<authenticatordata>\n  <servertimediff>0</servertimediff>\n"
            f"  <secretdata>{escape(inner)}</secretdata>\n</authenticatordata>")


def account(name, kind, element):
    return (f'<WinAuthAuthenticator id="1" type="WinAuth.{kind}Authenticator">\n'
            f"<name>{escape(name)}</name><created>1700000000000</created><skin />\n"
            f"{element}\n</WinAuthAuthenticator>")


def name_of(entry):
    return f"{entry['issuer']} ({entry['name']})" if entry["issuer"] else entry["name"]


def document(root, *elements):
    head = '\ufeff<?xml version="1.0" encoding="utf-8"?>\r\n'
    attributes = ' version="3.5"' if root == "WinAuth" else ""
    body = "\r\n".join(elements)
    return f"{head}<{root}{attributes}>\r\n<alwaysontop>false</alwaysontop>\r\n{body}\r\n</{root}>"


def several():
    """Every kind and what must come out of it."""
    entries = [{name: value for name, value in entry.items()
                if name not in ("favorite", "groups", "note")}
               for entry in kit.accounts() if entry["type"] != "steam"]
    kinds = ["HOTP" if entry["type"] == "hotp" else "Google" for entry in entries]
    made = [account(name_of(entry), kind,
                    data(entry, f"|{entry['counter']}" if kind == "HOTP" else ""))
            for kind, entry in zip(kinds, entries)]
    steam = kit.entry("steam", "Steam", "gamer", "e", recovery_codes=["R00000"])
    kept = json.dumps({"shared_secret": "", "revocation_code": "R00000"}).encode().hex()
    made.append(account("gamer", "Steam", data(steam, f"|3132|616E|{kept}|")))
    battle = kit.entry("totp", "Battle.net", "EU-1234", "r", digits=8)
    made.append(account("My game", "BattleNet", data(battle, "|" + b"EU-1234".hex().upper())))
    okta = kit.entry("totp", "Okta", "ada", "s")
    made.append(account("ada", "OktaVerify", data(okta, text=kit.raw_of(okta).hex())))
    return made, entries + [steam, battle, okta]


def zip_samples():
    entries = [links.bare(entry) for entry in kit.accounts()]
    text = "\r\n".join(links.link(entry) for entry in entries).encode()
    plain = kit_zip.member("authenticators-2023.txt", text)
    sealed = kit_zip.zip_crypto(plain, PASSPHRASE.encode())
    yield kit.sample("winauth-zip", "protected.zip", kit_zip.archive(sealed), entries,
                     passphrase=PASSPHRASE)
    more = kit_zip.member("more.TXT", links.link(dict(entries[0], secret="9!")).encode())
    none = kit_zip.member("none.txt", b"hello\n")
    yield kit.sample("winauth-zip", "several.zip", kit_zip.archive(none, plain, more), entries,
                     failures=1)
    yield kit.sample("winauth-zip", "no-links.zip", kit_zip.archive(none), [], expect="error",
                     error="no-otp")


def samples():
    yield from zip_samples()
    made, entries = several()
    yield kit.sample("winauth-xml", "every-kind.xml", document("WinAuth", *made).encode(), entries)
    whole = protected(document("config", *made), "whole")
    other = whole[:32] + ("0" if whole[32] != "0" else "1") + whole[33:]
    for name, text, more in (
            ("protected", f'<data encrypted="y" sha1="00">{whole}</data>', {"entries": entries}),
            ("windows", f'<data encrypted="uy">{whole}</data>',
             {"entries": [], "passphrase": None, "expect": "error", "error": "unsupported"}),
            ("short", f'<data encrypted="y">{whole[:112]}</data>',
             {"entries": [], "expect": "error", "error": "corrupt"}),
            ("odd", f'<data encrypted="y">{whole[:-2]}</data>',
             {"entries": [], "expect": "error", "error": "corrupt"}),
            ("proof", f'<data encrypted="y">{other}</data>',
             {"entries": [], "expect": "error", "error": "wrong-passphrase-or-corrupt"}),
            ("tampered", '<data encrypted="y">'
             + protected(document("config", *made), "whole", True) + "</data>",
             {"entries": [], "expect": "error", "error": "wrong-passphrase-or-corrupt"})):
        yield kit.sample("winauth-xml", name + ".xml", document("WinAuth", text).encode(),
                         **{"passphrase": PASSPHRASE, **more})

    # Single accounts: under the passphrase, in the clear, and some that stay behind.
    def one(number, attribute, changed=False):
        inner = data(entries[number])
        element = (f'<authenticatordata encrypted="{attribute}">'
                   f"{protected(inner, f'one {number}', changed)}</authenticatordata>")
        return account(name_of(entries[number]), "Google", element)

    left = [one(1, "y", True), one(1, "m"), one(1, "ya"), account("none", "Google", ""),
            account("bad", "Google", data(entries[0], text="XYZ\t6\tSHA1\t30")),
            account("bad", "Google", data(entries[0], text="00FF\t6\tSHA3\t30"))]
    yield kit.sample("winauth-xml", "six-left.xml",
                     document("WinAuth", one(0, "y"), *left, made[1], one(2, "y")).encode(),
                     entries[:3], failures=6, passphrase=PASSPHRASE)
