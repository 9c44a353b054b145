// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/login_code.h"

#include "core/base/link.h"
#include "core/otp/otpauth_uri.h"
#include "core/otp/typed_secret.h"

namespace transfer {

namespace {

base::Result<otp::Entry> readBareSecret(std::string_view code)
{
    otp::Entry entry;
    entry.credential = otp::Totp();
    auto secret = otp::readTypedSecret(code, otp::SecretEncoding::Base32, entry.credential);
    if (!secret)
        return secret.error();
    entry.secret = std::move(*secret);
    return entry;
}

} // namespace

base::Result<otp::Entry> readLoginCode(std::string_view code, const otp::Names& login)
{
    const std::string_view text = base::trimmedLink(code);
    const bool isLink = base::splitLink(text).has_value();
    auto entry = isLink ? otp::readOtpauth(text) : readBareSecret(code);
    if (!entry)
        return entry;
    // steam://SECRET has no place for a name; that it is Steam's says its kind.
    const bool isNameless = base::startsWithIgnoringCase(text, "steam://");
    if (entry->issuer.isEmpty() || (isNameless && !login.issuer.isEmpty()))
        entry->issuer = login.issuer;
    if (entry->name.isEmpty())
        entry->name = login.name;
    if (!entry->issuer.isEmpty() || !entry->name.isEmpty())
        std::erase(entry->notes, otp::EntryNote::NameMissing);
    return entry;
}

} // namespace transfer
