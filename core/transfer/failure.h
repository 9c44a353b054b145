// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace transfer {

/// Why a file gives no accounts.
enum class Refusal {
    NotRecognised, ///< no file that we know; `format` is the nearest guess, where there is one, and
                   ///< arguments: what such a file has and this one has not
    NoAccounts, ///< read, but nothing in it makes codes
    PassphraseNeeded,
    WrongPassphrase,
    WrongPassphraseOrDamaged, ///< the format cannot tell which
    Damaged, ///< arguments: which part
    Unsupported, ///< recognised, cannot be opened here; see `obstacle`
    TooExpensive, ///< asks for absurd work; arguments: what for, the limit
    TooLarge, ///< arguments: what, the limit
    Cancelled,
    Failed, ///< see `cause`
};

/// What makes a recognised file one that cannot be opened; ui/text knows what to do about each.
enum class Obstacle {
    None,
    NewerSchema, ///< a later version of the format; arguments: the version
    OlderSchema, ///< an earlier version, which the program itself brings up to date
    AccountRestricted, ///< only the service that wrote it can open it
    NoPassphraseSlot, ///< only the phone's own keys open it
    BoundToMachine, ///< only that computer, or something plugged into it, opens it
    UnknownCipher, ///< encrypted in a way that the program lets choose; arguments: its name
    NewerVault, ///< of our own, by a later version of this program
    OpenPgp, ///< encrypted for OpenPGP, by the program or by somebody afterwards
    ServerWrapped, ///< a server's own encryption was left on it when it was copied
    OtherFile, ///< with a wrong passphrase: one of another program that needs the file beside it
               ///< looks the same
    KeyFile, ///< with a wrong passphrase: a key file or a device may be needed besides
    WholeEncrypted, ///< with NotRecognised: pages that look like chance from end to end
    NoSignature, ///< with NotRecognised: it may be of `format`, of which nothing in it tells
};

/// What a person and a script get to know. No secret, and no name of an account, is ever in it.
struct Failure
{
    Refusal refusal = Refusal::Failed;
    std::vector<std::string> arguments = {};
    Obstacle obstacle = Obstacle::None;
    std::string_view format = {}; ///< id of the format that was recognised, or guessed
    base::Error cause = { base::ErrorCode::CryptoFailed }; ///< where nothing above says it

    bool operator==(const Failure&) const = default;
};

template <typename T> using Outcome = base::Result<T, Failure>;

/// A failure of the machine while a file was read: out of memory, cannot read.
inline Failure failed(const base::Error& cause)
{
    return { .refusal = Refusal::Failed, .cause = cause };
}

/// Damaged, and which part.
inline Failure damaged(std::string part)
{
    return { .refusal = Refusal::Damaged, .arguments = { std::move(part) } };
}

} // namespace transfer
