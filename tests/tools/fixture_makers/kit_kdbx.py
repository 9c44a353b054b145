# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""The container of KeePass 2, KDBX 3.1 and 4, after keepassxreboot/keepassxc, src/format. Salsa20 is
written here by its specification."""
import hashlib
import hmac
import struct

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from . import kit

AES, CHACHA20, TWOFISH = (bytes.fromhex(text) for text in (
    "31c1f2e6bf714350be5805216afc5aff", "d6038a2b8b6f4cb5a524339a31dbb59a",
    "ad68f29f576f4bb9a36ad47af965346c"))
AES_KDF, ARGON2D, ARGON2ID = (bytes.fromhex(text) for text in (
    "c9d9f39a628a4460bf740d08c18a4fea", "ef636ddf8c29444b91f7a9a403e30a0c",
    "9e298b1956db4773b23dfc3ec6f0a1e6"))
SALSA20_ID, CHACHA20_ID = 2, 3
MASK = 0xFFFFFFFF


def salsa20_block(key, nonce, number):
    key, nonce = struct.unpack("<8I", key), struct.unpack("<2I", nonce)
    word = struct.unpack("<4I", b"expand 32-byte k")
    start = [word[0], *key[:4], word[1], *nonce, number & MASK, number >> 32, word[2], *key[4:], word[3]]
    x = list(start)

    def add(target, a, b, shift):
        total = x[a] + x[b] & MASK
        x[target] ^= total << shift & MASK | total >> 32 - shift

    for turn in range(20):
        for i in range(4):
            if turn % 2 == 0:
                a, b, c, d = ((5 * i + 4 * step) % 16 for step in range(4))
            else:
                a, b, c, d = (4 * i + (i + step) % 4 for step in range(4))
            add(b, a, d, 7)
            add(c, b, a, 9)
            add(d, c, b, 13)
            add(a, d, c, 18)
    return struct.pack("<16I", *[a + b & MASK for a, b in zip(x, start)])


def chacha20(key, nonce, content):
    return Cipher(algorithms.ChaCha20(key, bytes(4) + nonce), None).encryptor().update(content)


def key_stream(stream_id, key, size):
    if stream_id == CHACHA20_ID:
        digest = hashlib.sha512(key).digest()
        return chacha20(digest[:32], digest[32:44], bytes(size))
    key = hashlib.sha256(key).digest()
    nonce = bytes.fromhex("e830094b97205d2a")
    return b"".join(salsa20_block(key, nonce, number) for number in range(size // 64 + 1))[:size]


def aes_kdf(key, seed, rounds):
    cipher = Cipher(algorithms.AES(seed), modes.ECB()).encryptor()
    for _ in range(rounds):
        key = cipher.update(key)
    return hashlib.sha256(key).digest()


def dictionary(items):
    out = b"\x00\x01"
    for name, value in items.items():
        kind, data = 0x42, value
        if isinstance(value, tuple):
            kind, data = (4, struct.pack("<I", value[0])) if value[1] == 4 else (
                5, struct.pack("<Q", value[0]))
        out += bytes([kind]) + struct.pack("<I", len(name)) + name.encode()
        out += struct.pack("<I", len(data)) + data
    return out + b"\0"


def sealed(cipher, key, iv, content):
    if cipher == CHACHA20:
        return chacha20(key, iv, content)
    padding = 16 - len(content) % 16
    encryptor = Cipher(algorithms.AES(key), modes.CBC(iv)).encryptor()
    return encryptor.update(content + bytes([padding]) * padding)


class Database:
    """What a file is made with; the fields of the header that are told stand in for the right ones."""

    def __init__(self, passphrase, version=4, cipher=AES, kdf=ARGON2ID, zipped=True, key=b"",
                 **more):
        self.version, self.cipher, self.kdf, self.zipped = version, cipher, kdf, zipped
        self.more = {"rounds": 1000, "kibibytes": 64, "passes": 2, "lanes": 1, "argon2": 0x13}
        self.told = more
        typed = hashlib.sha256(passphrase.encode()).digest() if passphrase else b""
        self.composite = hashlib.sha256(typed + key).digest()
        self.seed, self.salt = kit.stream("kdbx seed", 32), kit.stream("kdbx salt", 32)
        self.iv = kit.stream("kdbx iv", 12 if cipher == CHACHA20 else 16)
        self.stream_id = SALSA20_ID if version == 3 else CHACHA20_ID
        self.stream_key = kit.stream("kdbx stream", 32 if version == 3 else 64)
        self.start = kit.stream("kdbx start", 32)
        for name in ("argon2", "passes_used"):
            if name in more:
                self.more[name.removesuffix("_used")] = more[name]

    def number(self, name):
        return self.told.get(name, self.more[name])

    def header(self):
        size = "<BH" if self.version == 3 else "<BI"

        def field(number, value):
            return struct.pack(size, number, len(value)) + value

        out = bytes.fromhex("03d9a29a67fb4bb5") + struct.pack(
            "<HH", 1, self.told.get("version_told", self.version))
        out += field(2, self.told.get("cipher_told", self.cipher))
        out += field(3, struct.pack("<I", self.zipped)) + field(4, self.seed)
        if self.version == 3:
            out += field(5, self.salt) + field(6, struct.pack("<Q", self.number("rounds")))
        out += field(7, self.iv)
        if self.version == 3:
            out += field(8, self.stream_key) + field(9, self.start)
            return out + field(10, struct.pack("<I", self.stream_id)) + field(0, b"\r\n\r\n")
        items = {"$UUID": self.told.get("kdf_told", self.kdf), "S": self.salt}
        if self.kdf == AES_KDF:
            items["R"] = (self.number("rounds"), 8)
        else:
            items.update(P=(self.number("lanes"), 4), M=(self.number("kibibytes") * 1024, 8),
                         I=(self.number("passes"), 8), V=(self.number("argon2"), 4))
        return out + field(11, dictionary(items)) + field(0, b"\r\n\r\n")

    def transformed(self):
        if self.kdf == AES_KDF:
            return aes_kdf(self.composite, self.salt, self.more["rounds"])
        kind = 0 if self.kdf == ARGON2D else 2
        return kit.argon2(kind, self.composite, self.salt, self.more["passes"],
                          self.more["kibibytes"], self.more["lanes"], 32, self.more["argon2"])

    def file(self, xml):
        return self.file3(xml) if self.version == 3 else self.file4(xml)

    def file3(self, xml):
        header = self.header()
        key = hashlib.sha256(self.seed + self.transformed()).digest()
        xml = xml.replace(b"HEADER_HASH", kit.base64_text(hashlib.sha256(header).digest()).encode())
        content = kit.gzipped(xml) if self.zipped else xml
        blocks = b""
        for number, start in enumerate(range(0, len(content), 1000)):
            block = content[start:start + 1000]
            blocks += struct.pack("<I", number) + hashlib.sha256(block).digest()
            blocks += struct.pack("<I", len(block)) + block
        blocks += struct.pack("<I", (len(content) + 999) // 1000) + bytes(36)
        return header + sealed(self.cipher, key, self.iv, self.start + blocks)

    def file4(self, xml):
        header = self.header()
        transformed = self.transformed()
        key = hashlib.sha256(self.seed + transformed).digest()
        mac_key = hashlib.sha512(self.seed + transformed + b"\1").digest()

        def mac(number, message):
            block_key = hashlib.sha512(struct.pack("<Q", number) + mac_key).digest()
            return hmac.new(block_key, message, "sha256").digest()

        inner = b""
        for number, value in ((1, struct.pack("<I", self.stream_id)), (2, self.stream_key),
                              (3, b"\0an attachment"), (0, b"")):
            inner += struct.pack("<BI", number, len(value)) + value
        content = inner + xml
        content = kit.gzipped(content) if self.zipped else content
        content = sealed(self.cipher, key, self.iv, content)
        out = header + hashlib.sha256(header).digest() + mac(2 ** 64 - 1, header)
        blocks = [content[start:start + 1000] for start in range(0, len(content), 1000)] + [b""]
        for number, block in enumerate(blocks):
            size = struct.pack("<I", len(block))
            out += mac(number, struct.pack("<Q", number) + size + block) + size + block
        return out
