// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/json.h"
#include "core/crypto/secret.h"

#include <optional>

namespace desk::okta {

/// What somebody needs to type into an authenticator that makes codes.
struct CodeSecret
{
    crypto::SecretBytes secret; ///< decoded
    int period = 30; ///< seconds
    int digits = 6;
};

/// From the activation of such a factor; absent where it has no secret. Lenient where the vendor's
/// own examples differ: numbers as texts, and a length that counts the secret's characters, which
/// is no number of digits. NotUnderstood for a secret in an unknown encoding, or that is none.
base::Result<std::optional<CodeSecret>> readCodeSecret(const base::json::Value& activation);

} // namespace desk::okta
