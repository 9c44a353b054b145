// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/kdf.h"
#include "core/crypto/scrypt.h"
#include "core/transfer/failure.h"

namespace transfer {

// What a file may ask for before any key is derived from a passphrase. TooExpensive beyond, and
// Damaged for values that are none. Whatever a format derives goes through one of these first.

/// 128 · n · r · p is at most 1 GiB, n a power of two, p at most 16.
Outcome<void> checkScrypt(const crypto::ScryptCosts& costs);

/// 1 to 10,000,000 iterations.
Outcome<void> checkPbkdf2(std::uint64_t iterations);

/// 1 to 100,000,000 rounds.
Outcome<void> checkAesKdf(std::uint64_t rounds);

/// At most 2 GiB, 64 passes and 64 lanes.
Outcome<void> checkArgon2(const crypto::Argon2Costs& costs);

/// For programs that take many passes over little memory: at most 2 GiB, 64 lanes, 4096 passes, and
/// in all no more than 64 passes over 2 GiB are.
Outcome<void> checkArgon2Work(const crypto::Argon2Costs& costs);

/// That a passphrase is needed for a key with these costs; where they are beyond what a computer
/// may have to spare, with the memory in MiB as the argument.
Failure passphraseNeeded(const crypto::Argon2Costs& costs);

} // namespace transfer
