// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// andOTP's backup under a passphrase as its first versions wrote it: a nonce, then AES-256-GCM; the
// key is the SHA-256 of the passphrase. Nothing in the file tells it from random bytes.

#include "core/crypto/aead.h"
#include "core/crypto/hmac.h"
#include "core/transfer/readers/and_otp_content.h"
#include "core/transfer/readers/readers.h"

namespace transfer::readers {

namespace and_otp_encrypted_old {
namespace {

constexpr std::size_t LeastText = 2; ///< "[]"

Match match(const Content& content)
{
    constexpr std::size_t LeastSize = crypto::AeadNonceSize + LeastText + crypto::AeadTagSize;
    if (content.bytes().size() < LeastSize || !looksEncrypted(content))
        return Match::No;
    // A nonce that is also a number of iterations: tried after the newer format.
    return beginsWithIterations(content) ? Match::Possible : Match::IfNamed;
}

Outcome<Imported> read(const Content& content, const Request& request)
{
    if (!request.passphrase)
        return Failure { .refusal = Refusal::PassphraseNeeded };
    if (request.stop.stop_requested())
        return Failure { .refusal = Refusal::Cancelled };
    const auto hash = crypto::digest(crypto::Hash::Sha256, request.passphrase->view());
    if (!hash)
        return failed(hash.error());
    const auto key = crypto::SecretBytes::copyOf(hash->view());
    if (!key)
        return failed(key.error());
    return readAndOtpSealed(*key, content.bytes().first(crypto::AeadNonceSize),
        content.bytes().subspan(crypto::AeadNonceSize));
}

constexpr std::span<const std::string_view> Marks = {};

} // namespace
} // namespace and_otp_encrypted_old

const Format AndOtpEncryptedOld {
    .id = "andotp-encrypted-old",
    .program = "andOTP",
    .form = Form::Binary,
    .isEncrypted = true,
    .match = and_otp_encrypted_old::match,
    .read = and_otp_encrypted_old::read,
    .marks = and_otp_encrypted_old::Marks,
};

} // namespace transfer::readers
