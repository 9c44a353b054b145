// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "tests/support/test_files.h"

#include <QCryptographicHash>
#include <QFile>

#include <vector>

namespace support {

/// A file that is recognised, or guessed at, and cannot be opened.
struct ObstructedFile
{
    const char* name;
    QByteArray content;
    QString says; ///< a part of the sentence
    QString step; ///< a part of what to do about it
    bool isRecognised = true;
};

/// One for each obstacle that an import can meet.
inline std::vector<ObstructedFile> obstructedFiles()
{
    using namespace Qt::StringLiterals;
    const auto fixture = [](const char* name) {
        QFile file(QString::fromStdString(fixtureFile(name)));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("cannot read %s", name);
        return file.readAll();
    };
    QByteArray vault = fixture("countersign/vault-v1.countersign");
    vault[9] = '\x09'; // a later version, with a checksum that fits
    constexpr qsizetype Checksum = 24;
    constexpr qsizetype Size = 32;
    vault.replace(Checksum, Size,
        QCryptographicHash::hash(
            vault.first(Checksum) + vault.mid(Checksum + Size), QCryptographicHash::Sha256));
    QByteArray noise(4096, '\0');
    quint32 state = 1;
    for (char& one : noise) {
        state = state * 1664525U + 1013904223U;
        one = static_cast<char>(state >> 24U);
    }
    noise[0] = '\x7f';
    return {
        { "newer", fixture("2fas-json/newer.2fas"), u"which is newer"_s, u"in the other one"_s },
        { "older", fixture("otpclient-db/older.enc"), u"of an older version"_s,
            u"Open it once in the present version of the other program"_s },
        { "account", fixture("bitwarden-json-encrypted/account-restricted.json"),
            u"restricted to the account"_s, u"Export it again, and choose"_s },
        { "phone", fixture("aegis-json-encrypted/phone-only.json"), u"only the keys of the phone"_s,
            u"Set a password in the other program"_s },
        { "machine", fixture("winauth-xml/windows.xml"), u"by Windows or by a YubiKey"_s,
            u"Remove that protection in the other program"_s },
        { "cipher", fixture("keepass-kdbx/twofish.kdbx"), u"(Twofish)"_s,
            u"Choose AES or ChaCha20"_s },
        { "vault", vault, u"A newer version of Countersign"_s, u"Install that version"_s },
        { "archive", fixture("proton-pass-zip/sealed.zip"), u"encrypted with OpenPGP"_s,
            u"Decrypt it with the program"_s },
        { "packets", QByteArray::fromHex("8c0d04090302112233445566778860d23f01"),
            u"encrypted with OpenPGP"_s, u"Decrypt it with the program"_s },
        { "server", "HBEGIN:oc_encryption_module:OC_DEFAULT_MODULE:HEND---", u"Nextcloud server"_s,
            u"Download it from Nextcloud"_s },
        { "whole", noise, u"encrypted as a whole"_s, u"Make an export in the program itself"_s,
            false },
        { "noise", noise.first(4000), u"nothing in it tells what it is"_s,
            u"name the kind of file"_s, false },
        { "missing", R"({"version":1,"header":{"slots":null},"data":{"entries":[]}})",
            u"Aegis (JSON). What is missing from it: “db”."_s,
            u"Export it again in the other program"_s, false },
    };
}

} // namespace support
