# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""authy-api-json, after alexzorin/authy, objects.go and crypto.go, and authy-gdpr-csv, after
serbbil/Authy-GDPR-Export-Decryption."""
import hashlib
import json

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from . import kit

PASSPHRASE = "kopia zapasowa"


def sealed(entry, salt, iterations, iv, passphrase=PASSPHRASE):
    key = hashlib.pbkdf2_hmac("sha1", passphrase.encode(), salt.encode(), iterations, 32)
    data = entry["secret"].encode()
    padding = 16 - len(data) % 16
    cipher = Cipher(algorithms.AES(key), modes.CBC(iv)).encryptor()
    return kit.base64_text(cipher.update(data + bytes([padding]) * padding) + cipher.finalize())


def salt_of(entry):
    return kit.base64_text(kit.stream("authy " + entry["name"], 15))


def token(entry, iterations, iv, **more):
    made = {"account_type": "authenticator", "digits": entry["digits"], "issuer": entry["issuer"],
            "encrypted_seed": sealed(entry, salt_of(entry), iterations, iv),
            "name": f"{entry['issuer']}:{entry['name']}", "salt": salt_of(entry),
            "key_derivation_iterations": iterations, "unique_iv": iv.hex()}
    made.update(more)
    return made


def api(tokens, apps=()):
    document = {"tokens": {"message": "success", "authenticator_tokens": tokens},
                "apps": {"message": "App Sync.", "apps": list(apps)}}
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def samples():
    first = kit.entry("totp", "Fabrikam", "ada@fabrikam.example", "a")
    second = kit.entry("totp", "Ćma & Żubr", "zażółć", "b", digits=8)
    own = kit.entry("totp", "Streams", "", "v", 16, digits=7, period=10)
    old = token(first, 1000, bytes(16), unique_iv=None)
    del old["key_derivation_iterations"]
    tokens = [old, token(second, 2000, kit.stream("authy iv", 16))]
    apps = [{"name": "Streams", "digits": 7, "secret_seed": kit.raw_of(own).hex()}]
    other = token(first, 1000, bytes(16), name="Other password", encrypted_seed=sealed(
        first, salt_of(first), 1000, bytes(16), "another one"))
    yield kit.sample("authy-api-json", "every-kind.json", api(tokens + [other], apps),
                     [first, second, own], failures=1, passphrase=PASSPHRASE)
    bomb = token(first, 1000, bytes(16), key_derivation_iterations=10 ** 12)
    yield kit.sample("authy-api-json", "bomb.json", api([bomb]), [], passphrase=PASSPHRASE,
                     expect="error", error="too-expensive")

    dashed = kit.entry("totp", "Dashed", "ada", "w")
    six = kit.entry("totp", "Żubr", "zażółć", "x")
    rows = [["name", "encrypted_seed", "salt", "iv"]]
    for number, (name, entry) in enumerate((("Fabrikam:ada@fabrikam.example", first),
                                            ("Dashed - ada", dashed), ("Żubr:zażółć", six))):
        iv = kit.stream(f"gdpr {number}", 16)
        rows.append([name, sealed(entry, salt_of(entry), 100_000, iv), salt_of(entry), iv.hex()])
    rows.append(["Cut:off", rows[1][1][:16]])
    yield kit.sample("authy-gdpr-csv", "every-kind.csv", kit.table(rows), [first, dashed, six],
                     failures=1, passphrase=PASSPHRASE)
