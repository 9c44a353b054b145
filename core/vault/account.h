// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/clock.h"
#include "core/otp/credential.h"
#include "core/vault/id.h"

#include <QString>
#include <QStringList>

#include <array>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace vault {

/// A secret as it lies in memory and in the body: scheme, nonce, ciphertext and tag. It is opened
/// only for the instant it is used.
using SealedSecret = base::Bytes;

/// What a picture of an account is known by: the SHA-256 of its file.
using PictureId = std::array<std::uint8_t, 32>;

/// When and by which device something was changed; the later stamp wins a merge.
struct Stamp
{
    std::int64_t milliseconds = 0; ///< since 1970
    Id device;

    auto operator<=>(const Stamp&) const = default;
};

/// One identity at one service. Secrets in it are sealed.
struct Account
{
    Id id;
    QString issuer;
    QString name;
    QString labelIssuer; ///< the label's own issuer where it differs
    QString note;
    QStringList tags;
    /// Tags that came from another copy (they are among `tags`) or were taken off (they are not):
    /// when that was. A tag without a mark is as old as `changed`.
    std::map<QString, Stamp> tagMarks;
    bool pinned = false;
    /// Its own picture, which is in Body::pictures; where it is missing there, there is none.
    std::optional<PictureId> picture;
    otp::Credential credential;
    std::uint64_t counterDoubt = 0; ///< see counterMayBeBehind()
    SealedSecret secret; ///< empty where the credential makes no codes
    SealedSecret pin; ///< empty: none kept
    std::vector<std::pair<std::string, std::string>> otherParameters; ///< of the link it came from
    Stamp created;
    Stamp changed;
    std::optional<base::Time> trashed; ///< in the trash since
    std::vector<base::Bytes> history; ///< older versions (core/vault/history.h), newest first
    base::Bytes unknown; ///< members of a newer program, CBOR, kept as they are
    base::Bytes unknownOfCredential; ///< the same inside the credential

    bool operator==(const Account&) const = default;

    /// The account comes from an older state, and codes beyond its counter may have been used
    /// since. The doubt counts up to an odd number when that is noted, to an even one when it is
    /// settled: of two copies with one counter that which knows more has the larger number.
    bool counterMayBeBehind() const { return counterDoubt % 2 == 1; }
};

} // namespace vault
