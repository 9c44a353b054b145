// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/kdf.h"
#include "core/otp/entry.h"

#include <cstdio>
#include <cstdlib>

/// What the measurements of vaults share.
namespace bench {

constexpr crypto::Argon2Costs CheapCosts { 64, 1, 1 };

/// The value; a measurement of what fails would be none, so that ends the program.
template <typename T> T need(base::Result<T> result)
{
    if (!result) {
        std::fprintf(stderr, "%s\n", result.error().context.c_str());
        std::exit(1);
    }
    return std::move(*result);
}

inline otp::Entry entry(int number)
{
    otp::Entry entry;
    entry.issuer = QStringLiteral("Service number %1").arg(number);
    entry.name = QStringLiteral("someone-%1@example.org").arg(number);
    entry.credential = otp::Totp {};
    entry.secret = need(crypto::SecretBytes::copyOf("12345678901234567890"));
    return entry;
}

} // namespace bench
