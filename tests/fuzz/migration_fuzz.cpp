// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// A migration link, or the bytes within one; and the links written for what they held.

#include "core/base/base64.h"
#include "core/otp/migration.h"

#include <string>

namespace {

constexpr std::string_view Head = "otpauth-migration://offline?data=";

void require(bool holds)
{
    if (!holds)
        __builtin_trap();
}

/// The fuzzer finds its way through the message faster when it need not mind the Base64.
std::string linkWith(base::ByteView payload)
{
    std::string base64(base::base64Length(payload.size()), '\0');
    base::encodeBase64(payload, base64);
    return std::string(Head) + base64;
}

void requireSame(const otp::MigrationPart& part)
{
    std::vector<otp::EntryView> views;
    for (const otp::Entry& entry : part.entries)
        views.push_back({ entry.issuer, entry.name, entry.credential, entry.secret.view(), {},
            entry.otherParameters });
    const auto written = otp::writeMigration(views, part.batchId);
    if (!written) {
        require(written.error().code == base::ErrorCode::SecureHeapFull);
        return;
    }
    require(written->refused.empty());
    std::size_t next = 0;
    for (const crypto::SecretBytes& uri : written->uris) {
        const auto again = otp::readMigration(uri.text());
        if (!again) { // names that were not UTF-8 grow
            require(again.error().code == base::ErrorCode::TooLarge);
            return;
        }
        require(again->failures.empty() && again->batchId == part.batchId);
        for (const otp::Entry& entry : again->entries) {
            require(otp::isSameAccount(entry, part.entries.at(next)));
            require(entry.credential == part.entries.at(next).credential);
            ++next;
        }
    }
    require(next == part.entries.size());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const base::ByteView input { data, size };
    const bool isLink = base::textOf(input).starts_with(Head);
    const auto part =
        otp::readMigration(isLink ? std::string(base::textOf(input)) : linkWith(input));
    if (part)
        requireSame(*part);
    return 0;
}
