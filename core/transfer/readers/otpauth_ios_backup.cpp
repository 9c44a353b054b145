// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// A backup of OTP Auth for iOS (CooperRS/decrypt-otpauth-files, decrypt_otpauth.py): folders of
// accounts, sealed twice.

#include "core/transfer/readers/otpauth_ios_content.h"
#include "core/transfer/readers/readers.h"

namespace transfer::readers {

namespace otpauth_ios_backup {
namespace {

Match match(const Content& content)
{
    return isOtpAuthFile(content, OtpAuthFile::Backup) ? Match::Certain : Match::No;
}

Outcome<Imported> read(const Content& content, const Request& request)
{
    const Outcome<OtpAuthContent> opened = openOtpAuthFile(content, OtpAuthFile::Backup, request);
    if (!opened)
        return opened.error();
    const KeyedArchive& archive = opened->archive;
    const KeyedArchive::Object folders = archive.member(archive.root(), "Folders");
    if (!folders)
        return damaged("property list");
    OtpAuthAccounts accounts(archive);
    for (const KeyedArchive::Object folder : archive.items(folders)) {
        for (const KeyedArchive::Object account :
            archive.items(archive.member(folder, "accounts"))) {
            if (!accounts.take(account, folder))
                return damaged("property list");
        }
    }
    return std::move(accounts).taken();
}

constexpr std::span<const std::string_view> Marks = {};

} // namespace
} // namespace otpauth_ios_backup

const Format OtpauthIosBackup {
    .id = "otpauth-ios-backup",
    .program = "OTP Auth",
    .form = Form::Binary,
    .isEncrypted = true,
    .match = otpauth_ios_backup::match,
    .read = otpauth_ios_backup::read,
    .marks = otpauth_ios_backup::Marks,
};

} // namespace transfer::readers
