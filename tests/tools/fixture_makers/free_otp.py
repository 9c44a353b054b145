# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""freeotp-plus-json, freeotp-prefs-xml and freeotp-backup, after freeotp/freeotp-android, Token.java, MasterKey.java and
EncryptedKey.java."""
import hashlib
import json
import struct
from xml.sax.saxutils import escape

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from . import kit

PASSPHRASE = "frée"


def kept(entry):
    """What the program has: no notes, favourites and groups."""
    return {name: value for name, value in entry.items()
            if name not in ("note", "favorite", "groups")}


def signed(raw):
    """Bytes as Java has them."""
    return [byte - 256 if byte > 127 else byte for byte in raw]


def token(entry):
    kind = "HOTP" if entry["type"] == "hotp" else "TOTP"
    made = {"algo": entry["algorithm"], "counter": entry.get("counter", 0),
            "digits": entry["digits"], "issuerExt": entry["issuer"],
            "issuerInt": entry["issuer"], "label": entry["name"],
            "period": entry.get("period", 30), "secret": signed(kit.raw_of(entry)), "type": kind}
    if not entry["issuer"]:
        del made["issuerInt"]
    return made


def token_id(made):
    return (made["issuerInt"] + ":" if made.get("issuerInt") else "") + made["label"]


def plus(tokens, order):
    return json.dumps({"tokenOrder": order, "tokens": tokens}, ensure_ascii=False).encode()


def plus_samples():
    entries = [kept(entry) for entry in kit.accounts()]
    tokens = [token(entry) for entry in entries]
    yield kit.sample("freeotp-plus-json", "every-kind.json",
                     plus(tokens[::-1], [token_id(made) for made in tokens]), entries)

    # Names that the user has edited, a counter that was never used, and what may be missing.
    edited = kit.entry("totp", "Renamed", "ada 2", "a")
    never = kit.entry("hotp", "Tokens", "7", "d")
    some = [token(edited), token(never)]
    some[0].update(issuerInt="Fabrikam", issuerExt="Fabrikam", issuerAlt="Renamed", label="ada",
                   labelAlt="ada 2")
    for name in ("algo", "digits", "period", "counter", "type"):
        del some[0][name]
    some[1]["counter"] = -1
    yield kit.sample("freeotp-plus-json", "edited.json", plus(some, ["Tokens:7"]), [never, edited])

    odd = [token(entry) for entry in entries[:4]]
    odd[0]["secret"] = []
    odd[1]["secret"][3] = 300
    odd[3]["type"] = "OCRA"
    yield kit.sample("freeotp-plus-json", "three-left.json", plus(odd, []), entries[2:3],
                     failures=3)


def prefs(texts):
    lines = ["<?xml version='1.0' encoding='utf-8' standalone='yes' ?>", "<map>"]
    for name, text in texts:
        name, text = (escape(part, {'"': "&quot;"}) for part in (name, text))
        lines.append(f'    <string name="{name}">{text}</string>')
    lines += ['    <int name="version" value="3" />',
              '    <set name="more">\n        <string>x</string>\n    </set>',
              '    <string name="none"></string>', "</map>"]
    return "\n".join(lines).encode() + b"\n"


def prefs_samples():
    entries = [kept(entry) for entry in kit.accounts()]
    tokens = [token(entry) for entry in entries]
    texts = [(token_id(made), json.dumps(made, ensure_ascii=False)) for made in tokens]
    order = ("tokenOrder", json.dumps([name for name, _ in texts]))
    yield kit.sample("freeotp-prefs-xml", "every-kind.xml", prefs(texts[::-1] + [order]), entries)

    # Without their order, characters by their numbers, and two that cannot be used.
    tokens[0]["secret"] = None
    tokens[1]["digits"] = 0
    some = prefs([(token_id(made), json.dumps(made)) for made in tokens[:3]])
    some = some.replace(b"Colon", b"&#67;&#x6F;lon")
    yield kit.sample("freeotp-prefs-xml", "two-left.xml", some, entries[2:3], failures=2)


def java_text(text):
    """Modified UTF-8: surrogates of three bytes each, and NUL of two."""
    units = text.encode("utf-16-be")
    raw = b""
    for at in range(0, len(units), 2):
        unit = chr(units[at] << 8 | units[at + 1])
        raw += b"\xc0\x80" if unit == "\0" else unit.encode("utf-8", "surrogatepass")
    if len(raw) > 0xFFFF:
        return b"\x7c" + struct.pack(">Q", len(raw)) + raw
    return b"\x74" + struct.pack(">H", len(raw)) + raw


def java_map(members, is_old=False):
    """java.util.HashMap<String, String>; a value that came before is a reference to it. Up to
    Android 6 the class has one field."""
    fields = ("0002" "46000a6c6f6164466163746f72" "4900097468726573686f6c64" "7870" "3f40000000000018"
              if not is_old else "0001" "46000a6c6f6164466163746f72" "7870" "3f400000")
    out = bytes.fromhex("aced0005737200116a6176612e7574696c2e486173684d61700507dac1c31660d103"
                        + fields + "770800000020") + struct.pack(">I", len(members))
    handles = {}
    for pair in members:
        for text in pair:
            if text is None:
                out += b"\x70"
            elif text in handles:
                out += b"\x71" + struct.pack(">I", handles[text])
            else:
                handles[text] = 0x7E0002 + len(handles)
                out += java_text(text)
    return out + b"\x78"


def wrapped(key, raw, kind, seed, is_old=False):
    nonce = kit.stream("freeotp " + seed, 12)
    der = b"\x04\x0c" + nonce
    if not is_old:
        der = b"\x30\x11" + der + b"\x02\x01\x10"
    return {"mCipher": "AES/GCM/NoPadding", "mParameters": signed(der), "mToken": kind,
            "mCipherText": signed(AESGCM(key).encrypt(nonce, raw, kind.encode()))}


def master_member(hash_name, iterations=1000, **more):
    master, salt = kit.stream("freeotp master", 32), kit.stream("freeotp salt", 32)
    key = hashlib.pbkdf2_hmac(hash_name, PASSPHRASE.encode(), salt, min(iterations, 1000), 32)
    return ("masterKey", json.dumps({
        "mAlgorithm": "PBKDF2withHmac" + hash_name.upper(), "mIterations": iterations,
        "mSalt": signed(salt), "mEncryptedKey": wrapped(key, master, "AES", "m"), **more}))


def backup_members(entries, is_old=False):
    master = kit.stream("freeotp master", 32)
    members = []
    for number, entry in enumerate(entries):
        made = token(entry)
        del made["secret"]
        name = f"id-{number}"
        kind = "Hmac" + entry["algorithm"]
        if number == 1:
            del made["algo"]  # the kind of its key tells it
        key = json.dumps(wrapped(master, kit.raw_of(entry), kind, name, is_old))
        members.append((name + "-token", json.dumps(made, ensure_ascii=False)))
        members.append((name, json.dumps({"key": key})))
    return members


def backup_samples():
    entries = [kept(entry) for entry in kit.accounts()]
    members = backup_members(entries)
    more = {"order_significant": False, "passphrase": PASSPHRASE}
    yield kit.sample("freeotp-backup", "every-kind.xml",
                     java_map(members[:5] + [master_member("sha512")] + members[5:]), entries, **more)
    yield kit.sample("freeotp-backup", "old-phone.xml",
                     java_map([master_member("sha1")] + backup_members(entries[:2], True), True),
                     entries[:2], **more)

    # A token without a key, a key without a token, a key that does not open, and no text at all.
    some = backup_members(entries[:4])
    broken = json.dumps({"key": json.dumps(wrapped(bytes(32), b"x" * 20, "HmacSHA1", "b"))})
    odd = [some[0], some[3], some[4], (some[5][0], broken), *some[6:], ("z-token", None),
           master_member("sha1")]
    yield kit.sample("freeotp-backup", "four-left.xml", java_map(odd), entries[3:4], failures=4,
                     **more)

    for name, made, error in (
            ("no-master.xml", java_map(members), "corrupt"),
            ("bomb.xml", java_map([master_member("sha512", 10_000_001)]), "too-expensive"),
            ("another-object.xml", java_map(members).replace(b"HashMap", b"HashSet"), "corrupt"),
            ("tampered.xml", java_map([master_member("sha1", mSalt=[0] * 32)]),
             "wrong-passphrase-or-corrupt")):
        yield kit.sample("freeotp-backup", name, made, [], passphrase=PASSPHRASE, expect="error",
                         error=error)


def samples():
    yield from plus_samples()
    yield from prefs_samples()
    yield from backup_samples()
