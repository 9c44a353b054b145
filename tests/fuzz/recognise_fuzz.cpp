// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// Any text: of a code, of a paste, of a list.

#include "core/enroll/recognise.h"

#include <algorithm>

namespace {

void require(bool holds)
{
    if (!holds)
        __builtin_trap();
}

void check(const base::Result<enroll::Offer>& offer)
{
    if (!offer)
        return;
    require(!enroll::kindName(*offer).empty());
    if (const auto* accounts = std::get_if<enroll::AccountsOffer>(&*offer))
        require(std::ranges::none_of(
            accounts->entries, [](const otp::Entry& entry) { return entry.secret.isEmpty(); }));
    if (const auto* activation = std::get_if<enroll::ActivationOffer>(&*offer))
        require(activation->server.startsWith(QStringLiteral("https://"))
            || activation->server.startsWith(QStringLiteral("http://localhost"))
            || activation->server.startsWith(QStringLiteral("http://127."))
            || activation->server.startsWith(QStringLiteral("http://[::1]")));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text = base::textOf({ data, size });
    check(enroll::recognise(text));
    for (const enroll::LineResult& result : enroll::recogniseLines(text))
        check(result.offer);
    return 0;
}
