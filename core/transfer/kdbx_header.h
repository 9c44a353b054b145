// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/argon2.h"
#include "core/crypto/key_stream.h"
#include "core/transfer/failure.h"

#include <optional>
#include <variant>

namespace transfer {

/// KeePass's own derivation of a key.
struct KdbxAesKdf
{
    base::Bytes seed;
    std::uint64_t rounds = 0;
};

struct KdbxArgon2
{
    crypto::Argon2Type type = crypto::Argon2Type::Id;
    std::uint32_t version = 0;
    base::Bytes salt;
    base::Bytes secret;
    base::Bytes associatedData;
    crypto::Argon2Costs costs;
};

enum class KdbxCipher { Aes256, ChaCha20 };

/// What stands before the encrypted part of a KeePass file, versions 3 and 4 of KDBX.
struct KdbxHeader
{
    std::uint64_t version = 0; ///< 3 or 4
    std::size_t size = 0; ///< with what proves it whole, in version 4
    KdbxCipher cipher = KdbxCipher::Aes256;
    bool isZipped = false;
    base::Bytes masterSeed = {};
    base::Bytes iv = {};
    std::variant<KdbxAesKdf, KdbxArgon2> derivation = {};

    // Version 3 has these in the clear.
    std::uint64_t streamId = 0;
    base::Bytes streamKey = {};
    base::Bytes startBytes = {}; ///< what the encrypted part begins with
};

/// Begins as a file of KeePass 2 does.
bool beginsAsKdbx(base::ByteView file);

/// Reads the header. Damaged, TooExpensive for the costs of a key, NewerSchema, OlderSchema, and
/// UnknownCipher with its name, or its id, for what is not known here.
Outcome<KdbxHeader> readKdbxHeader(base::ByteView file);

/// The cipher over what is secret within the document; UnknownCipher for any other.
Outcome<crypto::StreamCipher> kdbxStreamCipher(std::uint64_t id);

} // namespace transfer
