// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <string>

namespace support {

/// The path of a file below tests/vectors: values that are fixed for ever.
std::string vectorFile(const std::string& name);

/// The path of a file below tests/fixtures: what tests feed to the program.
std::string fixtureFile(const std::string& name);

} // namespace support
