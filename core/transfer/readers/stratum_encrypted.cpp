// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// Stratum's backup under a passphrase (stratumauth/app, StrongBackupEncryption.cs): Argon2id with
// fixed costs, AES-256-GCM without associated data.

#include "core/crypto/kdf.h"
#include "core/transfer/open_sealed.h"
#include "core/transfer/readers/readers.h"
#include "core/transfer/readers/stratum_content.h"

namespace transfer::readers {

namespace stratum_encrypted {
namespace {

constexpr std::string_view Header = "AUTHENTICATORPRO";
constexpr std::size_t SaltSize = 16;
constexpr std::size_t SealedAt = Header.size() + SaltSize + crypto::AeadNonceSize;
constexpr crypto::Argon2Costs Costs { .memoryKiB = 65536, .passes = 3, .lanes = 4 };

Match match(const Content& content)
{
    return base::textOf(content.bytes()).starts_with(Header) ? Match::Certain : Match::No;
}

Outcome<Imported> read(const Content& content, const Request& request)
{
    const base::ByteView bytes = content.bytes();
    if (bytes.size() < SealedAt + crypto::AeadTagSize)
        return damaged("AUTHENTICATORPRO");
    if (!request.passphrase)
        return Failure { .refusal = Refusal::PassphraseNeeded };
    if (request.stop.stop_requested())
        return Failure { .refusal = Refusal::Cancelled };
    const auto key = crypto::argon2id(request.passphrase->view(),
        bytes.subspan(Header.size(), SaltSize), Costs, crypto::AeadKeySize);
    if (!key)
        return failed(key.error());
    Outcome<crypto::WipedBytes> opened =
        openSealed(*key, bytes.subspan(Header.size() + SaltSize, crypto::AeadNonceSize),
            bytes.subspan(SealedAt), "AUTHENTICATORPRO");
    if (!opened && opened.error().refusal == Refusal::Damaged)
        return Failure { .refusal = Refusal::WrongPassphraseOrDamaged };
    if (!opened)
        return opened.error();
    const Content inner(std::move(*opened));
    return isStratumContent(inner.json()) ? readStratumContent(*inner.json())
                                          : damaged("Authenticators");
}

constexpr std::string_view Marks[] = { Header };

} // namespace
} // namespace stratum_encrypted

const Format StratumEncrypted {
    .id = "stratum-encrypted",
    .program = "Stratum",
    .form = Form::Binary,
    .isEncrypted = true,
    .match = stratum_encrypted::match,
    .read = stratum_encrypted::read,
    .marks = stratum_encrypted::Marks,
};

} // namespace transfer::readers
