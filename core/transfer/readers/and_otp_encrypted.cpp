// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// andOTP's backup under a passphrase (andOTP/andOTP, Utilities/EncryptionHelper.java): iterations,
// salt and nonce, then AES-256-GCM without associated data; PBKDF2 with HMAC-SHA-1.

#include "core/crypto/aead.h"
#include "core/crypto/pbkdf2.h"
#include "core/transfer/bounds.h"
#include "core/transfer/readers/and_otp_content.h"
#include "core/transfer/readers/readers.h"

namespace transfer::readers {

namespace and_otp_encrypted {
namespace {

constexpr std::size_t IterationsSize = 4;
constexpr std::size_t SaltSize = 12;
constexpr std::size_t HeaderSize = IterationsSize + SaltSize + crypto::AeadNonceSize;

Match match(const Content& content)
{
    const bool mayBeOurs = content.bytes().size() >= HeaderSize + crypto::AeadTagSize
        && beginsWithIterations(content) && looksEncrypted(content);
    return mayBeOurs ? Match::Possible : Match::No;
}

Outcome<Imported> read(const Content& content, const Request& request)
{
    const base::ByteView bytes = content.bytes();
    const std::uint32_t iterations = base::readU32(bytes);
    if (const Outcome<void> checked = checkPbkdf2(iterations); !checked)
        return checked.error();
    if (!request.passphrase)
        return Failure { .refusal = Refusal::PassphraseNeeded };
    if (request.stop.stop_requested())
        return Failure { .refusal = Refusal::Cancelled };
    const auto key = crypto::pbkdf2(crypto::Hash::Sha1, request.passphrase->view(),
        bytes.subspan(IterationsSize, SaltSize), iterations, crypto::AeadKeySize);
    if (!key)
        return failed(key.error());
    return readAndOtpSealed(*key, bytes.subspan(IterationsSize + SaltSize, crypto::AeadNonceSize),
        bytes.subspan(HeaderSize));
}

constexpr std::span<const std::string_view> Marks = {};

} // namespace
} // namespace and_otp_encrypted

const Format AndOtpEncrypted {
    .id = "andotp-encrypted",
    .program = "andOTP",
    .form = Form::Binary,
    .isEncrypted = true,
    .match = and_otp_encrypted::match,
    .read = and_otp_encrypted::read,
    .marks = and_otp_encrypted::Marks,
};

} // namespace transfer::readers
