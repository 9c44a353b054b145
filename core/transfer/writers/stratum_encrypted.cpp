// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// Stratum's backup under a passphrase (stratumauth/app, StrongBackupEncryption.cs): Argon2id with
// fixed costs, AES-256-GCM without associated data.

#include "core/crypto/kdf.h"
#include "core/transfer/readers/readers.h"
#include "core/transfer/seal.h"
#include "core/transfer/writers/stratum_content.h"
#include "core/transfer/writers/writers.h"

namespace transfer::writers {

namespace stratum_encrypted {
namespace {

constexpr std::string_view Header = "AUTHENTICATORPRO";
constexpr crypto::Argon2Costs Costs { .memoryKiB = 65536, .passes = 3, .lanes = 4 };

base::Result<crypto::WipedBytes> write(const Outgoing& accounts, const Sealing& sealing)
{
    const auto content = writeStratumContent(accounts);
    if (!content)
        return content;
    const base::Result<SealedWithSalt> sealed = sealUnderPassphrase(sealing, Costs, *content);
    if (!sealed)
        return sealed.error();
    crypto::WipedBytes file;
    for (const base::ByteView part : { base::bytesOf(Header), base::ByteView(sealed->salt),
             base::ByteView(sealed->content.nonce), base::ByteView(sealed->content.bytes) })
        file.insert(file.end(), part.begin(), part.end());
    return file;
}

} // namespace
} // namespace stratum_encrypted

const ExportFormat StratumEncrypted {
    .format = &readers::StratumEncrypted,
    .losses = StratumLosses,
    .misfit = stratumMisfit,
    .write = stratum_encrypted::write,
    .key = stratumKey,
};

} // namespace transfer::writers
