// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// The password manager Bitwarden's export in the clear; with attachments it is in an archive.

#include "core/transfer/open_member.h"
#include "core/transfer/readers/bitwarden_content.h"
#include "core/transfer/readers/readers.h"

namespace transfer::readers {

namespace bitwarden_json {
namespace {

constexpr const char* MemberName = "data.json";

Match match(const Content& content)
{
    return content.hasMember(MemberName) || isBitwardenPlain(content.json()) ? Match::Certain
                                                                             : Match::No;
}

Outcome<Imported> read(const Content& content, const Request& request)
{
    if (!content.hasMember(MemberName))
        return readBitwardenItems(*content.json());
    const Outcome<Content> inner = openMember(content, MemberName, request);
    if (!inner)
        return inner.error();
    if (isBitwardenPlain(inner->json()))
        return readBitwardenItems(*inner->json());
    if (BitwardenJsonEncrypted.match(*inner) == Match::Certain)
        return BitwardenJsonEncrypted.read(*inner, request);
    if (!inner->json())
        return damaged(MemberName);
    return Failure { .refusal = Refusal::NotRecognised, .arguments = { "items" } };
}

constexpr std::string_view Marks[] = { "\"encrypted\"", "\"items\"", "\"folders\"", "\"login\"",
    "\"totp\"" };

} // namespace
} // namespace bitwarden_json

const Format BitwardenJson {
    .id = "bitwarden-json",
    .program = "Bitwarden",
    .form = Form::Json,
    .isEncrypted = false,
    .match = bitwarden_json::match,
    .read = bitwarden_json::read,
    .marks = bitwarden_json::Marks,
};

} // namespace transfer::readers
