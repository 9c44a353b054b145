// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/readers/readers.h"

namespace transfer {

namespace {

/// The first that is certain of a file reads it, so what is more special stands first.
constexpr const Format* Readers[] = {
    &readers::Countersign,
    &readers::AegisJson,
    &readers::AegisJsonEncrypted,
    &readers::TwoFasJson,
    &readers::TwoFasJsonEncrypted,
    &readers::SteamMafileEncrypted,
    &readers::BitwardenAuthenticatorJson,
    &readers::BitwardenJson,
    &readers::BitwardenJsonEncrypted,
    &readers::CxfJson,
    &readers::GnomeAuthenticatorJson,
    &readers::SteamMafile,
    &readers::SteamMobileJson,
    &readers::AuthenticatorExtensionJson,
    &readers::AuthenticatorExtensionEncrypted,
    &readers::AuthyApiJson,
    &readers::AuthyDesktopJson,
    &readers::DuoJson,
    &readers::AndOtpJson,
    &readers::FreeOtpPlusJson,
    &readers::FreeOtpPrefsXml,
    &readers::AuthyPrefsXml,
    &readers::BattlenetPrefsXml,
    &readers::TotpAuthenticatorPrefsXml,
    &readers::FreeOtpBackup,
    &readers::StratumJson,
    &readers::StratumEncrypted,
    &readers::StratumEncryptedLegacy,
    &readers::ProtonAuthenticatorJson,
    &readers::ProtonAuthenticatorEncrypted,
    &readers::EnteEncrypted,
    &readers::RaivoJson,
    &readers::TwoFAuthJson,
    &readers::LastPassAuthenticatorJson,
    &readers::TotpAuthenticator,
    &readers::KeysmithIni,
    &readers::OtpclientDb,
    &readers::WinauthXml,
    &readers::KeepassKdbx,
    &readers::KeepassXml,
    &readers::StratumSqlite,
    &readers::MicrosoftAuthenticatorSqlite,
    &readers::GoogleAuthenticatorSqlite,
    &readers::OtpauthIosBackup,
    &readers::OtpauthIosAccount,
    // Archives, by the names in them.
    &readers::OnePassword1pux,
    &readers::ProtonPassZip,
    &readers::AuthenticatorPlusZip,
    &readers::RaivoZip,
    &readers::WinauthZip,
    // Tables, by their first line.
    &readers::BitwardenAuthenticatorCsv,
    &readers::BitwardenCsv,
    &readers::KeepassxcCsv,
    &readers::ApplePasswordsCsv,
    &readers::AuthyGdprCsv,
    // Lists of links, as text or in pictures: a word in them tells the program.
    &readers::LastPassAuthenticatorQr,
    &readers::GoogleMigrationQr,
    &readers::GoogleMigrationUri,
    &readers::EntePlain,
    &readers::WinauthText,
    &readers::OtpauthUriList,
    &readers::HtmlSheet,
    &readers::StratumHtml,
    &readers::Picture,
    // Without a signature.
    &readers::AndOtpEncrypted,
    &readers::AndOtpEncryptedOld,
    &readers::AuthenticatorPlusSqlcipher,
};

} // namespace

std::span<const Format* const> importFormats()
{
    return Readers;
}

} // namespace transfer
