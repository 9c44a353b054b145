// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// Links of the otpauth family, one a line: what most programs write as text.

#include "core/transfer/link_list.h"
#include "core/transfer/readers/readers.h"

namespace transfer::readers {

namespace otpauth_uri_list {
namespace {

Match match(const Content& content)
{
    const LinkList links = lookAtLinks(content.text());
    // A line that is none is left; a text with a link in it somewhere is no list of them.
    return links.codes > 0 && links.codes >= links.others ? Match::Certain : Match::No;
}

Outcome<Imported> read(const Content& content, const Request&)
{
    return readLinks(content.text());
}

constexpr std::string_view Marks[] = { "otpauth:" };

} // namespace
} // namespace otpauth_uri_list

const Format OtpauthUriList {
    .id = "otpauth-uri-list",
    .program = {},
    .form = Form::Links,
    .isEncrypted = false,
    .match = otpauth_uri_list::match,
    .read = otpauth_uri_list::read,
    .marks = otpauth_uri_list::Marks,
};

} // namespace transfer::readers
