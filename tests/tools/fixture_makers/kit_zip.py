# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""ZIP archives as makers need them, after PKWARE's APPNOTE and WinZip's description of its AES. The
same input makes the same bytes."""
import hashlib
import hmac
import struct
import zlib

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from . import kit

STORED, DEFLATED, AES = 0, 8, 99


def member(name, content, method=DEFLATED, **more):
    """What both headers of a member say, and its bytes."""
    packed = kit.deflated(content) if method == DEFLATED else content
    made = {"name": name.encode(), "packed": packed, "method": method, "flags": 0x800,
            "crc": zlib.crc32(content), "size": len(content), "extra": b""}
    made.update(more)
    return made


def zip_crypto(made, passphrase):
    """Encrypts a member as ZIP has always done."""
    keys = [0x12345678, 0x23456789, 0x34567890]

    def update(byte):
        keys[0] = ~zlib.crc32(bytes([byte]), ~keys[0] & 0xFFFFFFFF) & 0xFFFFFFFF
        keys[1] = ((keys[1] + (keys[0] & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = ~zlib.crc32(bytes([keys[1] >> 24]), ~keys[2] & 0xFFFFFFFF) & 0xFFFFFFFF

    for byte in passphrase:
        update(byte)
    header = kit.stream("zip header", 11) + bytes([made["crc"] >> 24])
    sealed = bytearray()
    for byte in header + made["packed"]:
        pad = (keys[2] | 2) & 0xFFFF
        sealed.append(byte ^ (pad * (pad ^ 1) >> 8 & 0xFF))
        update(byte)
    return dict(made, packed=bytes(sealed), flags=made["flags"] | 1)


def aes(made, passphrase):
    """Encrypts a member as WinZip does: AE-2, AES-256."""
    salt = kit.stream("zip salt", 16)
    keys = hashlib.pbkdf2_hmac("sha1", passphrase, salt, 1000, 66)
    cipher = Cipher(algorithms.AES(keys[:32]), modes.ECB()).encryptor()
    count = len(made["packed"]) // 16 + 1
    pad = b"".join(cipher.update(number.to_bytes(16, "little")) for number in range(1, count + 1))
    sealed = bytes(a ^ b for a, b in zip(made["packed"], pad))
    proof = hmac.new(keys[32:64], sealed, "sha1").digest()[:10]
    extra = struct.pack("<HHH2sBH", 0x9901, 7, 2, b"AE", 3, made["method"])
    return dict(made, packed=salt + keys[64:] + sealed + proof, method=AES, crc=0,
                flags=made["flags"] | 1, extra=extra)


def archive(*members):
    locals_, central = b"", b""
    for made in members:
        about = struct.pack("<HHHHHIIIHH", 51, made["flags"], made["method"], 0, 0x21, made["crc"],
                            len(made["packed"]), made["size"], len(made["name"]),
                            len(made["extra"]))
        central += (b"PK\x01\x02" + struct.pack("<H", 51) + about
                    + struct.pack("<HHHII", 0, 0, 0, 0, len(locals_)) + made["name"]
                    + made["extra"])
        locals_ += b"PK\x03\x04" + about + made["name"] + made["extra"] + made["packed"]
    count = len(members)
    end = struct.pack("<HHHHIIH", 0, 0, count, count, len(central), len(locals_), 0)
    return locals_ + central + b"PK\x05\x06" + end
