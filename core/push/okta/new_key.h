// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/random.h"
#include "core/crypto/secret.h"
#include "core/push/okta/jwk.h"

namespace push::okta {

/// A key that no server has seen yet.
struct NewKey
{
    crypto::SecretBytes bytes; ///< the private half
    PublicJwk jwk;
};
base::Result<NewKey> newKey(crypto::RandomSource& random, KeyKind kind);

} // namespace push::okta
