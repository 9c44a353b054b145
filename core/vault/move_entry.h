// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/account.h"

#include <string>

namespace vault {

/// Programs that write no file which another one could read, as the checklist calls them.
namespace moveFrom {
inline constexpr std::string_view Authy = "authy";
inline constexpr std::string_view Microsoft = "microsoft";
inline constexpr std::string_view Duo = "duo";
} // namespace moveFrom

/// How far the move of one account has come.
enum class MoveState {
    Waiting, ///< still to be moved
    Added, ///< what makes its codes now is here
    Tested, ///< the service has taken one of these codes
    Done, ///< what the former program had is removed at the service
    Stays, ///< it cannot be moved
};

/// One line of the checklist of somebody who moves from a program without export, account by
/// account. It holds no secret: names as the user typed them, and how far it has come.
struct MoveEntry
{
    Id id;
    std::string program; ///< one of moveFrom, or a newer program's
    QString service;
    QString user; ///< may be empty
    MoveState state = MoveState::Waiting;
    std::optional<Id> account; ///< the one that was added for it; may have gone since
    Stamp created;
    Stamp changed;
    base::Bytes unknown; ///< members of a newer program, CBOR, kept as they are

    bool operator==(const MoveEntry&) const = default;
};

} // namespace vault
