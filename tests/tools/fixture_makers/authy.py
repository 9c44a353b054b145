# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""authy-api-json, after alexzorin/authy, objects.go and crypto.go, authy-gdpr-csv, after
serbbil/Authy-GDPR-Export-Decryption, and authy-prefs-xml, after beemdevelopment/Aegis,
AuthyImporter.java; and authy-desktop-json, as scripts had the desktop program print it."""
import hashlib
import json
from xml.sax.saxutils import escape

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from . import kit, links

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


def preferences(tokens, apps=()):
    def text(name, items):
        value = escape(json.dumps(list(items), ensure_ascii=False), {'"': "&quot;"})
        return f'    <string name="com.authy.storage.tokens.{name}.key">{value}</string>\n'

    return ("<?xml version='1.0' encoding='utf-8' standalone='yes' ?>\n<map>\n"
            '    <int name="key_version" value="121" />\n' + text("authenticator", tokens)
            + text("authy", apps) + "</map>\n").encode()


def prefs_token(entry, **more):
    made = {"accountType": "authenticator", "digits": entry["digits"],
            "encryptedSecret": sealed(entry, salt_of(entry), 1000, bytes(16)),
            "salt": salt_of(entry), "originalIssuer": entry["issuer"],
            "originalName": f"{entry['issuer']}:{entry['name']}",
            "name": f"{entry['issuer']}: {entry['name']}"}
    made.update(more)
    return {name: value for name, value in made.items() if value is not None}


def prefs_samples():
    entries = [kit.entry("totp", "Fabrikam", "ada@fabrikam.example", "a"),
               kit.entry("totp", "Ćma & Żubr", "zażółć", "b", digits=8),
               kit.entry("totp", "Before", "the colon", "u"), kit.entry("totp", "Dashed", "ada", "w"),
               kit.entry("totp", "Github", "of its type", "x"),
               kit.entry("totp", "Kept", "Kept as it is", "y")]
    own = kit.entry("totp", "Streams", "", "v", 16, digits=7, period=10)
    none = {"originalIssuer": None, "originalName": None}
    tokens = [prefs_token(entries[0]), prefs_token(entries[1]),
              prefs_token(entries[2], originalIssuer=None),
              prefs_token(entries[3], name="Dashed - ada", **none),
              prefs_token(entries[4], name="of its type", accountType="github", **none),
              prefs_token(entries[5], name="Kept as it is")]
    other = prefs_token(entries[0], encryptedSecret=sealed(
        entries[0], salt_of(entries[0]), 1000, bytes(16), "another one"))
    apps = [{"name": "Streams", "secretSeed": kit.raw_of(own).hex()}]
    yield kit.sample("authy-prefs-xml", "every-kind.xml", preferences(tokens + [other], apps),
                     entries + [own], failures=1, passphrase=PASSPHRASE)
    # Copied while the program had them open: nobody is asked for anything.
    opened = [prefs_token(entry, decryptedSecret=entry["secret"]) for entry in entries[:2]]
    yield kit.sample("authy-prefs-xml", "open.xml",
                     preferences(opened + [prefs_token(entries[0], encryptedSecret=None)]),
                     entries[:2], failures=1)


def desktop_samples():
    entries = [links.bare(entry) for entry in kit.accounts() if entry["type"] == "totp"]
    printed = [{"name": entry["name"], "secret": entry["secret"], "uri": links.link(entry)}
               for entry in entries]
    nameless = kit.entry("totp", "", "Streams", "desktop", 16, digits=7, period=10)
    printed.append({"name": "Streams", "secret": nameless["secret"],
                    "uri": f"otpauth://totp/?secret={nameless['secret']}&digits=7&period=10"})
    printed.append({"name": "Bad", "secret": "", "uri": "otpauth://totp/Bad?secret=9!"})
    yield kit.sample("authy-desktop-json", "every-kind.json",
                     json.dumps(printed, ensure_ascii=False).encode(), entries + [nameless],
                     failures=1)


def samples():
    yield from prefs_samples()
    yield from desktop_samples()
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
