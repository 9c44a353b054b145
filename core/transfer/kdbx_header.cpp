// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/kdbx_header.h"

#include "core/crypto/aes_cbc.h"
#include "core/crypto/aes_kdf.h"
#include "core/crypto/hmac.h"
#include "core/transfer/bounds.h"
#include "core/transfer/little_endian.h"

#include <algorithm>
#include <limits>
#include <map>

namespace transfer {

namespace {

using namespace std::string_view_literals;

// keepassxreboot/keepassxc, src/format/KeePass2.h
constexpr std::string_view Signature = "\x03\xd9\xa2\x9a\x67\xfb\x4b\xb5"sv;
constexpr std::string_view AesCipherId = "31c1f2e6bf714350be5805216afc5aff";
constexpr std::string_view ChaCha20Id = "d6038a2b8b6f4cb5a524339a31dbb59a";
constexpr std::string_view TwofishId = "ad68f29f576f4bb9a36ad47af965346c";
constexpr std::string_view AesKdfId = "c9d9f39a628a4460bf740d08c18a4fea";
constexpr std::string_view OldAesKdfId = "7c02bb8279a74ac0927d114a00648238";
constexpr std::string_view Argon2dId = "ef636ddf8c29444b91f7a9a403e30a0c";
constexpr std::string_view Argon2idId = "9e298b1956db4773b23dfc3ec6f0a1e6";

constexpr std::uint64_t OldestVersion = 3;
constexpr std::uint64_t NewestVersion = 4;
constexpr std::size_t MasterSeedSize = 32;
constexpr std::size_t StartSize = 32;
constexpr std::size_t SmallestSalt = 8; ///< of Argon2
constexpr std::size_t MostParameters = std::size_t { 64 } * 1024; ///< bytes; programs write 150
constexpr std::uint64_t Gzip = 1;

enum Field : std::uint64_t {
    EndOfHeader = 0,
    CipherId = 2,
    Compression = 3,
    MasterSeed = 4,
    TransformSeed = 5,
    TransformRounds = 6,
    Iv = 7,
    StreamKey = 8,
    StartBytes = 9,
    StreamId = 10,
    KdfParameters = 11,
};

using Fields = std::map<std::uint64_t, base::ByteView>;
using DerivationParameters = std::map<std::string_view, base::ByteView>;

Failure unknownCipher(std::string name)
{
    return { .refusal = Refusal::Unsupported,
        .arguments = { std::move(name) },
        .obstacle = Obstacle::UnknownCipher };
}

template <typename Key> base::ByteView valueOf(const std::map<Key, base::ByteView>& values, Key key)
{
    const auto found = values.find(key);
    return found == values.end() ? base::ByteView() : found->second;
}

base::Bytes copyOf(base::ByteView bytes)
{
    return { bytes.begin(), bytes.end() };
}

/// A number of four or eight bytes; 0 where it is none, which no cost may be.
std::uint64_t numberOf(base::ByteView bytes)
{
    return bytes.size() == 4 || bytes.size() == 8 ? LittleEndian::valueOf(bytes) : 0;
}

/// As a number that fits: what does not is beyond every bound.
std::uint32_t bounded(std::uint64_t number)
{
    constexpr std::uint64_t Most = std::numeric_limits<std::uint32_t>::max();
    return static_cast<std::uint32_t>(std::min(number, Most));
}

/// The fields of the header, which are taken away from the file.
std::optional<Fields> takeFields(LittleEndian& file, std::uint64_t version)
{
    Fields fields;
    for (;;) {
        const auto id = file.number(1);
        const auto size = file.number(version < 4 ? 2 : 4);
        const auto value = size ? file.take(*size) : std::nullopt;
        if (!value)
            return std::nullopt;
        if (*id == EndOfHeader)
            return fields;
        fields[*id] = *value;
    }
}

/// What KDBX 4 calls a variant dictionary.
std::optional<DerivationParameters> parametersOf(base::ByteView bytes)
{
    constexpr std::uint64_t Major = 1;
    LittleEndian rest(bytes);
    const auto version = rest.number(2);
    if (!version || *version >> 8 != Major || bytes.size() > MostParameters)
        return std::nullopt;
    DerivationParameters parameters;
    for (;;) {
        const auto type = rest.number(1);
        if (!type || *type == 0)
            return type ? std::optional(parameters) : std::nullopt;
        const auto nameSize = rest.number(4);
        const auto name = nameSize ? rest.take(*nameSize) : std::nullopt;
        const auto valueSize = name ? rest.number(4) : std::nullopt;
        const auto value = valueSize ? rest.take(*valueSize) : std::nullopt;
        if (!value)
            return std::nullopt;
        parameters[base::textOf(*name)] = *value;
    }
}

Outcome<void> readAesKdf(base::ByteView seed, base::ByteView rounds, KdbxHeader& header)
{
    if (seed.size() != crypto::AesKdfSeedSize)
        return damaged("AES-KDF");
    const KdbxAesKdf derivation { .seed = copyOf(seed), .rounds = numberOf(rounds) };
    header.derivation = derivation;
    return checkAesKdf(derivation.rounds);
}

Outcome<void> readArgon2(
    crypto::Argon2Type type, const DerivationParameters& parameters, KdbxHeader& header)
{
    constexpr std::uint64_t KiB = 1024;
    const KdbxArgon2 derivation { .type = type,
        .version = bounded(numberOf(valueOf(parameters, "V"sv))),
        .salt = copyOf(valueOf(parameters, "S"sv)),
        .secret = copyOf(valueOf(parameters, "K"sv)),
        .associatedData = copyOf(valueOf(parameters, "A"sv)),
        .costs = { .memoryKiB = bounded(numberOf(valueOf(parameters, "M"sv)) / KiB),
            .passes = bounded(numberOf(valueOf(parameters, "I"sv))),
            .lanes = bounded(numberOf(valueOf(parameters, "P"sv))) } };
    header.derivation = derivation;
    if (const Outcome<void> checked = checkArgon2Work(derivation.costs); !checked)
        return checked.error();
    const bool isKnown = derivation.version == 0x10 || derivation.version == 0x13;
    if (!isKnown || derivation.salt.size() < SmallestSalt
        || !crypto::isMemoryEnough(derivation.costs))
        return damaged("Argon2");
    return {};
}

Outcome<void> readDerivation(const Fields& fields, KdbxHeader& header)
{
    if (header.version < 4)
        return readAesKdf(valueOf<std::uint64_t>(fields, TransformSeed),
            valueOf<std::uint64_t>(fields, TransformRounds), header);
    const auto parameters = parametersOf(valueOf<std::uint64_t>(fields, KdfParameters));
    if (!parameters)
        return damaged("KDF");
    const std::string id = base::toHex(valueOf(*parameters, "$UUID"sv));
    if (id == AesKdfId || id == OldAesKdfId)
        return readAesKdf(valueOf(*parameters, "S"sv), valueOf(*parameters, "R"sv), header);
    if (id == Argon2dId)
        return readArgon2(crypto::Argon2Type::D, *parameters, header);
    if (id == Argon2idId)
        return readArgon2(crypto::Argon2Type::Id, *parameters, header);
    return unknownCipher("KDF " + id.substr(0, 32));
}

Outcome<void> readCipher(const Fields& fields, KdbxHeader& header)
{
    const std::string id = base::toHex(valueOf<std::uint64_t>(fields, CipherId));
    if (id == TwofishId)
        return unknownCipher("Twofish");
    if (id != AesCipherId && id != ChaCha20Id)
        return unknownCipher(id.substr(0, 32));
    header.cipher = id == AesCipherId ? KdbxCipher::Aes256 : KdbxCipher::ChaCha20;
    header.iv = copyOf(valueOf<std::uint64_t>(fields, Iv));
    const std::size_t size = header.cipher == KdbxCipher::Aes256
        ? crypto::CbcBlockSize
        : crypto::nonceSize(crypto::StreamCipher::ChaCha20);
    return header.iv.size() == size ? Outcome<void>() : damaged("IV");
}

/// What only version 3 has in the header.
Outcome<void> readInner(const Fields& fields, KdbxHeader& header)
{
    header.streamId = numberOf(valueOf<std::uint64_t>(fields, StreamId));
    header.streamKey = copyOf(valueOf<std::uint64_t>(fields, StreamKey));
    header.startBytes = copyOf(valueOf<std::uint64_t>(fields, StartBytes));
    if (header.streamKey.empty() || header.startBytes.size() != StartSize)
        return damaged("header");
    const auto known = kdbxStreamCipher(header.streamId);
    return known ? Outcome<void>() : known.error();
}

/// The hash that follows the header of version 4, before a key is derived.
Outcome<void> checkHash(base::ByteView header, LittleEndian& file)
{
    const std::size_t size = crypto::hashSize(crypto::Hash::Sha256);
    const auto told = file.take(size);
    const auto mac = file.take(size);
    const auto hash = crypto::digest(crypto::Hash::Sha256, header);
    if (!hash)
        return failed(hash.error());
    const bool isWhole = told && mac && std::ranges::equal(*told, hash->view());
    return isWhole ? Outcome<void>() : damaged("header");
}

Outcome<void> checkVersion(std::uint64_t version)
{
    if (version >= OldestVersion && version <= NewestVersion)
        return {};
    return Failure { .refusal = Refusal::Unsupported,
        .arguments = { std::to_string(version) },
        .obstacle = version < OldestVersion ? Obstacle::OlderSchema : Obstacle::NewerSchema };
}

Outcome<void> readFields(const Fields& fields, KdbxHeader& header)
{
    header.isZipped = numberOf(valueOf<std::uint64_t>(fields, Compression)) == Gzip;
    header.masterSeed = copyOf(valueOf<std::uint64_t>(fields, MasterSeed));
    if (header.masterSeed.size() != MasterSeedSize)
        return damaged("header");
    if (const Outcome<void> done = readCipher(fields, header); !done)
        return done.error();
    if (header.version < 4) {
        if (const Outcome<void> done = readInner(fields, header); !done)
            return done.error();
    }
    return readDerivation(fields, header);
}

} // namespace

bool beginsAsKdbx(base::ByteView file)
{
    return base::textOf(file).starts_with(Signature);
}

Outcome<KdbxHeader> readKdbxHeader(base::ByteView file)
{
    LittleEndian rest(file);
    const auto signature = rest.take(Signature.size());
    const auto minor = rest.number(2);
    const auto major = rest.number(2);
    if (!signature || !minor || !major)
        return damaged("header");
    if (const Outcome<void> checked = checkVersion(*major); !checked)
        return checked.error();
    KdbxHeader header { .version = *major };
    const std::optional<Fields> fields = takeFields(rest, header.version);
    if (!fields)
        return damaged("header");
    const std::size_t bare = file.size() - rest.rest().size();
    if (header.version >= 4) {
        if (const Outcome<void> checked = checkHash(file.first(bare), rest); !checked)
            return checked.error();
    }
    header.size = file.size() - rest.rest().size();
    if (const Outcome<void> done = readFields(*fields, header); !done)
        return done.error();
    return header;
}

Outcome<crypto::StreamCipher> kdbxStreamCipher(std::uint64_t id)
{
    constexpr std::uint64_t Salsa20 = 2;
    constexpr std::uint64_t ChaCha20 = 3;
    if (id == Salsa20)
        return crypto::StreamCipher::Salsa20;
    if (id == ChaCha20)
        return crypto::StreamCipher::ChaCha20;
    return unknownCipher("stream " + std::to_string(id));
}

} // namespace transfer
