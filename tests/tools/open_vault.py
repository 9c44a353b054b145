#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""Opens a vault with nothing but docs/vault-format.md as its guide.

open_vault.py VAULT (--passphrase-file FILE | --recovery-key-file FILE) [--at UNIX]
prints one line per account: issuer, name, type, and for TOTP the code; then one per registration:
"registration", name of the account, protocol, server, state, what its secrets are for (with a "*"
where only a verification opens it); then one per branch of each journal chain: "journal", device, number of entries, hash of the last, "right" or "broken".
"""
import argparse, hashlib, hmac, json, struct, sys, time, unicodedata
from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

DAMAGED, WRONG, NEWER = 4, 3, 8
KINDS = {"passphrase": 1, "recovery": 2, "keyring": 3}

def leave(status, why):
    print(why, file=sys.stderr)
    sys.exit(status)

def derive(key, salt, label, context, size=32):
    info = b"countersign/1/" + label + b"\0" + context
    return HKDF(SHA256(), size, salt or None, info).derive(key)

def gcm_open(key, nonce, data, sealed):
    try:
        return AESGCM(key).decrypt(nonce, sealed, data)
    except Exception:
        leave(DAMAGED, "a tag does not verify")

def read_file(path):
    raw = open(path, "rb").read()
    if len(raw) < 56 or raw[:8] != b"CSVAULT\x1a":
        leave(DAMAGED, "not a vault")
    version, reserved, h, b = struct.unpack(">HHIQ", raw[8:24])
    if not (2 <= h <= 65536 and 16400 <= b <= 67108880 and 56 + h + b == len(raw)):
        leave(DAMAGED, "lengths")
    if hashlib.sha256(raw[:24] + raw[56:]).digest() != raw[24:56]:
        leave(DAMAGED, "checksum")
    if version != 1 or reserved != 0:
        leave(NEWER, "made by a newer program")
    header = json.loads(raw[56:56 + h])
    if json.dumps(header, sort_keys=True, separators=(",", ":")).encode() != raw[56:56 + h]:
        leave(DAMAGED, "header")
    return header, raw[:24] + raw[56:56 + h], raw[56 + h:]

def bech32m(text):
    alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
    text = "".join(text.split()).replace("-", "").lower()
    if not text.startswith("csr1") or any(c not in alphabet for c in text[4:]):
        leave(WRONG, "not a recovery key")
    values = [alphabet.index(c) for c in text[4:]]
    check = 1
    for value in [ord(c) >> 5 for c in "csr"] + [0] + [ord(c) & 31 for c in "csr"] + values:
        top, check = check >> 25, (check & 0x1FFFFFF) << 5 ^ value
        for i, g in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            check ^= g if top >> i & 1 else 0
    if check != 0x2BC830A3 or len(values) != 32:
        leave(WRONG, "mistyped recovery key")
    number = 0
    for value in values[:-6]:
        number = number << 5 | value
    return (number >> 2).to_bytes(16, "big")

def slot_secret(slot, kind, typed):
    kdf = slot["kdf"]
    if kind == "recovery":
        return typed, b"\0" * 12
    memory, passes, lanes = kdf["memoryKiB"], kdf["passes"], kdf["lanes"]
    secret = hash_secret_raw(typed, bytes.fromhex(kdf["salt"]), time_cost=passes,
        memory_cost=memory, parallelism=lanes, hash_len=32, type=Type.ID, version=0x13)
    return secret, struct.pack(">III", memory, passes, lanes)

def check_costs(header):
    for slot in header["slots"]:
        if slot["kind"] == "passphrase":
            m, p, l = (slot["kdf"][k] for k in ("memoryKiB", "passes", "lanes"))
            if not (1 <= l <= 16 and 8 * l <= m <= 1 << 20 and 1 <= p and m * p <= 16 << 20):
                leave(DAMAGED, "costs")

def master_key(header, ids, kind, typed):
    for slot in header["slots"]:
        if slot["kind"] != kind:
            continue
        secret, costs = slot_secret(slot, kind, typed)
        context = ids + bytes.fromhex(slot["id"]) + bytes([KINDS[kind]]) + costs
        keys = derive(secret, bytes.fromhex(slot["kdf"]["salt"]), b"slot", context, 64)
        if hmac.compare_digest(keys[32:], bytes.fromhex(slot["commit"])):
            return gcm_open(keys[:32], bytes(12), context, bytes.fromhex(slot["wrapped"]))
    leave(WRONG, "wrong passphrase or recovery key")

def cbor(data, at=0):
    first, at = data[at], at + 1
    major, n = first >> 5, first & 31
    if 24 <= n <= 27:
        size = 1 << (n - 24)
        n, at = int.from_bytes(data[at:at + size], "big"), at + size
    if major == 0 or major == 1:
        return (n if major == 0 else -1 - n), at
    if major == 2 or major == 3:
        raw = data[at:at + n]
        return (raw if major == 2 else raw.decode("utf-8")), at + n
    if major == 7:
        return {20: False, 21: True, 22: None}[n], at
    items = []
    for _ in range(n if major == 4 else 2 * n):
        item, at = cbor(data, at)
        items.append(item)
    return (items if major == 4 else dict(zip(items[::2], items[1::2]))), at

def totp(cred, secret, now):
    counter = struct.pack(">Q", now // cred["period"])
    mac = hmac.new(secret, counter, cred["algorithm"].lower()).digest()
    at = mac[-1] & 15
    number = struct.unpack(">I", mac[at:at + 4])[0] & 0x7FFFFFFF
    return str(number % 10 ** cred["digits"]).zfill(cred["digits"])

def open_sealed(seal, owner, field, sealed):
    data = b"countersign/1/sealed\0" + sealed[:1] + owner + field.encode()
    return gcm_open(seal, sealed[1:13], data, sealed[13:])

def print_registrations(content, seal):
    for owner, registration in sorted(content.get("registrations", {}).items()):
        roles = []
        for role, sealed in registration["secrets"].items():
            if sealed[0] == 1:
                open_sealed(seal, owner, role, sealed)
            roles.append(role + ("*" if sealed[0] == 2 else ""))
        account = content["accounts"].get(registration["account"], {"name": "-"})
        print("registration", account["name"], registration["protocol"], registration["server"],
            registration["state"], " ".join(roles), sep="\t")

def print_journal(journal):
    chains = {device: chain for device, chain in journal.items() if isinstance(device, bytes)}
    for device, chain in sorted(chains.items()):
        followed = {(n, before) for n, before, _ in chain["runs"]}
        for n, before, items in chain["runs"]:
            right = True
            for head, entry in zip(items[::2], items[1::2]):
                n += 1
                known = b"countersign/1/journal\0" + device + struct.pack(">Q", n) + before + entry
                right, before = right and hashlib.sha256(known).digest() == head, head
            if (n, before) not in followed:
                print("journal", device.hex(), n, before.hex(), "right" if right else "broken", sep="\t")

def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("vault")
    parser.add_argument("--passphrase-file")
    parser.add_argument("--recovery-key-file")
    parser.add_argument("--at", type=int, default=int(time.time()))
    options = parser.parse_args()
    header, associated, body = read_file(options.vault)
    check_costs(header)
    text = open(options.recovery_key_file or options.passphrase_file, "rb").read().decode()
    text = text[:-1] if text.endswith("\n") else text
    if options.recovery_key_file:
        kind, typed = "recovery", bech32m(text)
    else:
        kind, typed = "passphrase", unicodedata.normalize("NFC", text).encode()
    ids = bytes.fromhex(header["vault"]) + bytes.fromhex(header["key"])
    master = master_key(header, ids, kind, typed)
    keys = derive(master, bytes.fromhex(header["body"]["salt"]), b"body", ids, 64)
    if not hmac.compare_digest(keys[32:], bytes.fromhex(header["body"]["commit"])):
        leave(DAMAGED, "commitment of the body")
    plain = gcm_open(keys[:32], bytes(12), associated, body)
    size = struct.unpack(">I", plain[:4])[0]
    if any(plain[4 + size:]):
        leave(DAMAGED, "padding")
    content = cbor(plain[4:4 + size])[0]
    accounts = content["accounts"]
    seal = derive(master, b"", b"seal", ids)
    for owner, account in sorted(accounts.items(), key=lambda a: (a[1]["created"][0], a[0])):
        cred, secret = account["cred"], None
        if cred["type"] != "push":
            secret = open_sealed(seal, owner, "secret", cred["secret"])
        code = totp(cred, secret, options.at) if cred["type"] == "totp" else "-"
        print(account["issuer"], account["name"], cred["type"], code, sep="\t")
    print_registrations(content, seal)
    print_journal(content["journal"])

if __name__ == "__main__":
    main()
