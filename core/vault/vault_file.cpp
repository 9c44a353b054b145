// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/vault_file.h"

#include "core/base/atomic_file.h"
#include "core/crypto/aead.h"
#include "core/vault/zero_nonce.h"

#include <algorithm>
#include <bit>
#include <sys/stat.h>

namespace vault {

namespace {

constexpr std::array<std::uint8_t, 8> Magic = { 'C', 'S', 'V', 'A', 'U', 'L', 'T', 0x1a };
constexpr std::uint16_t Version = 1;
constexpr std::size_t VersionOffset = 8;
constexpr std::size_t ReservedOffset = 10;
constexpr std::size_t HeaderSizeOffset = 12;
constexpr std::size_t BodySizeOffset = 16;
constexpr std::size_t ChecksumOffset = 24;
constexpr std::size_t LengthFieldSize = 4;
constexpr std::size_t SmallestPadding = 16'384;

base::Error damaged(const char* context, const char* part)
{
    return { base::ErrorCode::Damaged, context, { part } };
}

/// Lengths as the preamble states them.
struct Lengths
{
    std::size_t header = 0;
    std::size_t body = 0;
};

base::Result<Lengths> readLengths(base::ByteView file)
{
    if (file.size() < PreambleSize || !beginsLikeVault(file))
        return damaged("file: magic", "file");
    const std::uint32_t header = base::readU32(file.subspan(HeaderSizeOffset));
    const std::uint64_t body = base::readU64(file.subspan(BodySizeOffset));
    if (header < 2 || header > LargestHeader || body < SmallestBody || body > LargestBody)
        return damaged("file: lengths", "file");
    return Lengths { header, static_cast<std::size_t>(body) };
}

base::Bytes preamble(std::size_t headerSize, std::size_t bodySize)
{
    base::Bytes bytes(Magic.begin(), Magic.end());
    base::appendU16(bytes, Version);
    base::appendU16(bytes, 0);
    base::appendU32(bytes, static_cast<std::uint32_t>(headerSize));
    base::appendU64(bytes, bodySize);
    return bytes;
}

crypto::WipedBytes padded(base::ByteView cbor)
{
    crypto::WipedBytes plain(paddedLength(cbor.size() + LengthFieldSize));
    base::Bytes length;
    base::appendU32(length, static_cast<std::uint32_t>(cbor.size()));
    std::ranges::copy(length, plain.begin());
    std::ranges::copy(cbor, plain.begin() + LengthFieldSize);
    return plain;
}

} // namespace

std::size_t paddedLength(std::size_t length)
{
    if (length <= SmallestPadding)
        return SmallestPadding;
    const std::size_t step = std::size_t { 1 } << (std::bit_width(length) - 1 - 3);
    return (length + step - 1) / step * step;
}

bool beginsLikeVault(base::ByteView file)
{
    return file.size() >= Magic.size() && std::ranges::equal(file.first(Magic.size()), Magic);
}

base::Result<VaultBeginning> parseBeginning(base::ByteView beginning)
{
    const base::Result<Lengths> lengths = readLengths(beginning);
    if (!lengths)
        return lengths.error();
    if (beginning.size() < PreambleSize + lengths->header)
        return damaged("file: header", "file");
    base::Result<Header> header =
        readHeader(base::textOf(beginning.subspan(PreambleSize, lengths->header)));
    if (!header)
        return header.error();
    return VaultBeginning { std::move(*header), PreambleSize + lengths->header + lengths->body };
}

base::Result<crypto::SecretBytes> bodyKeys(const Header& header, base::ByteView master)
{
    const base::Bytes ids = joinIds(header.vault, header.key);
    return derive(master, header.bodySalt, "body", ids, 2 * KeySize);
}

base::Bytes markOf(base::ByteView file)
{
    const base::ByteView mark = file.first(std::min(file.size(), PreambleSize));
    return { mark.begin(), mark.end() };
}

base::Result<VaultFile> readVaultFile(const std::string& path)
{
    const base::Result<base::Bytes> bytes = base::readFile(path, LargestFile);
    if (!bytes && bytes.error().code == base::ErrorCode::TooLarge)
        return base::Error { base::ErrorCode::Damaged, "file: size", { "file" } };
    if (!bytes)
        return bytes.error();
    return parseVaultFile(*bytes);
}

base::Result<VaultFile> parseVaultFile(base::ByteView file)
{
    const base::Result<Lengths> lengths = readLengths(file);
    if (!lengths)
        return lengths.error();
    if (PreambleSize + lengths->header + lengths->body != file.size())
        return damaged("file: size", "file");
    VaultFile parsed;
    parsed.mark = markOf(file);
    parsed.associatedSize = ChecksumOffset + lengths->header;
    parsed.covered.reserve(file.size() - (PreambleSize - ChecksumOffset));
    base::append(parsed.covered, file.first(ChecksumOffset));
    base::append(parsed.covered, file.subspan(PreambleSize));
    const base::Result<crypto::Digest> checksum =
        crypto::digest(crypto::Hash::Sha256, parsed.covered);
    if (!checksum)
        return checksum.error();
    const base::ByteView stated = file.subspan(ChecksumOffset, PreambleSize - ChecksumOffset);
    if (!std::ranges::equal(checksum->view(), stated))
        return damaged("file: checksum", "checksum");
    if (base::readU16(file.subspan(VersionOffset)) != Version
        || base::readU16(file.subspan(ReservedOffset)) != 0)
        return base::Error { base::ErrorCode::NewerVersion, "file: version" };
    base::Result<Header> header =
        readHeader(base::textOf(file.subspan(PreambleSize, lengths->header)));
    if (!header)
        return header.error();
    parsed.header = std::move(*header);
    return parsed;
}

bool isCutShort(const std::string& path)
{
    struct stat status = {};
    const base::Result<base::Bytes> begin = base::readBeginning(path, PreambleSize);
    if (!begin || ::lstat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode))
        return false;
    const std::size_t comparable = std::min(begin->size(), Magic.size());
    if (!std::ranges::equal(
            base::ByteView(*begin).first(comparable), base::ByteView(Magic).first(comparable)))
        return false;
    if (begin->size() < PreambleSize)
        return true;
    const base::ByteView preamble = *begin;
    const std::uint64_t header = base::readU32(preamble.subspan(HeaderSizeOffset));
    const std::uint64_t body = base::readU64(preamble.subspan(BodySizeOffset));
    const auto size = static_cast<std::uint64_t>(status.st_size);
    return header <= LargestHeader && body <= LargestBody && size < PreambleSize + header + body;
}

base::Result<crypto::WipedBytes> decryptBody(const VaultFile& file, base::ByteView master)
{
    const base::Result<crypto::SecretBytes> keys = bodyKeys(file.header, master);
    if (!keys)
        return keys.error();
    return decryptBodyWith(file, keys->view());
}

base::Result<crypto::WipedBytes> decryptBodyWith(const VaultFile& file, base::ByteView keys)
{
    // Without the commitment one ciphertext could be made to open under two keys.
    if (!crypto::equalInConstantTime(keys.subspan(KeySize), file.header.bodyCommitment))
        return damaged("body: commitment", "body");
    crypto::WipedBytes plain(file.body().size() - crypto::AeadTagSize);
    const base::Result<void> opened = crypto::aeadOpen(
        keys.first<crypto::AeadKeySize>(), ZeroNonce, file.associatedData(), file.body(), plain);
    if (!opened)
        return damaged("body: tag", "body");

    const std::size_t size = base::readU32(plain);
    if (size > plain.size() - LengthFieldSize
        || plain.size() != paddedLength(size + LengthFieldSize))
        return damaged("body: length", "body");
    const base::ByteView padding = base::ByteView(plain).subspan(LengthFieldSize + size);
    if (!std::ranges::all_of(padding, [](std::uint8_t byte) { return byte == 0; }))
        return damaged("body: padding", "body");
    plain.erase(plain.begin(), plain.begin() + LengthFieldSize);
    plain.resize(size);
    return plain;
}

base::Result<base::Bytes> encryptVaultFile(
    Header& header, const MasterKeys& keys, crypto::RandomSource& random, base::ByteView cbor)
{
    if (paddedLength(cbor.size() + LengthFieldSize) + crypto::AeadTagSize > LargestBody)
        return base::Error { base::ErrorCode::TooLarge, "body",
            { "vault", std::to_string(LargestBody) } };
    const crypto::WipedBytes plain = padded(cbor);
    const base::Result<crypto::Digest> content = crypto::digest(crypto::Hash::Sha256, plain);
    if (!content)
        return content.error();
    const base::Result<crypto::Digest> salt =
        hedged(keys.hedge.view(), random, { content->view() });
    if (!salt)
        return salt.error();
    std::ranges::copy(salt->view(), header.bodySalt.begin());
    const base::Result<crypto::SecretBytes> body = bodyKeys(header, keys.master.view());
    if (!body)
        return body.error();
    std::ranges::copy(body->view().subspan(KeySize), header.bodyCommitment.begin());

    const std::string text = writeHeader(header);
    if (text.size() > LargestHeader)
        return base::Error { base::ErrorCode::TooLarge, "header",
            { "header", std::to_string(LargestHeader) } };
    const std::size_t bodySize = plain.size() + crypto::AeadTagSize;
    base::Bytes covered = preamble(text.size(), bodySize);
    base::append(covered, base::bytesOf(text));
    const std::size_t associatedSize = covered.size();
    covered.resize(associatedSize + bodySize);
    const base::MutableByteView all = covered;
    const base::Result<void> sealed = crypto::aeadSeal(body->view().first<crypto::AeadKeySize>(),
        ZeroNonce, all.first(associatedSize), plain, all.subspan(associatedSize));
    if (!sealed)
        return sealed.error();
    const base::Result<crypto::Digest> checksum = crypto::digest(crypto::Hash::Sha256, covered);
    if (!checksum)
        return checksum.error();
    covered.insert(
        covered.begin() + ChecksumOffset, checksum->view().begin(), checksum->view().end());
    return covered;
}

} // namespace vault
