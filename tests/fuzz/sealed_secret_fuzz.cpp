// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/crypto/random.h"
#include "core/vault/sealed_secret.h"

#include <cstdlib>

/// The input as a sealed secret (which opens only if it is the one of the corpus) and as a secret
/// to be sealed.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const base::ByteView input(data, size);
    const base::Bytes key(32, 7);
    const vault::Id owner;
    const base::Result<crypto::SecretBytes> opened =
        vault::unseal(key, vault::SealScheme::Unlocked, { owner, "secret" }, input);
    if (opened && !vault::isSealed(input, vault::SealScheme::Unlocked))
        std::abort();

    crypto::SystemRandom random;
    const base::Result<vault::SealedSecret> sealed =
        vault::seal({ key, vault::SealScheme::Unlocked, key, random }, { owner, "secret" }, input);
    if (!sealed && size <= vault::LargestSecret)
        std::abort();
    if (!sealed)
        return 0;
    const base::Result<crypto::SecretBytes> again =
        vault::unseal(key, vault::SealScheme::Unlocked, { owner, "secret" }, *sealed);
    if (!again || !crypto::equalInConstantTime(again->view(), input))
        std::abort();
    return 0;
}
