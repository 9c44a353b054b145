// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/vault.h"

#include <optional>

namespace push {

/// What can be changed of a registration that stays the same.
enum class ChangeKind {
    RenewVerification, ///< a new key that only verification opens, in the place of one there was
    RemoveVerification, ///< that key goes
    TakeTransactions, ///< the service may ask for consent to transactions, too
    RefuseTransactions,
};

struct RegistrationChange
{
    ChangeKind kind = ChangeKind::RenewVerification;
    /// RenewVerification needs one.
    std::optional<vault::Verification> verification = std::nullopt;
};

/// What of a registration can be changed at its server, and how that stands.
struct ChangeOptions
{
    bool canRenewVerification = false;
    bool hasVerification = false;
    bool canChooseTransactions = false;
    bool takesTransactions = false;

    bool operator==(const ChangeOptions&) const = default;
};

} // namespace push
