// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/wiped_bytes.h"
#include "core/vault/header.h"
#include "core/vault/keys.h"

namespace vault {

constexpr std::size_t PreambleSize = 56; ///< magic, version, lengths and checksum
constexpr std::size_t LargestHeader = 65'536;
constexpr std::size_t SmallestBody = 16'400; ///< encrypted: the smallest padded length and a tag
constexpr std::size_t LargestBody = 67'108'880;
constexpr std::size_t LargestFile = PreambleSize + LargestHeader + LargestBody;

/// Length that `length` bytes (content and its length field) are filled up to, so that the size of
/// a file tells little about what is in it: 16 KiB, above that at most an eighth more.
std::size_t paddedLength(std::size_t length);

/// A vault file taken apart and checked as far as that goes without a key.
struct VaultFile
{
    Header header;
    base::Bytes mark; ///< see markOf()
    base::Bytes covered; ///< all bytes but the checksum: associated data, then the body
    std::size_t associatedSize = 0;

    base::ByteView associatedData() const { return base::ByteView(covered).first(associatedSize); }
    base::ByteView body() const { return base::ByteView(covered).subspan(associatedSize); }
};

/// Whether these bytes begin as every vault and every backup of one does. No more is looked at.
bool beginsLikeVault(base::ByteView file);

/// The beginning of a file, up to its checksum: equal only for the same save.
base::Bytes markOf(base::ByteView file);

/// Size, magic and checksum (Damaged "file", "checksum"), version (NewerVersion), header and costs
/// (see readHeader), in this order. Nothing is derived and nothing large is allocated but a copy.
base::Result<VaultFile> parseVaultFile(base::ByteView file);
/// The same from disk. CannotRead; a file beyond the limits is Damaged ("file").
base::Result<VaultFile> readVaultFile(const std::string& path);

/// Whether the writing of the file ended before its end: it is shorter than it says itself, or too
/// short to say. Such a file never stood in a vault's place, since files get there whole.
bool isCutShort(const std::string& path);

/// What the beginning of a file tells, without its checksum having been looked at.
struct VaultBeginning
{
    Header header;
    std::uint64_t size = 0; ///< of the whole file, if it is whole
};
/// Errors as of parseVaultFile(); `beginning` has the largest header at least, or is the whole
/// file.
base::Result<VaultBeginning> parseBeginning(base::ByteView beginning);

/// The key of this file's body and the commitment to it, 64 bytes: all it takes to read this one
/// file.
base::Result<crypto::SecretBytes> bodyKeys(const Header& header, base::ByteView master);

/// The body's CBOR, still unchecked. Damaged ("body") if commitment, tag or padding are wrong.
base::Result<crypto::WipedBytes> decryptBody(const VaultFile& file, base::ByteView master);
/// The same with bodyKeys().
base::Result<crypto::WipedBytes> decryptBodyWith(const VaultFile& file, base::ByteView bodyKeys);

/// A whole file: new salt and key for the body, whose salt and commitment go into `header`.
/// TooLarge if header or body exceed their limits.
base::Result<base::Bytes> encryptVaultFile(
    Header& header, const MasterKeys& keys, crypto::RandomSource& random, base::ByteView cbor);

} // namespace vault
