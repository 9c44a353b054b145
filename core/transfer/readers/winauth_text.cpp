// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// WinAuth's export as text: links, in which Steam's have a second secret and a way out.

#include "core/transfer/link_list.h"
#include "core/transfer/readers/readers.h"

namespace transfer::readers {

namespace winauth_text {
namespace {

Match match(const Content& content)
{
    const LinkList links = lookAtLinks(content.text());
    return links.winAuths > 0 && links.codes >= links.others ? Match::Certain : Match::No;
}

Outcome<Imported> read(const Content& content, const Request&)
{
    return readLinks(content.text());
}

constexpr std::string_view Marks[] = { "otpauth:", "&data=%7B", "shared%5Fsecret" };

} // namespace
} // namespace winauth_text

const Format WinauthText {
    .id = "winauth-text",
    .program = "WinAuth",
    .form = Form::Links,
    .isEncrypted = false,
    .match = winauth_text::match,
    .read = winauth_text::read,
    .marks = winauth_text::Marks,
};

} // namespace transfer::readers
