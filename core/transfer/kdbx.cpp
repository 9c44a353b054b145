// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/kdbx.h"

#include "core/crypto/aes_cbc.h"
#include "core/crypto/aes_kdf.h"
#include "core/crypto/hmac.h"
#include "core/transfer/gzip.h"
#include "core/transfer/little_endian.h"

#include <algorithm>
#include <limits>

namespace transfer {

namespace {

using crypto::Hash;

constexpr std::size_t Sha256Size = crypto::hashSize(Hash::Sha256);
constexpr std::uint64_t HeaderBlock = std::numeric_limits<std::uint64_t>::max();

/// What passphrase, key file and header make: the key of the cipher, and that of the MACs.
struct Keys
{
    crypto::Digest cipher;
    crypto::Digest mac;
};

void appendLittle(base::Bytes& out, std::uint64_t number, std::size_t size)
{
    for (std::size_t i = 0; i < size; ++i)
        out.push_back(static_cast<std::uint8_t>(number >> (8 * i)));
}

base::Result<crypto::SecretBytes> transformed(base::ByteView composite, const KdbxHeader& header)
{
    if (const auto* aes = std::get_if<KdbxAesKdf>(&header.derivation))
        return crypto::aesKdf(composite.first<crypto::AesKdfKeySize>(),
            base::ByteView(aes->seed).first<crypto::AesKdfSeedSize>(), aes->rounds);
    const auto& argon2 = std::get<KdbxArgon2>(header.derivation);
    return crypto::argon2({ .type = argon2.type,
                              .version = argon2.version,
                              .secret = argon2.secret,
                              .associatedData = argon2.associatedData },
        composite, argon2.salt, argon2.costs, Sha256Size);
}

/// What opens the file, in one. Where no passphrase is set, which a key file allows, none is part
/// of it: not even an empty one.
base::Result<crypto::Digest> compositeOf(const Request& request)
{
    crypto::WipedBytes parts;
    if (!request.passphrase->isEmpty() || !request.keyFile) {
        const auto typed = crypto::digest(Hash::Sha256, request.passphrase->view());
        if (!typed)
            return typed.error();
        parts.assign(typed->view().begin(), typed->view().end());
    }
    if (request.keyFile)
        parts.insert(parts.end(), request.keyFile->view().begin(), request.keyFile->view().end());
    return crypto::digest(Hash::Sha256, parts);
}

base::Result<Keys> keysOf(const KdbxHeader& header, const Request& request)
{
    const auto composite = compositeOf(request);
    if (!composite)
        return composite.error();
    const auto key = transformed(composite->view(), header);
    if (!key)
        return key.error();
    auto seeded = crypto::SecretBytes::ofSize(header.masterSeed.size() + key->size() + 1);
    if (!seeded)
        return seeded.error();
    std::ranges::copy(header.masterSeed, seeded->bytes().begin());
    std::ranges::copy(key->view(), seeded->bytes().subspan(header.masterSeed.size()).begin());
    seeded->bytes().back() = 1;
    const auto cipher = crypto::digest(Hash::Sha256, seeded->view().first(seeded->size() - 1));
    const auto mac = crypto::digest(Hash::Sha512, seeded->view());
    if (!cipher || !mac)
        return cipher ? mac.error() : cipher.error();
    return Keys { *cipher, *mac };
}

/// Whether a MAC of version 4 is right; each block has a key of its own.
base::Result<bool> isMacRight(
    const Keys& keys, std::uint64_t block, base::ByteView message, base::ByteView mac)
{
    auto material = crypto::SecretBytes::ofSize(sizeof(block) + keys.mac.view().size());
    if (!material)
        return material.error();
    for (std::size_t i = 0; i < sizeof(block); ++i)
        material->bytes()[i] = static_cast<std::uint8_t>(block >> (8 * i));
    std::ranges::copy(keys.mac.view(), material->bytes().subspan(sizeof(block)).begin());
    const auto key = crypto::digest(Hash::Sha512, material->view());
    if (!key)
        return key.error();
    const auto right = crypto::hmac(Hash::Sha256, key->view(), message);
    if (!right)
        return right.error();
    return crypto::equalInConstantTime(right->view(), mac);
}

/// The header of version 4 proves the passphrase.
Outcome<void> checkHeader(base::ByteView file, const KdbxHeader& header, const Keys& keys)
{
    const base::ByteView bare = file.first(header.size - 2 * Sha256Size);
    const base::ByteView mac = file.subspan(header.size - Sha256Size, Sha256Size);
    const auto isRight = isMacRight(keys, HeaderBlock, bare, mac);
    if (!isRight)
        return failed(isRight.error());
    return *isRight
        ? Outcome<void>()
        : Failure { .refusal = Refusal::WrongPassphrase, .obstacle = Obstacle::KeyFile };
}

/// The blocks that version 4 has cut the ciphertext into, each with its MAC.
Outcome<base::Bytes> joinedMacBlocks(base::ByteView blocks, const Keys& keys)
{
    base::Bytes joined;
    LittleEndian rest(blocks);
    for (std::uint64_t number = 0;; ++number) {
        const auto mac = rest.take(Sha256Size);
        const auto size = rest.number(4);
        const auto block = size ? rest.take(*size) : std::nullopt;
        if (!block)
            return damaged("block");
        base::Bytes message;
        message.reserve(sizeof(number) + sizeof(std::uint32_t) + block->size());
        appendLittle(message, number, sizeof(number));
        appendLittle(message, *size, sizeof(std::uint32_t));
        base::append(message, *block);
        const auto isRight = isMacRight(keys, number, message, *mac);
        if (!isRight)
            return failed(isRight.error());
        if (!*isRight)
            return damaged("block");
        if (block->empty())
            return joined;
        base::append(joined, *block);
    }
}

/// The blocks that version 3 has cut the plaintext into, each with its hash.
Outcome<crypto::WipedBytes> joinedHashBlocks(base::ByteView blocks)
{
    crypto::WipedBytes joined;
    joined.reserve(blocks.size());
    LittleEndian rest(blocks);
    for (std::uint64_t number = 0;; ++number) {
        const auto index = rest.number(4);
        const auto told = rest.take(Sha256Size);
        const auto size = rest.number(4);
        const auto block = size ? rest.take(*size) : std::nullopt;
        if (!block || *index != number)
            return damaged("block");
        if (block->empty())
            return joined;
        const auto hash = crypto::digest(Hash::Sha256, *block);
        if (!hash)
            return failed(hash.error());
        if (!std::ranges::equal(*told, hash->view()))
            return damaged("block");
        joined.insert(joined.end(), block->begin(), block->end());
    }
}

/// Undoes the cipher. Damaged where the padding is none.
base::Result<crypto::WipedBytes> decrypted(
    const KdbxHeader& header, const Keys& keys, base::ByteView sealed)
{
    const auto key = keys.cipher.view().first<crypto::KeyStreamKeySize>();
    crypto::WipedBytes plain(sealed.begin(), sealed.end());
    if (header.cipher == KdbxCipher::ChaCha20) {
        const auto stream = crypto::KeyStream::make(crypto::StreamCipher::ChaCha20, key, header.iv);
        if (!stream)
            return stream.error();
        if (const auto applied = stream->apply(0, plain); !applied)
            return applied.error();
        return plain;
    }
    const auto size = crypto::aesCbcOpen(
        key, base::ByteView(header.iv).first<crypto::CbcBlockSize>(), sealed, plain);
    if (!size)
        return size.error();
    plain.resize(*size);
    return plain;
}

Outcome<crypto::WipedBytes> openedVersion4(
    base::ByteView file, const KdbxHeader& header, const Keys& keys)
{
    if (const Outcome<void> checked = checkHeader(file, header, keys); !checked)
        return checked.error();
    const Outcome<base::Bytes> sealed = joinedMacBlocks(file.subspan(header.size), keys);
    if (!sealed)
        return sealed.error();
    auto plain = decrypted(header, keys, *sealed);
    if (!plain)
        return plain.error().code == base::ErrorCode::Damaged ? damaged("ciphertext")
                                                              : failed(plain.error());
    return std::move(*plain);
}

Outcome<crypto::WipedBytes> openedVersion3(
    base::ByteView file, const KdbxHeader& header, const Keys& keys)
{
    const auto plain = decrypted(header, keys, file.subspan(header.size));
    if (!plain && plain.error().code != base::ErrorCode::Damaged)
        return failed(plain.error());
    const bool isOpen = plain && plain->size() >= header.startBytes.size()
        && crypto::equalInConstantTime(
            base::ByteView(*plain).first(header.startBytes.size()), header.startBytes);
    if (!isOpen)
        return Failure { .refusal = Refusal::WrongPassphraseOrDamaged,
            .obstacle = Obstacle::KeyFile };
    return joinedHashBlocks(base::ByteView(*plain).subspan(header.startBytes.size()));
}

/// Which cipher hides what is secret within the document, and its key.
struct Inner
{
    std::uint64_t streamId = 0;
    crypto::WipedBytes key;
    std::size_t size = 0; ///< of what stands before the document
};

/// What version 4 has before the document.
Outcome<Inner> innerHeaderOf(base::ByteView bytes)
{
    enum InnerField : std::uint64_t { InnerEnd = 0, InnerStreamId = 1, InnerStreamKey = 2 };
    Inner inner;
    LittleEndian rest(bytes);
    for (;;) {
        const auto id = rest.number(1);
        const auto size = rest.number(4);
        const auto value = size ? rest.take(*size) : std::nullopt;
        if (!value)
            return damaged("inner header");
        if (*id == InnerStreamId && value->size() == 4)
            inner.streamId = LittleEndian::valueOf(*value);
        else if (*id == InnerStreamKey)
            inner.key.assign(value->begin(), value->end());
        if (*id == InnerEnd)
            break;
    }
    inner.size = bytes.size() - rest.rest().size();
    return inner;
}

Outcome<crypto::KeyStream> streamOf(std::uint64_t id, base::ByteView key)
{
    constexpr std::string_view SalsaNonce = "\xe8\x30\x09\x4b\x97\x20\x5d\x2a";
    const Outcome<crypto::StreamCipher> cipher = kdbxStreamCipher(id);
    if (!cipher)
        return cipher.error();
    const bool isChaCha20 = *cipher == crypto::StreamCipher::ChaCha20;
    const auto hash = crypto::digest(isChaCha20 ? Hash::Sha512 : Hash::Sha256, key);
    if (!hash)
        return failed(hash.error());
    const base::ByteView nonce = isChaCha20
        ? hash->view().subspan(crypto::KeyStreamKeySize, crypto::nonceSize(*cipher))
        : base::bytesOf(SalsaNonce);
    auto stream =
        crypto::KeyStream::make(*cipher, hash->view().first<crypto::KeyStreamKeySize>(), nonce);
    if (!stream)
        return failed(stream.error());
    return std::move(*stream);
}

} // namespace

Outcome<KdbxDocument> openKdbx(
    base::ByteView file, const KdbxHeader& header, const Request& request)
{
    if (request.stop.stop_requested())
        return Failure { .refusal = Refusal::Cancelled };
    const auto keys = keysOf(header, request);
    if (!keys)
        return failed(keys.error());
    const bool isOld = header.version < 4;
    Outcome<crypto::WipedBytes> plain =
        isOld ? openedVersion3(file, header, *keys) : openedVersion4(file, header, *keys);
    if (plain && header.isZipped)
        plain = gunzip(*plain);
    if (!plain)
        return plain.error();
    Inner inner { .streamId = header.streamId,
        .key = { header.streamKey.begin(), header.streamKey.end() } };
    if (!isOld) {
        Outcome<Inner> read = innerHeaderOf(*plain);
        if (!read)
            return read.error();
        inner = std::move(*read);
    }
    Outcome<crypto::KeyStream> stream = streamOf(inner.streamId, inner.key);
    if (!stream)
        return stream.error();
    return KdbxDocument { std::move(*plain), inner.size, std::move(*stream) };
}

} // namespace transfer
