// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// Authenticator Plus's export: a list of links in an archive under a password, by ZIP's own cipher.

#include "core/transfer/link_list.h"
#include "core/transfer/open_member.h"
#include "core/transfer/readers/readers.h"

namespace transfer::readers {

namespace authenticator_plus_zip {
namespace {

constexpr const char* MemberName = "Accounts.txt";

Match match(const Content& content)
{
    return content.hasMember(MemberName) ? Match::Certain : Match::No;
}

Outcome<Imported> read(const Content& content, const Request& request)
{
    const Outcome<Content> inner = openMember(content, MemberName, request);
    if (!inner)
        return inner.error();
    return readLinks(inner->text());
}

constexpr std::span<const std::string_view> Marks = {};

} // namespace
} // namespace authenticator_plus_zip

const Format AuthenticatorPlusZip {
    .id = "authenticator-plus-zip",
    .program = "Authenticator Plus",
    .form = Form::Zip,
    .isEncrypted = true,
    .match = authenticator_plus_zip::match,
    .read = authenticator_plus_zip::read,
    .marks = authenticator_plus_zip::Marks,
};

} // namespace transfer::readers
