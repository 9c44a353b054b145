// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <string>

namespace wiring {

/// Where both programs keep the vault unless told otherwise:
/// $XDG_DATA_HOME/countersign/vault.countersign.
std::string defaultVaultPath();

/// What belongs to this installation and not to the vault, which may be synchronised:
/// $XDG_STATE_HOME/countersign.
std::string stateFolder();

/// What somebody prefers, for both programs: $XDG_CONFIG_HOME/countersign/countersign.ini.
std::string settingsFile();

} // namespace wiring
