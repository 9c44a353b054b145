// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/kdf.h"
#include "core/vault/id.h"
#include "core/vault/json.h"
#include "core/vault/vault.h"

#include <array>

namespace vault {

using Salt = std::array<std::uint8_t, 32>;
using Commitment = std::array<std::uint8_t, 32>; ///< tells the one right key before it is used
using WrappedKey = std::array<std::uint8_t, 48>; ///< a 32-byte key under another one, with its tag

constexpr std::size_t MaxSlots = 8;
constexpr std::size_t MaxPassphraseSlots = 3;

/// One way to the master key, as the header holds it.
struct Slot
{
    Id id;
    SlotKind kind = SlotKind::Unknown;
    crypto::Argon2Costs costs; ///< zeros where no Argon2 is used
    Salt salt = {};
    Commitment commitment = {};
    WrappedKey wrapped = {};
    json::Value foreign; ///< of an unknown kind: the whole slot, kept as it is

    bool operator==(const Slot&) const = default;
};

enum class FileKind { Vault, Backup };

/// The readable part of a vault file: everything needed to try a passphrase, nothing about what is
/// inside.
struct Header
{
    Id vault;
    Id key;
    FileKind kind = FileKind::Vault;
    Salt bodySalt = {};
    Commitment bodyCommitment = {};
    std::vector<Slot> slotList; ///< 1 to 8, ascending by id ("slots" is a macro of Qt)

    bool operator==(const Header&) const = default;
};

/// Whether a vault of ours may ask for so much: at most 16 lanes, 1 GiB, and 16 GiB of memory times
/// passes. Looked at before memory is claimed, since a file could be anyone's.
bool areCostsBearable(const crypto::Argon2Costs& costs);

/// One slot in the header's spelling: what the body keeps of slots that only backups have. Absent
/// for anything else, unbearable costs and unknown kinds among it.
std::optional<Slot> slotFromText(std::string_view text);
std::string slotToText(const Slot& slot);

/// Damaged for anything but the one spelling and valid values; the costs of all slots are among
/// them ("costs"). NewerVersion if the only fault are members this version does not know.
base::Result<Header> readHeader(std::string_view text);

std::string writeHeader(const Header& header);

} // namespace vault
