// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/body.h"

namespace vault {

/// How many older versions an account has at least, unless they are large; more only where each
/// holds a secret that no later one has.
constexpr std::size_t KeptVersions = 10;

/// An account as its history keeps it: encoded without history and marks, the counter 0 (counters
/// only ever grow and are not part of a version). A very large one is without note, tags and
/// parameters.
base::Bytes versionOf(const Account& account);

/// The reverse. Damaged if it cannot be understood.
base::Result<Account> readVersion(const Id& id, base::ByteView version);

/// When a version was made; the first of all moments if it cannot be understood.
Stamp versionStamp(base::ByteView version);

/// Those versions of one account that are kept, later ones first and each once: the latest, and
/// the latest of each sealed secret. Keeping from a union is the same as keeping from its parts
/// first.
std::vector<base::Bytes> keptVersions(std::vector<base::Bytes> versions);

/// Completes a change of an account: sets its stamp, puts the version before into its history and
/// brings its marks of tags up to date.
void supersede(Account& account, const Account& before, const Stamp& stamp);

/// Forgets the oldest versions, of whichever account, while all together are larger than the file
/// can bear; never one that alone holds a secret.
void boundHistory(Body& body);

/// What Body::counters knows a sealed secret by: the tag at its end.
Id counterKey(const SealedSecret& secret);

/// Keeps the counter of an account whose secret goes out of use, if it has one.
void keepCounter(Body& body, const Account& account);

/// Gives an account the counter that is known for its secret, which comes back into use.
void takeCounter(Body& body, Account& account);

} // namespace vault
