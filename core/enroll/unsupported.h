// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/enroll/offer.h"

#include <optional>
#include <string_view>

namespace enroll {

/// The kind of a text that belongs to authentication but holds nothing to save or enrol here:
/// other vendors' push and passkey codes, RSA's tokens, a secret without a link around it, what a
/// YubiKey types. Such texts are never stored. nullopt for any other text.
std::optional<UnsupportedKind> unsupportedKindOf(std::string_view text);

} // namespace enroll
