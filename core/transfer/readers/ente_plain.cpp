// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// Ente Auth's export in the clear: links that say how each account is shown.

#include "core/transfer/link_list.h"
#include "core/transfer/readers/ente_content.h"
#include "core/transfer/readers/readers.h"

namespace transfer::readers {

namespace ente_plain {
namespace {

Match match(const Content& content)
{
    if (isEnteItems(content.json()))
        return Match::Certain;
    const LinkList links = lookAtLinks(content.text());
    // The program writes it into each; one among others was gathered by somebody.
    return links.codes > 0 && links.displays == links.codes ? Match::Certain : Match::No;
}

Outcome<Imported> read(const Content& content, const Request&)
{
    return readEnteContent(content);
}

constexpr std::string_view Marks[] = { "codeDisplay=" };

} // namespace
} // namespace ente_plain

const Format EntePlain {
    .id = "ente-plain",
    .program = "Ente Auth",
    .form = Form::Links,
    .isEncrypted = false,
    .match = ente_plain::match,
    .read = ente_plain::read,
    .marks = ente_plain::Marks,
};

} // namespace transfer::readers
