// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/transfer/reader.h"

/// The formats, each in a file of its own name. A new one is a line here and one in readers.cpp.
namespace transfer::readers {

extern const Format AegisJson;
extern const Format AegisJsonEncrypted;
extern const Format AndOtpEncrypted;
extern const Format AndOtpEncryptedOld;
extern const Format AndOtpJson;
extern const Format ApplePasswordsCsv;
extern const Format AuthenticatorExtensionEncrypted;
extern const Format AuthenticatorExtensionJson;
extern const Format AuthenticatorPlusSqlcipher;
extern const Format AuthenticatorPlusZip;
extern const Format AuthyApiJson;
extern const Format AuthyDesktopJson;
extern const Format AuthyGdprCsv;
extern const Format AuthyPrefsXml;
extern const Format BattlenetPrefsXml;
extern const Format BitwardenAuthenticatorCsv;
extern const Format BitwardenAuthenticatorJson;
extern const Format BitwardenCsv;
extern const Format BitwardenJson;
extern const Format BitwardenJsonEncrypted;
extern const Format Countersign;
extern const Format CxfJson;
extern const Format DuoJson;
extern const Format EnteEncrypted;
extern const Format EntePlain;
extern const Format FreeOtpBackup;
extern const Format FreeOtpPlusJson;
extern const Format FreeOtpPrefsXml;
extern const Format GnomeAuthenticatorJson;
extern const Format GoogleAuthenticatorSqlite;
extern const Format GoogleMigrationQr;
extern const Format GoogleMigrationUri;
extern const Format HtmlSheet;
extern const Format KeepassKdbx;
extern const Format KeepassXml;
extern const Format KeepassxcCsv;
extern const Format KeysmithIni;
extern const Format LastPassAuthenticatorJson;
extern const Format LastPassAuthenticatorQr;
extern const Format MicrosoftAuthenticatorSqlite;
extern const Format OnePassword1pux;
extern const Format OtpauthIosAccount;
extern const Format OtpauthIosBackup;
extern const Format OtpauthUriList;
extern const Format OtpclientDb;
extern const Format Picture;
extern const Format ProtonAuthenticatorEncrypted;
extern const Format ProtonAuthenticatorJson;
extern const Format ProtonPassZip;
extern const Format RaivoJson;
extern const Format RaivoZip;
extern const Format SteamMafile;
extern const Format SteamMafileEncrypted;
extern const Format SteamMobileJson;
extern const Format StratumEncrypted;
extern const Format StratumEncryptedLegacy;
extern const Format StratumHtml;
extern const Format StratumJson;
extern const Format StratumSqlite;
extern const Format TotpAuthenticator;
extern const Format TotpAuthenticatorPrefsXml;
extern const Format TwoFasJson;
extern const Format TwoFasJsonEncrypted;
extern const Format TwoFAuthJson;
extern const Format WinauthText;
extern const Format WinauthXml;
extern const Format WinauthZip;

} // namespace transfer::readers
