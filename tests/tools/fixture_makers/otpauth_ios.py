# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""otpauth-ios-backup and otpauth-ios-account, after CooperRS/decrypt-otpauth-files,
decrypt_otpauth.py."""
import hashlib
import hmac
import plistlib

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from . import kit

PASSPHRASE = "jabłko"
ALGORITHMS = {"SHA1": 1, "SHA256": 2, "SHA512": 3}
OUTER = {"otpauth-ios-backup": b"Authenticator", "otpauth-ios-account": b"OTPAuth"}


def cbc(key, iv, content):
    padding = 16 - len(content) % 16
    cipher = Cipher(algorithms.AES(key), modes.CBC(iv)).encryptor()
    return cipher.update(content + bytes([padding]) * padding)


class Archive:
    """What NSKeyedArchiver writes of dictionaries, lists, texts, numbers and bytes."""

    def __init__(self, root):
        self.objects = ["$null"]
        top = {"root": self.put(root)}
        self.bytes = plistlib.dumps(
            {"$version": 100000, "$archiver": "NSKeyedArchiver", "$top": top,
             "$objects": self.objects}, fmt=plistlib.FMT_BINARY, sort_keys=False)

    def put(self, value):
        number = len(self.objects)
        self.objects.append(None)
        if isinstance(value, Own):
            made = {name: self.put(member) if isinstance(member, (str, bytes, list)) else member
                    for name, member in value.items()}
        elif isinstance(value, dict):
            made = {"NS.keys": [self.put(name) for name in value],
                    "NS.objects": [self.put(member) for member in value.values()]}
        elif isinstance(value, list):
            made = {"NS.objects": [self.put(member) for member in value]}
        elif isinstance(value, bytes):
            made = {"NS.data": value}
        else:
            made = value
        self.objects[number] = made
        return plistlib.UID(number)


class Own(dict):
    """An object of the program's own, with its numbers in place."""


def account(entry, kind=Own, **more):
    made = {"secret": kit.raw_of(entry), "label": entry["name"], "issuer": entry["issuer"],
            "type": 1 if entry["type"] == "hotp" else 2,
            "algorithm": ALGORITHMS[entry["algorithm"]], "digits": entry["digits"],
            "period": entry.get("period", 0), "counter": entry.get("counter", 0)}
    made.update(more)
    return kind(made)


def rncryptor(content):
    salts, iv = kit.stream("rncryptor salts", 16), kit.stream("rncryptor iv", 16)
    keys = [hashlib.pbkdf2_hmac("sha1", PASSPHRASE.encode(), salt, 10_000, 32)
            for salt in (salts[:8], salts[8:])]
    message = b"\x03\x01" + salts + iv + cbc(keys[0], iv, content)
    return message + hmac.new(keys[1], message, "sha256").digest()


def old(content):
    key = hashlib.sha256(("salty-" + PASSPHRASE).encode()).digest()
    return cbc(key, hashlib.sha1(b"first").digest()[:16], content)


def file(format_id, version, sealed, name="Data", **more):
    wrapper = {"Version": version, name: sealed, "IV": "first", "Salt": "salty"}
    wrapper.update(more)
    key = hashlib.sha256(OUTER[format_id]).digest()
    return cbc(key, bytes(16), Archive(wrapper).bytes)


def samples():
    entries = [{name: value for name, value in entry.items() if name not in ("note", "favorite")}
               for entry in kit.accounts() if entry["type"] != "steam"]
    backup, single = OUTER
    first = [dict(entry, groups=["Accounts"]) for entry in entries[:3]]
    second = [dict(entry, groups=["Späte 🔑"]) for entry in entries[3:]]
    by_default = dict(kit.entry("totp", "Default", "ada", "t"), groups=["Späte 🔑"])
    left = [account(entries[0], type=3), account(entries[0], secret=b""),
            account(entries[0], algorithm=5)]
    folders = [Own(name="Accounts", accounts=[account(entry) for entry in first]),
               Own(name="Späte 🔑", accounts=[account(entry) for entry in second] + left
                   + [account(by_default, algorithm=0, digits=0, period=0)])]
    content = Archive({"Folders": folders, "DeletedFolderIDs": []}).bytes
    expected = first + second + [by_default]
    for name, version, sealed in (("every-kind", 1.1, rncryptor(content)), ("old", 1.0, old(content))):
        yield kit.sample(backup, name + ".otpauthdb", file(backup, version, sealed, "WrappedData"),
                         expected, failures=3, passphrase=PASSPHRASE)
    one = Archive(account(entries[1], dict)).bytes
    for name, version, sealed in (("account", 1.2, rncryptor(one)), ("old", 1.1, old(one))):
        yield kit.sample(single, name + ".otpauth", file(single, version, sealed), entries[1:2],
                         passphrase=PASSPHRASE)
    tampered = bytearray(rncryptor(one))
    tampered[60] ^= 1
    for name, error, version, sealed in (
            ("newer", "unsupported", 1.3, rncryptor(one)), ("older", "unsupported", 1.0, old(one)),
            ("tampered", "corrupt", 1.2, bytes(tampered)), ("short", "corrupt", 1.2, b"\x03\x01"),
            ("no-list", "corrupt", 1.2, rncryptor(b"bplist00 but no list"))):
        yield kit.sample(single, name + ".otpauth", file(single, version, sealed), [],
                         passphrase=PASSPHRASE, expect="error", error=error)
