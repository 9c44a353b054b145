// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// 2FAS's backup under a passphrase (twofas/2fas-android, BackupCipherImpl.kt): PBKDF2 with
// HMAC-SHA-256, 10,000 iterations, AES-256-GCM without associated data.

#include "core/crypto/kdf.h"
#include "core/transfer/readers/readers.h"
#include "core/transfer/seal.h"
#include "core/transfer/writers/two_fas_content.h"
#include "core/transfer/writers/writers.h"

namespace transfer::writers {

namespace two_fas_json_encrypted {
namespace {

constexpr std::uint32_t Iterations = 10'000; ///< the programs take no other number
constexpr std::size_t SaltSize = 256;

/// What the programs try a passphrase with.
constexpr std::string_view Reference =
    "tRViSsLKzd86Hprh4ceC2OP7xazn4rrt4xhfEUbOjxLX8Rc3mkISXE0lWbmnWfggogbBJhtYgpK6fMl1D6mtsy92R3Hkd"
    "GfwuXbzLebqVFJsR7IZ2w58t938iymwG4824igYy1wi6n2WDpO1Q1P69zwJGs2F5a1qP4MyIiDSD7NCV2OvidXQCBnDlG"
    "fmz0f1BQySRkkt4ryiJeCjD2o4QsveJ9uDBUn8ELyOrESv5R5DMDkD4iAF8TXU7KyoJujd";

/// A key and the salt it was made with.
struct Derived
{
    crypto::SecretBytes key;
    base::Bytes salt;
};

base::Result<Derived> derivedOf(const Sealing& sealing)
{
    Derived derived { {}, base::Bytes(SaltSize) };
    if (const auto filled = sealing.random.fill(derived.salt); !filled)
        return filled.error();
    auto key = crypto::pbkdf2Sha256(
        sealing.passphrase->view(), derived.salt, Iterations, crypto::AeadKeySize);
    if (!key)
        return key.error();
    derived.key = std::move(*key);
    return derived;
}

/// Three parts in Base64 with colons between them.
base::Result<void> writeSealed(WipedJson& json, std::string_view name, base::ByteView plain,
    const Derived& derived, crypto::RandomSource& random)
{
    const base::Result<Sealed> sealed = seal(derived.key, plain, random);
    if (!sealed)
        return sealed.error();
    json.member(name,
        base64Text(sealed->bytes) + ':' + base64Text(derived.salt) + ':'
            + base64Text(sealed->nonce));
    return {};
}

base::Result<crypto::WipedBytes> write(const Outgoing& accounts, const Sealing& sealing)
{
    const auto services = writeTwoFasServices(accounts);
    if (!services)
        return services;
    const base::Result<Derived> derived = derivedOf(sealing);
    if (!derived)
        return derived.error();
    WipedJson json;
    json.beginObject().name("services").beginArray().endArray();
    if (const auto written = writeTwoFasFrame(json, accounts); !written)
        return written.error();
    const auto sealedServices =
        writeSealed(json, "servicesEncrypted", *services, *derived, sealing.random);
    if (!sealedServices)
        return sealedServices.error();
    const auto sealedReference =
        writeSealed(json, "reference", base::bytesOf(Reference), *derived, sealing.random);
    if (!sealedReference)
        return sealedReference.error();
    json.endObject();
    return json.take();
}

constexpr Caution Cautions[] = { Caution::WeakDerivation, Caution::TagsReadable,
    Caution::AsciiPassphrase, Caution::OneOfEqualSecrets };

} // namespace
} // namespace two_fas_json_encrypted

const ExportFormat TwoFasJsonEncrypted {
    .format = &readers::TwoFasJsonEncrypted,
    .losses = TwoFasLosses,
    .misfit = twoFasMisfit,
    .write = two_fas_json_encrypted::write,
    .cautions = two_fas_json_encrypted::Cautions,
};

} // namespace transfer::writers
