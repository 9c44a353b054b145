// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// Raivo OTP's export as the program makes it: an archive under the master password, by WinZip's
// AES.

#include "core/transfer/open_member.h"
#include "core/transfer/readers/raivo_content.h"
#include "core/transfer/readers/readers.h"

namespace transfer::readers {

namespace raivo_zip {
namespace {

constexpr const char* MemberName = "raivo-otp-export.json";

Match match(const Content& content)
{
    return content.hasMember(MemberName) ? Match::Certain : Match::No;
}

Outcome<Imported> read(const Content& content, const Request& request)
{
    const Outcome<Content> inner = openMember(content, MemberName, request);
    if (!inner)
        return inner.error();
    return isRaivoContent(inner->json()) ? readRaivoContent(*inner->json()) : damaged(MemberName);
}

constexpr std::span<const std::string_view> Marks = {};

} // namespace
} // namespace raivo_zip

const Format RaivoZip {
    .id = "raivo-zip",
    .program = "Raivo OTP",
    .form = Form::Zip,
    .isEncrypted = true,
    .match = raivo_zip::match,
    .read = raivo_zip::read,
    .marks = raivo_zip::Marks,
};

} // namespace transfer::readers
