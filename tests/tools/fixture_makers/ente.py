# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""ente-encrypted, after ente-io/ente, export_widget.dart. The message of libsodium's secretstream is
written here by its description, without libsodium."""
import json
import struct

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms
from cryptography.hazmat.primitives.poly1305 import Poly1305

from . import kit, links

PASSPHRASE = "entë"


def rotated(value, count):
    return (value << count | value >> (32 - count)) & 0xFFFFFFFF


def quarter_round(s, a, b, c, d):
    for first, second, third, count in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
        s[first] = (s[first] + s[second]) & 0xFFFFFFFF
        s[third] = rotated(s[third] ^ s[first], count)


def hchacha20(key, nonce):
    s = list(struct.unpack("<16I", b"expand 32-byte k" + key + nonce))
    for _ in range(10):
        for column in range(4):
            quarter_round(s, column, column + 4, column + 8, column + 12)
        for row in range(4):
            quarter_round(s, row, 4 + (row + 1) % 4, 8 + (row + 2) % 4, 12 + (row + 3) % 4)
    return struct.pack("<8I", *s[:4], *s[12:])


def chacha20(key, nonce, counter, data):
    start = struct.pack("<I", counter) + nonce
    return Cipher(algorithms.ChaCha20(key, start), None).encryptor().update(data)


def secret_stream(key, header, data, tag):
    inner, nonce = hchacha20(key, header[:16]), struct.pack("<I", 1) + header[16:]
    block = chacha20(inner, nonce, 1, bytes([tag]) + bytes(63))
    body = chacha20(inner, nonce, 2, data)
    message = block + body + bytes(len(body) % 16) + struct.pack("<QQ", 0, 64 + len(body))
    mac = Poly1305.generate_tag(chacha20(inner, nonce, 0, bytes(32)), message)
    return block[:1] + body + mac


def encrypted(text, kibibytes=64, passes=2, tag=3):
    salt, header = kit.stream("ente salt", 16), kit.stream("ente header", 24)
    key = kit.argon2id(PASSPHRASE.encode(), salt, passes, kibibytes, 1)
    return {"version": 1,
            "kdfParams": {"memLimit": kibibytes * 1024, "opsLimit": passes,
                          "salt": kit.base64_text(salt)},
            "encryptedData": kit.base64_text(secret_stream(key, header, text.encode(), tag)),
            "encryptionNonce": kit.base64_text(header)}


def samples():
    entries = kit.accounts()
    lines = []
    for entry in entries:
        display = {"pinned": entry.get("favorite", False), "trashed": False,
                   "tags": entry.get("groups", []), "note": entry.get("note", "")}
        lines.append(links.link(entry, codeDisplay=json.dumps(display)))
    for tag, name in ((3, "final.txt"), (0, "not-final.txt")):
        file = encrypted("\n".join(lines), tag=tag)
        yield kit.sample("ente-encrypted", name, json.dumps(file).encode(), entries,
                         passphrase=PASSPHRASE)

    tampered = encrypted(lines[0])
    data = tampered["encryptedData"]
    tampered["encryptedData"] = data[:9] + ("A" if data[9] != "A" else "B") + data[10:]
    yield kit.sample("ente-encrypted", "tampered.txt", json.dumps(tampered).encode(), [],
                     passphrase=PASSPHRASE, expect="error", error="wrong-passphrase-or-corrupt")
    for name, value in (("memLimit", 2 ** 44), ("opsLimit", 65)):
        bomb = encrypted(lines[0])
        bomb["kdfParams"][name] = value
        yield kit.sample("ente-encrypted", f"bomb-{name}.txt", json.dumps(bomb).encode(), [],
                         passphrase=PASSPHRASE, expect="error", error="too-expensive")
