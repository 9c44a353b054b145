// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// One account of OTP Auth for iOS, as it sends it to others (CooperRS/decrypt-otpauth-files,
// decrypt_otpauth.py).

#include "core/transfer/readers/otpauth_ios_content.h"
#include "core/transfer/readers/readers.h"

namespace transfer::readers {

namespace otpauth_ios_account {
namespace {

Match match(const Content& content)
{
    return isOtpAuthFile(content, OtpAuthFile::Account) ? Match::Certain : Match::No;
}

Outcome<Imported> read(const Content& content, const Request& request)
{
    const Outcome<OtpAuthContent> opened = openOtpAuthFile(content, OtpAuthFile::Account, request);
    if (!opened)
        return opened.error();
    OtpAuthAccounts accounts(opened->archive);
    if (!accounts.take(opened->archive.root(), nullptr))
        return damaged("property list");
    return std::move(accounts).taken();
}

constexpr std::span<const std::string_view> Marks = {};

} // namespace
} // namespace otpauth_ios_account

const Format OtpauthIosAccount {
    .id = "otpauth-ios-account",
    .program = "OTP Auth",
    .form = Form::Binary,
    .isEncrypted = true,
    .match = otpauth_ios_account::match,
    .read = otpauth_ios_account::read,
    .marks = otpauth_ios_account::Marks,
};

} // namespace transfer::readers
