// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/wiped_bytes.h"
#include "core/transfer/failure.h"

namespace transfer {

constexpr std::size_t MostMembers = 1000; ///< of an archive
constexpr std::uint64_t MostExpanded = std::uint64_t { 200 } * 1024 * 1024; ///< all members
constexpr std::uint64_t MostRatio = 200; ///< how much longer a member may be than it is packed

/// Begins as a ZIP archive with members does.
bool beginsAsArchive(base::ByteView bytes);

/// The names of the members of a ZIP archive, as many as there may be, in its order; empty where it
/// is none. Nothing is unpacked for that, and no name is ever used as a path.
std::vector<std::string> membersOf(base::ByteView archive);

/// Unpacks one member in memory. PassphraseNeeded where it is encrypted and there is none,
/// WrongPassphraseOrDamaged; Damaged with the name where it is missing or not whole; TooLarge where
/// the archive is beyond the limits, found out before anything is unpacked.
Outcome<crypto::WipedBytes> readMember(
    base::ByteView archive, const std::string& name, const crypto::SecretBytes* passphrase);

} // namespace transfer
