# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""keepass-kdbx: every convention that makes codes, in every container; and keepass-xml, which has
none."""
import hashlib
from xml.sax.saxutils import escape

from . import kit, kit_kdbx, links

PASSPHRASE = "zámek ⚿"
BIN = kit.base64_text(kit.stream("kdbx bin", 16))


class Document:
    """The XML of a database, in which protected values are hidden by one stream, in order."""

    def __init__(self, database):
        self.database = database
        self.used = 0

    def value(self, text, protected=True):
        if not protected:
            return f"<Value>{escape(text)}</Value>"
        raw = text.encode()
        stream = kit_kdbx.key_stream(self.database.stream_id, self.database.stream_key,
                                     self.used + len(raw))[self.used:]
        self.used += len(raw)
        hidden = kit.base64_text(bytes(a ^ b for a, b in zip(raw, stream)))
        return f'<Value Protected="True">{hidden}</Value>'

    def entry(self, strings, tags="", history=""):
        out = f"<Entry><UUID>AAAA</UUID><Tags>{escape(tags)}</Tags>"
        for name, text in strings.items():
            hidden = name not in ("Title", "UserName", "Notes", "URL")
            out += f"<String><Key>{name}</Key>{self.value(text, hidden)}</String>"
        return out + (f"<History>{history()}</History>" if history else "") + "</Entry>"

    def wrapped(self, groups, meta=""):
        about = "<HeaderHash>HEADER_HASH</HeaderHash>" if self.database.version == 3 else ""
        text = ('<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<KeePassFile><Meta>'
                f"<Generator>tests</Generator>{about}<RecycleBinEnabled>True</RecycleBinEnabled>"
                f"<RecycleBinUUID>{BIN}</RecycleBinUUID>{meta}</Meta>\n<Root>{groups}"
                "<DeletedObjects /></Root></KeePassFile>\n")
        return text.encode()

    def file(self, groups, meta=""):
        return self.database.file(self.wrapped(groups, meta))


class OpenDocument(Document):
    """What KeePass exports as XML: nothing is hidden in it, and it is no file around a file."""

    def __init__(self):
        super().__init__(self)
        self.version = 4

    def value(self, text, protected=True):
        mark = ' ProtectInMemory="True"' if protected else ""
        return f"<Value{mark}>{escape(text)}</Value>"

    def file(self, groups, meta=""):
        return b"\xef\xbb\xbf" + super().wrapped(groups, meta)


def group(name, content, uuid="AAAA"):
    return f"<Group><UUID>{uuid}</UUID><Name>{escape(name)}</Name>{content}</Group>"


def login(entry, **more):
    """An entry as programs keep it: a password, and what makes codes."""
    strings = {"Title": entry["issuer"], "UserName": entry["name"], "Password": "pä55 wörd",
               "URL": "https://example.org", "Notes": entry.get("note", "")}
    strings.update({name.replace("_", "-"): value for name, value in more.items()})
    return strings


def conventions():
    """[(entry, what its strings say beside the login)] of every other way."""
    def made(issuer, seed, **more):
        return kit.entry("totp", issuer, "kim", seed, **more)

    otp = made("KeeOtp", "k1", algorithm="SHA256", digits=8, period=25)
    counter = kit.entry("hotp", "KeeOtp counter", "kim", "k2", counter=7)
    steam = kit.entry("steam", "KeeOtp steam", "kim", "k3")
    tray, tray_steam = made("Tray", "k4", digits=8, period=60), kit.entry("steam", "Tray steam", "", "k5")
    bare = made("Tray bare", "k6")
    native = [made("Native " + name, "k7 " + name, algorithm="SHA512", digits=7, period=60)
              for name in ("hex", "base32", "base64")]
    text = dict(made("Native text", "k8"), secret=kit.base32(b"12345678901234567890"))
    text["check"] = {"code": kit.code(text, kit.raw_of(text)), "time": kit.TIME}
    hotp = kit.entry("hotp", "Native counter", "kim", "k9", counter=9)
    both = [made("Both", "k10"), kit.entry("hotp", "Both", "kim", "k11", counter=3)]
    about = {"TimeOtp_Length": "7", "TimeOtp_Period": "60", "TimeOtp_Algorithm": "HMAC-SHA-512"}
    yield otp, {"otp": f"key={otp['secret']}%3D%3D&size=8&step=25&otpHashMode=Sha256"}
    yield counter, {"otp": f"key={counter['secret']}&type=hotp&counter=7"}
    yield steam, {"otp": f"key={steam['secret']}&encoder=steam"}
    yield tray, {"TOTP Seed": tray["secret"].lower(), "TOTP Settings": "60;8;https://time.example"}
    yield tray_steam, {"TOTP Seed": tray_steam["secret"], "TOTP Settings": "30;S"}
    yield bare, {"TOTP Seed": bare["secret"]}
    yield native[0], {"TimeOtp_Secret_Hex": kit.raw_of(native[0]).hex(), **about}
    yield native[1], {"TimeOtp_Secret_Base32": native[1]["secret"], **about}
    yield native[2], {"TimeOtp_Secret_Base64": kit.base64_text(kit.raw_of(native[2])), **about}
    yield text, {"TimeOtp_Secret": "12345678901234567890"}
    yield hotp, {"HmacOtp_Secret_Base32": hotp["secret"], "HmacOtp_Counter": "9"}
    # The same secret twice is one account, another one a second.
    yield both, {"otp": links.link(both[0]), "TimeOtp_Secret_Base32": both[0]["secret"],
                 "HmacOtp_Secret_Base32": both[1]["secret"], "HmacOtp_Counter": "3"}


def every_kind(document):
    """A database, and the entries that must come out of it."""
    accounts = [{name: value for name, value in entry.items() if name not in ("favorite", "groups")}
                for entry in kit.accounts()]
    expected, entries = [], ""
    for entry in accounts[:5]:
        expected.append(entry)
        entries += document.entry(login(entry, otp=links.link(entry)), history=lambda: document.entry(
            {"Title": "as it was", "Password": "an öld one"}))
    nameless = kit.entry("totp", "Nameless", "", "n")
    link = links.link(dict(nameless, issuer="KeePassXC", name="none"))
    expected.append(nameless)
    entries += document.entry(login(nameless, otp=link))
    # KeePassXC reads 0, 1 and 8 as O, L and B.
    mended = dict(kit.entry("totp", "Mended", "kim", "m"), secret="OLBOLBOLBOLBOLBO")
    mended["check"] = {"code": kit.code(mended, kit.raw_of(mended)), "time": kit.TIME}
    expected.append(mended)
    entries += document.entry(login(mended, otp=links.link(dict(mended, secret="018018018018OLBO"))))
    entries += document.entry({"Title": "No code", "Password": "pässword"})
    inner = ""
    for entry, strings in conventions():
        several = entry if isinstance(entry, list) else [entry]
        expected += [dict(one, groups=["Work/Mail & more"], tags=["blue", "old"]) for one in several]
        inner += document.entry(login(several[0], **strings), tags="blue;old")
    gone = kit.entry("totp", "Gone", "kim", "o")
    bin_ = document.entry(login(gone, otp=links.link(gone)))
    late = kit.entry("totp", "Late", "kim", "p")
    expected.append(dict(late, groups=["Late"]))
    last = document.entry(login(late, otp=links.link(late)))
    groups = group("Database", entries + group("Work", group("Mail & more", inner))
                   + group("Recycle Bin", bin_, BIN) + group("Late", last))
    return document.file(groups), expected


def one_login(database):
    document = Document(database)
    entry = kit.entry("totp", "Fabrikam", "ada", "a")
    return document.file(group("Database", document.entry(login(entry, otp=links.link(entry))))), [entry]


def left_samples():
    database = kit_kdbx.Database(PASSPHRASE)
    document = Document(database)
    good = kit.entry("totp", "Fabrikam", "ada", "a")
    odd = [{"otp": "otpauth://totp/Bad?secret=9!"}, {"otp": "key=MFRGG&type=quantum"},
           {"TOTP Seed": "MFRGG", "TOTP Settings": "30;X"},
           {"TimeOtp_Secret_Hex": "abc"}, {"HmacOtp_Secret_Base32": "MFRGG", "HmacOtp_Counter": "-1"}]
    entries = "".join(document.entry(login(good, **strings)) for strings in odd)
    entries += document.entry(login(good, otp=links.link(good)))
    yield kit.sample("keepass-kdbx", "five-left.kdbx", document.file(group("Database", entries)),
                     [good], failures=5, passphrase=PASSPHRASE)
    empty = Document(database)
    content = group("Database", empty.entry({"Title": "No code", "Password": "pässword"}))
    yield kit.sample("keepass-kdbx", "no-codes.kdbx", empty.file(content), [],
                     passphrase=PASSPHRASE, expect="error", error="no-otp")


def error_samples():
    def made(**more):
        version = more.pop("version", 4)
        return one_login(kit_kdbx.Database(PASSPHRASE, version, **more))[0]

    aes = {"kdf": kit_kdbx.AES_KDF}
    for name, error, content in (
            ("twofish", "unsupported", made(cipher_told=kit_kdbx.TWOFISH)),
            ("other-kdf", "unsupported", made(kdf_told=bytes(16))),
            ("newer", "unsupported", made(version_told=5)),
            ("older", "unsupported", made(version_told=2)),
            ("bomb-rounds", "too-expensive", made(rounds=100_000_001, **aes)),
            ("bomb-rounds-3", "too-expensive", made(version=3, rounds=2 ** 63, **aes)),
            ("no-rounds", "corrupt", made(rounds=0, **aes)),
            ("bomb-memory", "too-expensive", made(kibibytes=2 ** 21 + 1)),
            ("bomb-passes", "too-expensive", made(passes=2 ** 40)),
            ("bomb-work", "too-expensive", made(kibibytes=2 ** 20, passes=129)),
            ("bomb-lanes", "too-expensive", made(lanes=65)),
            ("little-memory", "corrupt", made(kibibytes=15, lanes=2))):
        yield kit.sample("keepass-kdbx", name + ".kdbx", content, [], passphrase=PASSPHRASE,
                         expect="error", error=error)
    for version, kdf in ((3, kit_kdbx.AES_KDF), (4, kit_kdbx.ARGON2ID)):
        whole = made(version=version, kdf=kdf)
        stream_key = whole.find(kit.stream("kdbx stream", 32))
        for name, place in (("header", stream_key if version == 3 else 20), ("content", -200),
                            ("end", -1)):
            changed = bytearray(whole)
            changed[place] ^= 1
            yield kit.sample("keepass-kdbx", f"tampered-{name}-{version}.kdbx", bytes(changed), [],
                             passphrase=PASSPHRASE, expect="error", error="corrupt")


def key_file_samples():
    """With a key file: version 3 with a passphrase besides and XML 1.00, version 4 without one and
    XML 2.0."""
    def document(version, data):
        return (f'<?xml version="1.0" encoding="utf-8"?>\n<KeyFile>\n\t<Meta><Version>{version}'
                f"</Version></Meta>\n\t<Key>{data}</Key>\n</KeyFile>\n").encode()

    old, new = kit.stream("kdbx key file 1", 32), kit.stream("kdbx key file 2", 32)
    digits = new.hex().upper()
    told = hashlib.sha256(new).hexdigest()[:8].upper()
    groups = "\n\t\t".join(digits[start:start + 8] for start in range(0, 64, 8))
    for version, passphrase, key, kdf, content in (
            (3, PASSPHRASE, old, kit_kdbx.AES_KDF,
             document("1.00", f"<Data>{kit.base64_text(old)}</Data>")),
            (4, None, new, kit_kdbx.ARGON2ID,
             document("2.0", f'<Data Hash="{told}">\n\t\t{groups}\n\t</Data>'))):
        name = f"key-file-{version}.keyx"
        database = kit_kdbx.Database(passphrase, version, kdf=kdf, key=key)
        yield kit.sample("keepass-kdbx", f"key-file-{version}.kdbx", *one_login(database),
                         passphrase=passphrase, key_file=name,
                         beside={"keepass-kdbx/" + name: content})


def samples():
    for name, database in (
            ("version-4", kit_kdbx.Database(PASSPHRASE)),
            ("version-3", kit_kdbx.Database(PASSPHRASE, 3, kdf=kit_kdbx.AES_KDF)),
            ("chacha20", kit_kdbx.Database(PASSPHRASE, cipher=kit_kdbx.CHACHA20,
                                           kdf=kit_kdbx.ARGON2D, zipped=False, argon2=0x10,
                                           passes_used=117)),
            ("aes-kdf", kit_kdbx.Database(PASSPHRASE, kdf=kit_kdbx.AES_KDF, zipped=False))):
        content, entries = every_kind(Document(database))
        yield kit.sample("keepass-kdbx", name + ".kdbx", content, entries, passphrase=PASSPHRASE)
    yield from key_file_samples()
    yield from left_samples()
    yield from error_samples()

    content, entries = every_kind(OpenDocument())
    yield kit.sample("keepass-xml", "every-kind.xml", content, entries)
    hidden = content.replace(b' ProtectInMemory="True"', b' Protected="True"', 1)
    yield kit.sample("keepass-xml", "protected.xml", hidden, [], expect="error", error="corrupt")
