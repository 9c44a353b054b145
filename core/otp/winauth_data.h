// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/secret.h"

#include <string_view>

namespace otp {

/// The secret in the `data` parameter of a Steam link written by WinAuth: percent-encoded JSON with
/// a Base64 `shared_secret`, which counts where the link's own secret is a placeholder. Empty where
/// there is none. The JSON, which also holds session tokens, stays in locked memory.
base::Result<crypto::SecretBytes> winAuthSecret(std::string_view encoded);

/// The `revocation_code` beside it, with which somebody who has lost the secret gets rid of Steam
/// Guard. Empty where there is none.
base::Result<crypto::SecretBytes> winAuthRecoveryCode(std::string_view encoded);

} // namespace otp
