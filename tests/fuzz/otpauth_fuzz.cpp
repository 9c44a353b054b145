// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// One link, and the link written for what it held.

#include "core/otp/code.h"
#include "core/otp/otpauth_uri.h"

#include <QUtf8StringView>

#include <algorithm>

namespace {

void require(bool holds)
{
    if (!holds)
        __builtin_trap();
}

/// Links carry the PIN of Yandex codes only, and only as text.
bool isPinKept(const otp::Entry& entry)
{
    const std::string_view pin = entry.pin.text();
    return std::holds_alternative<otp::Yandex>(entry.credential)
        && std::ranges::none_of(pin, [](char c) { return (c >= 0 && c < ' ') || c == '\x7f'; })
        && QUtf8StringView(pin.data(), static_cast<qsizetype>(pin.size())).isValidUtf8();
}

void requireSame(const otp::Entry& entry, const otp::Entry& again)
{
    require(otp::isSameAccount(entry, again));
    require(entry.credential == again.credential);
    require(entry.otherParameters == again.otherParameters);
    require(!isPinKept(entry) || entry.pin.text() == again.pin.text());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto entry = otp::readOtpauth(base::textOf({ data, size }));
    if (!entry)
        return 0;
    const base::ByteView pin = base::bytesOf(std::string_view("1234"));
    require(bool(otp::codeAt(
        entry->credential, entry->secret.view(), pin, base::fromUnixSeconds(1700000000))));
    const auto link = otp::writeOtpauth({ entry->issuer, entry->name, entry->credential,
        entry->secret.view(), entry->pin.view(), entry->otherParameters });
    require(bool(link));
    const auto again = otp::readOtpauth(link->text());
    if (again)
        requireSame(*entry, *again);
    else // encoding can make a link three times as long
        require(again.error().code == base::ErrorCode::TooLarge);
    return 0;
}
