// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/id.h"

#include <optional>
#include <string>

namespace vault {

/// The id of this installation: 16 random bytes, kept as hex in `folder`/device, mode 0600, made on
/// first use. Beside it stands a hash of `machine` (the computer's own id, as of /etc/machine-id;
/// empty: not known). Where that differs, the folder was copied to another computer, and two that
/// count their saves under one id would take each other's for their own: a new one is made.
///
/// Damaged if the file holds something else; CannotRead, CannotWrite and kin if the folder cannot
/// be used.
base::Result<Id> deviceId(
    const std::string& folder, std::string_view machine, crypto::RandomSource& random);

/// Replaces the id: the old one's saves were made by a copy of this installation, too, or this one
/// was put back to an earlier state.
base::Result<Id> renewDeviceId(const std::string& folder, crypto::RandomSource& random);

/// Has `other`, an empty folder of this computer, be the same installation as `folder`, which has
/// an id. CannotRead, CannotWrite and kin.
base::Result<void> shareDeviceId(const std::string& folder, const std::string& other);

/// The id as it stands there, without making one; absent if there is none yet. Damaged, CannotRead.
base::Result<std::optional<Id>> knownDeviceId(const std::string& folder);

} // namespace vault
