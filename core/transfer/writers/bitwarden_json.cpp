// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// The password manager Bitwarden's export in the clear.

#include "core/transfer/readers/readers.h"
#include "core/transfer/writers/bitwarden_content.h"
#include "core/transfer/writers/writers.h"

namespace transfer::writers {

namespace bitwarden_json {
namespace {

base::Result<crypto::WipedBytes> write(const Outgoing& accounts, const Sealing&)
{
    return writeBitwardenItems(accounts);
}

} // namespace
} // namespace bitwarden_json

const ExportFormat BitwardenJson {
    .format = &readers::BitwardenJson,
    .losses = BitwardenLosses,
    .misfit = bitwardenMisfit,
    .write = bitwarden_json::write,
};

} // namespace transfer::writers
