// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/body.h"
#include "core/vault/sealed_secret.h"
#include "core/vault/slots.h"

#include <span>

namespace vault {

/// All that a vault is opened with, made anew: a master key under an id of its own, a verification
/// key, and one passphrase slot and one recovery slot that wrap both.
struct Generation
{
    Id key;
    MasterKeys keys;
    crypto::SecretBytes verification;
    MadeSlot passphrase;
    MadeSlot recovery;
    RecoveryKey recoveryKey; ///< kept nowhere else
};

/// Takes as long as the costs say. InvalidField ("costs"), OutOfMemory, RandomFailed.
base::Result<Generation> makeGeneration(const Id& vault, const Passphrase& passphrase,
    const crypto::Argon2Costs& costs, crypto::RandomSource& random);

/// What shows that a generation of keys was given up by somebody who had its master key, and
/// cannot be made from the vault's file without it: 32 bytes for Body::retired.
base::Result<RetirementProof> retirementProof(base::ByteView master, base::ByteView ids);

/// The seal keys of one generation. Both lie in locked memory.
struct SealKeys
{
    crypto::SecretBytes unlocked;
    crypto::SecretBytes verified;

    static base::Result<SealKeys> from(
        base::ByteView sealKey, base::ByteView verification, base::ByteView ids);
};

/// Seals again under the keys of a later generation what was sealed under those of a former one.
/// What was equal stays equal, in one body or several: histories and merges go by that.
class Resealer
{
public:
    /// `hedgeKey` of the later generation; it, the keys and the source outlive this.
    Resealer(const SealKeys& former, const SealKeys& later, base::ByteView hedgeKey,
        crypto::RandomSource& random);

    /// Every sealed secret of the body: of accounts, their older versions, changes that can be
    /// undone, registrations, entries and members that are not understood. One that does not open
    /// under the former keys is damaged already and stays as it is; a registration that has one is
    /// marked EnrolAgain.
    base::Result<void> reseal(Body& body);

private:
    /// Where an item of the body stands: decides what a secret in it is bound to.
    struct Place
    {
        Id owner;
        std::string_view field;
        bool isInVersion = false;
    };
    void markUnusable(Body& body) const;
    base::Result<void> walk(base::MutableByteView item, Place place);
    base::Result<void> walkBytes(base::MutableByteView bytes, const Place& place);
    base::Result<void> sealAgain(
        base::MutableByteView sealed, SealScheme scheme, const Place& place);

    const SealKeys& m_former;
    const SealKeys& m_later;
    base::ByteView m_hedgeKey;
    crypto::RandomSource& m_random;
    std::map<SealedSecret, SealedSecret> m_again; ///< former to later
};

} // namespace vault
