// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// Stratum's backup without a passphrase (stratumauth/app, doc/BACKUP_FORMAT.md).

#include "core/transfer/readers/readers.h"
#include "core/transfer/writers/stratum_content.h"
#include "core/transfer/writers/writers.h"

namespace transfer::writers {

namespace stratum_json {
namespace {

base::Result<crypto::WipedBytes> write(const Outgoing& accounts, const Sealing&)
{
    return writeStratumContent(accounts);
}

} // namespace
} // namespace stratum_json

const ExportFormat StratumJson {
    .format = &readers::StratumJson,
    .losses = StratumLosses,
    .misfit = stratumMisfit,
    .write = stratum_json::write,
    .key = stratumKey,
};

} // namespace transfer::writers
