// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/json.h"
#include "core/crypto/secret.h"

namespace crypto {

/// A text that is secret, straight from the bytes it was read from into locked memory; empty for
/// other values.
base::Result<SecretBytes> readSecret(const base::json::Value& text);

} // namespace crypto
