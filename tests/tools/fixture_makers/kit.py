# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""What all makers share: invented accounts, the codes they make, and the form of a sample.

A sample is described as in the manifests of collections of such files: entries with type, issuer,
name, secret (Base32), algorithm, digits, period or counter, pin, note, favorite, groups, trashed,
recovery_codes, has_icon and a code at TIME; `failures` is how many accounts must be told as left.
"""
import base64
import csv
import ctypes
import hashlib
import hmac
import io
import struct
import zlib

TIME = 1_700_000_000
STEAM = "23456789BCDFGHJKMNPQRTVWXY"


def stream(seed, size):
    """Bytes that look random and are the same each time."""
    out, block = b"", 0
    while len(out) < size:
        out += hashlib.sha256(f"countersign fixture {seed} {block}".encode()).digest()
        block += 1
    return out[:size]


def base32(raw):
    return base64.b32encode(raw).decode().rstrip("=")


def base64_text(raw):
    return base64.b64encode(raw).decode()


def argon2(kind, passphrase, salt, passes, kibibytes, lanes, size=32, version=0x13):
    """By the reference library, as Debian's Python has no Argon2 of its own. `kind` is its number:
    0 for Argon2d, 2 for Argon2id."""
    out = ctypes.create_string_buffer(size)
    library = ctypes.CDLL("libargon2.so.1")
    code = library.argon2_hash(
        ctypes.c_uint32(passes), ctypes.c_uint32(kibibytes), ctypes.c_uint32(lanes), passphrase,
        ctypes.c_size_t(len(passphrase)), salt, ctypes.c_size_t(len(salt)), out,
        ctypes.c_size_t(size), None, ctypes.c_size_t(0), ctypes.c_int(kind),
        ctypes.c_uint32(version))
    if code != 0:
        raise ValueError(f"Argon2: {code}")
    return out.raw


def argon2id(passphrase, salt, passes, kibibytes, lanes, size=32):
    return argon2(2, passphrase, salt, passes, kibibytes, lanes, size)


def deflated(content):
    """Stored, so that every version of zlib makes the same bytes."""
    blocks = [content[start:start + 0xFFFF] for start in range(0, len(content), 0xFFFF)] or [b""]
    return b"".join(
        struct.pack("<BHH", block is blocks[-1], len(block), len(block) ^ 0xFFFF) + block
        for block in blocks)


def gzipped(content):
    head = b"\x1f\x8b\x08" + bytes(6) + b"\xff"
    return head + deflated(content) + struct.pack("<II", zlib.crc32(content), len(content))


def picture(side=8):
    """A square of one colour as PNG: what a user may have chosen for an account's icon."""
    def chunk(name, content):
        return (struct.pack(">I", len(content)) + name + content
                + struct.pack(">I", zlib.crc32(name + content)))
    # zlib's frame around stored blocks, with its checksum.
    pixels = (b"\x00" + b"\x20\x80\xc0" * side) * side
    packed = b"\x78\x01" + deflated(pixels) + struct.pack(">I", zlib.adler32(pixels))
    return (b"\x89PNG\r\n\x1a\n"
            + chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", packed) + chunk(b"IEND", b""))


def table(rows, **more):
    """Comma-separated values as bytes."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n", **more).writerows(rows)
    return text.getvalue().encode()


def truncated(digest):
    offset = digest[-1] & 15
    return struct.unpack(">I", digest[offset:offset + 4])[0] & 0x7FFFFFFF


def code(entry, raw):
    """The code of an entry at TIME, or at its counter."""
    kind, digits = entry["type"], entry["digits"]
    if kind == "motp":
        text = f"{TIME // entry['period']}{raw.hex()}{entry['pin']}"
        return hashlib.md5(text.encode()).hexdigest()[:digits]
    if kind == "yandex":
        return yandex(entry["pin"], raw, entry["period"])
    moving = entry["counter"] if kind == "hotp" else TIME // entry["period"]
    digest = hmac.new(raw, struct.pack(">Q", moving), entry["algorithm"].lower()).digest()
    value = truncated(digest)
    if kind == "steam":
        text = ""
        for _ in range(digits):
            text += STEAM[value % len(STEAM)]
            value //= len(STEAM)
        return text
    return str(value % 10 ** digits).zfill(digits)


def yandex(pin, raw, period):
    key = hashlib.sha256(pin.encode() + raw[:16]).digest()
    key = key[1:] if key[0] == 0 else key
    digest = bytearray(hmac.new(key, struct.pack(">Q", TIME // period), "sha256").digest())
    offset = digest[31] & 15
    digest[offset] &= 0x7F
    value = struct.unpack(">Q", bytes(digest[offset:offset + 8]))[0] % 26 ** 8
    text = ""
    for _ in range(8):
        text = chr(ord("a") + value % 26) + text
        value //= 26
    return text


def entry(kind, issuer, name, seed, size=20, **more):
    """An account; `more` overrides what the kind has by default."""
    raw = stream(seed, size)
    made = {"type": kind, "issuer": issuer, "name": name, "secret": base32(raw),
            "algorithm": "SHA1", "digits": 6}
    if kind == "hotp":
        made["counter"] = 0
    else:
        made["period"] = 30
    if kind == "steam":
        made["digits"] = 5
    if kind == "motp":
        made.update(algorithm="MD5", period=10)
    if kind == "yandex":
        made.update(algorithm="SHA256", digits=8)
    made.update(more)
    if kind not in ("motp", "yandex") or made.get("pin"):
        made["check"] = {"code": code(made, raw)}
        if kind != "hotp":
            made["check"]["time"] = TIME
    return made


def raw_of(made):
    text = made["secret"]
    return base64.b32decode(text + "=" * (-len(text) % 8))


def sample(format_id, name, content, entries, **more):
    """A file of a format and what must come out of it."""
    described = {"path": f"{format_id}/{name}", "bytes": content, "folder": format_id,
                 "id": f"{format_id}-{name}", "file": name, "format": format_id,
                 "passphrase": None, "expect": "ok", "entries": entries, "failures": 0,
                 "order_significant": True}
    described.update(more)
    return described


def accounts():
    """Every kind of code, and names that are hard on readers."""
    return [
        entry("totp", "Fabrikam", "ada@fabrikam.example", "a", favorite=True, groups=["Work"]),
        entry("totp", "Ćma & Żubr", "zażółć+gęślą@example.org", "b", 32, algorithm="SHA256", digits=8,
              period=60, note="erste Zeile\nזה מימין"),
        entry("totp", "Colon: Ltd", "a:b", "c", 64, algorithm="SHA512", digits=7, period=20),
        entry("hotp", "Tokens", "serial 7", "d", counter=2 ** 40 + 1, groups=["Work"]),
        entry("steam", "Steam", "gamer", "e"),
        entry("totp", "", "no issuer 🔑", "f", 10),
    ]
