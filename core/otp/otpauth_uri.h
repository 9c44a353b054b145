// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/otp/entry.h"

#include <string_view>

namespace otp {

/// Reads one link of the otpauth family: otpauth://TYPE/LABEL?PARAMETERS (Google's Key URI format
/// and its dialects), apple-otpauth, steam://, motp://. Lenient in spelling, strict in what would
/// give a wrong code: InvalidField, MissingField or ConflictingField name the field and (never for
/// the secret) the value. NotRecognised for any other text. At most 8 KiB: TooLarge.
base::Result<Entry> readOtpauth(std::string_view uri);

/// What writeOtpauth writes, borrowed from wherever it lives.
struct EntryView
{
    const QString& issuer;
    const QString& name;
    const Credential& credential;
    base::ByteView secret;
    base::ByteView pin;
    const std::vector<std::pair<std::string, std::string>>& otherParameters;
};

/// The canonical link: `%3A` between issuer and name, defaults written out, unknown parameters at
/// the end. Reading it back gives the same entry, but for a ':' in issuer or name, which becomes
/// '-' because readers disagree about it.
base::Result<crypto::SecretBytes> writeOtpauth(const EntryView& entry);

} // namespace otp
