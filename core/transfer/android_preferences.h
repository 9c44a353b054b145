// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/wiped_bytes.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace transfer {

/// One text of a file of Android's shared preferences.
struct AndroidPreference
{
    std::string name;
    crypto::WipedBytes value; ///< may hold secrets
};

/// The texts of a whole file of shared preferences, an XML document of which the root is `map`;
/// nothing where it is none. Values of other kinds are passed over.
std::optional<std::vector<AndroidPreference>> readAndroidPreferences(std::string_view text);

} // namespace transfer
