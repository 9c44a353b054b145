# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""keysmith-ini, after KDE/keysmith, src/account/actions_p.cpp and src/secrets/secrets.cpp. The
secretbox of NaCl is written here by its description, without libsodium."""
import struct

from cryptography.hazmat.primitives.poly1305 import Poly1305

from . import kit

PASSPHRASE = "kowal ⚒"


def rotated(value, count):
    value &= 0xFFFFFFFF
    return (value << count | value >> (32 - count)) & 0xFFFFFFFF


def quarter_round(s, a, b, c, d):
    s[b] ^= rotated(s[a] + s[d], 7)
    s[c] ^= rotated(s[b] + s[a], 9)
    s[d] ^= rotated(s[c] + s[b], 13)
    s[a] ^= rotated(s[d] + s[c], 18)


def salsa20(key, middle):
    """The state before and after twenty rounds."""
    c, k, m = (struct.unpack(f"<{len(part) // 4}I", part)
               for part in (b"expand 32-byte k", key, middle))
    before = [c[0], *k[:4], c[1], *m, c[2], *k[4:], c[3]]
    after = list(before)
    for _ in range(10):
        for start in range(4):
            quarter_round(after, *((5 * start + 4 * step) % 16 for step in range(4)))
        for start in range(4):
            quarter_round(after, *(4 * start + (start + step) % 4 for step in range(4)))
    return before, after


def hsalsa20(key, nonce):
    _, after = salsa20(key, nonce)
    return struct.pack("<8I", *(after[place] for place in (0, 5, 10, 15, 6, 7, 8, 9)))


def secret_box(key, nonce, message):
    inner, stream = hsalsa20(key, nonce[:16]), b""
    for block in range(len(message) // 64 + 2):
        before, after = salsa20(inner, nonce[16:] + struct.pack("<Q", block))
        stream += struct.pack("<16I", *((a + b) & 0xFFFFFFFF for a, b in zip(before, after)))
    body = bytes(a ^ b for a, b in zip(message, stream[32:]))
    return Poly1305.generate_tag(stream[:32], body) + body


def quoted(text):
    """As QSettings writes a text that is not plain."""
    out = ""
    for character in text:
        out += {"\\": "\\\\", '"': '\\"', "\n": "\\n"}.get(character, character)
    return f'"{out}"'


def escaped(text):
    """As older versions of QSettings write what is not ASCII: by UTF-16 code units."""
    units = struct.unpack(f"<{len(text.encode('utf-16-le')) // 2}H", text.encode("utf-16-le"))
    return "".join(chr(unit) if 32 <= unit < 127 and chr(unit) not in '"\\' and
                   chr(unit) not in "0123456789abcdefABCDEF" else f"\\x{unit:x}" for unit in units)


def section(number, entry, key, **more):
    nonce = kit.stream(f"keysmith nonce {number}", 24)
    secret = secret_box(key, nonce, kit.raw_of(entry))
    identity = kit.stream(f"keysmith {number}", 16).hex()
    values = {"account": quoted(entry["name"]), "issuer": quoted(entry["issuer"]),
              "nonce": quoted(kit.base64_text(nonce)), "pinLength": entry["digits"],
              "secret": quoted(kit.base64_text(secret)), "type": entry["type"]}
    if entry["type"] == "hotp":
        values.update(counter=entry["counter"], checksum="false")
    else:
        values.update(timeStep=entry["period"], epoch="1970-01-01T00:00:00.000Z",
                      hash=entry["algorithm"].capitalize())
    values.update(more)
    lines = [f"{name}={value}" for name, value in values.items() if value is not None]
    return "\n".join([f"[%7B{identity}%7D]"] + lines)


def derived(salt, memory=64 * 1024):
    return kit.argon2id(PASSPHRASE.encode(), salt, 2, memory // 1024, 1)


def master(salt, key, **more):
    nonce = kit.stream("keysmith challenge nonce", 24)
    box = secret_box(key, nonce, kit.stream("keysmith challenge", 32))
    values = {"algorithm": 2, "challenge": quoted(kit.base64_text(box)), "cpu": 2, "length": 32,
              "memory": 64 * 1024, "nonce": quoted(kit.base64_text(nonce)),
              "salt": quoted(kit.base64_text(salt))}
    values.update(more)
    lines = [f"{name}={value}" for name, value in values.items() if value is not None]
    return "\n".join(["[master-key]"] + lines)


def file(*sections):
    return ("\n\n".join(sections) + "\n").encode()


def samples():
    salt = kit.stream("keysmith salt", 16)
    key = derived(salt)
    entries = [{name: value for name, value in entry.items()
                if name not in ("favorite", "groups", "note")}
               for entry in kit.accounts() if entry["type"] != "steam"]
    entries.append(kit.entry("totp", "Quotes \"and\" \\", "semi;colon, comma", "k"))
    sections = [section(number, entry, key) for number, entry in enumerate(entries)]
    general = "[General]\nwindow=@ByteArray(\\x1\\xd9)"
    yield kit.sample("keysmith-ini", "every-kind.ini",
                     file(general, *sections, master(salt, key)), entries, passphrase=PASSPHRASE)

    # Of older versions: no challenge, no kind for counters, escapes instead of UTF-8.
    older = [section(1, entries[1], key, hash=None, epoch=None, pinLength=6, timeStep=30,
                     account=escaped(entries[1]["name"]), issuer=escaped("Ćma 🔑")),
             section(3, entries[3], key, type=None, checksum=None, issuer=None)]
    first = kit.entry("totp", "Ćma 🔑", entries[1]["name"], "b", 32)
    second = kit.entry("hotp", "", entries[3]["name"], "d", counter=entries[3]["counter"])
    yield kit.sample("keysmith-ini", "older.ini",
                     file(*older, master(salt, key, challenge=None, nonce=None)), [first, second],
                     passphrase=PASSPHRASE)

    other = derived(kit.stream("another salt", 16))
    left = [section(10, entries[0], other), section(11, entries[0], key, type="motp"),
            section(12, entries[0], key, epoch="2000-01-01T00:00:00.000Z"),
            section(13, entries[3], key, checksum="true"), section(14, entries[3], key, offset=3),
            section(15, entries[0], key, nonce='"AAAA"'), section(16, entries[0], key, hash="Md4")]
    yield kit.sample("keysmith-ini", "seven-left.ini",
                     file(general, *left, sections[0], master(salt, key)), entries[:1],
                     failures=7,
                     passphrase=PASSPHRASE)

    for name, error, more in (
            ("bomb", "too-expensive", {"memory": 2 ** 44}),
            ("passes", "too-expensive", {"cpu": 65}),
            ("argon2i", "corrupt", {"algorithm": 1}),
            ("tampered", "wrong-passphrase-or-corrupt",
             {"challenge": quoted(kit.base64_text(kit.stream("no challenge", 48)))})):
        yield kit.sample("keysmith-ini", name + ".ini",
                         file(sections[0], master(salt, key, **more)), [], passphrase=PASSPHRASE,
                         expect="error", error=error)
