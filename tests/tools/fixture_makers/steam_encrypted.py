# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""steam-mafile-encrypted: a manifest and the files beside it, after Steam Desktop Authenticator and
dyc3/steamguard-cli, src/encryption."""
import hashlib

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from . import kit, steam

PASSPHRASE = "pára"
FORMAT = "steam-mafile-encrypted"


def sealed(data, name, scheme):
    """The text of a file, and how it is sealed."""
    iv, salt = kit.stream(name + " iv", 16), kit.stream(name + " salt", 8)
    key = hashlib.pbkdf2_hmac("sha1", PASSPHRASE.encode(), salt, 50_000, 32)
    if scheme == "Argon2idAes256":
        key = kit.argon2id(PASSPHRASE.encode(), salt, 3, 12 * 1024, 12)
    padding = 16 - len(data) % 16
    cipher = Cipher(algorithms.AES(key), modes.CBC(iv)).encryptor()
    hidden = cipher.update(data + bytes([padding]) * padding) + cipher.finalize()
    return kit.base64_text(hidden).encode(), kit.base64_text(iv), kit.base64_text(salt)


def desktop(number, data, name):
    text, iv, salt = sealed(data, name, None)
    return text, {"encryption_iv": iv, "encryption_salt": salt, "filename": name,
                  "steamid": 76561190000000000 + number}


def command_line(number, data, name, account, scheme):
    entry = {"filename": name, "steam_id": 76561190000000000 + number, "account_name": account,
             "encryption": None}
    if scheme is None:
        return data, entry
    text, iv, salt = sealed(data, name, scheme)
    entry["encryption"] = {"scheme": scheme, "iv": iv, "salt": salt}
    return text, entry


def folder(name, manifest, files, entries, **more):
    return kit.sample(FORMAT, name + "/manifest.json", steam.text(manifest), entries,
                      id=f"{FORMAT}-{name}.json",
                      beside={f"{FORMAT}/{name}/{file}": text for file, text in files.items()},
                      **more)


def samples():
    entries = [kit.entry("steam", "Steam", "gamer", "e", recovery_codes=["R00000"]),
               kit.entry("steam", "Steam", "zażółć", "q", recovery_codes=["R00001"])]
    data = [steam.text(steam.account(entry, f"R0000{number}", Session={"SteamID": 1}))
            for number, entry in enumerate(entries)]
    made = [desktop(number, text, f"{number}.maFile") for number, text in enumerate(data)]
    manifest = {"encrypted": True, "first_run": False, "entries": [entry for _, entry in made]}
    files = {entry["filename"]: text for text, entry in made}
    yield folder("desktop", manifest, files, entries, passphrase=PASSPHRASE)

    schemes = ("LegacySdaCompatible", "Argon2idAes256", None)
    guard = [command_line(number, data[number % 2], f"{scheme}.maFile", "gamer", scheme)
             for number, scheme in enumerate(schemes)]
    yield folder("guard", {"version": 1, "entries": [entry for _, entry in guard]},
                 {entry["filename"]: text for text, entry in guard},
                 [entries[0], entries[1], entries[0]], passphrase=PASSPHRASE)
    yield folder("open", {"version": 1, "entries": [guard[2][1]]}, {"None.maFile": data[0]},
                 entries[:1])

    # One that is missing, one outside the folder, an unknown way, a changed one, no Base64 at all.
    first = guard[0][1]
    text = files["0.maFile"]
    odd = [dict(first, filename="missing.maFile"), dict(made[0][1], filename="../desktop/0.maFile"),
           dict(first, encryption={"scheme": "Quantum", "iv": "", "salt": ""}),
           dict(made[0][1], filename="changed.maFile"), dict(first, filename="words.maFile"),
           dict(first, encryption={**first["encryption"], "iv": "AAAA"})]
    yield folder("six-left", {"version": 1, "entries": odd + [first]},
                 {first["filename"]: guard[0][0], "words.maFile": b"no Base64!",
                  "changed.maFile": text[:-30] + b"AAAAAA" + text[-24:]},
                 entries[:1], failures=6, passphrase=PASSPHRASE)
    yield folder("tampered", {"encrypted": True, "entries": [made[0][1]]},
                 {"0.maFile": text[:-24]}, [], passphrase=PASSPHRASE, expect="error",
                 error="wrong-passphrase-or-corrupt")
    yield folder("many", {"entries": [{"filename": "a", "steamid": 1}] * 1001}, {}, [],
                 expect="error", error="too-large")
