// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// Proton Authenticator's export in the clear (protonpass/proton-pass-common, proton-authenticator).

#include "core/transfer/readers/readers.h"
#include "core/transfer/writers/proton_authenticator_content.h"
#include "core/transfer/writers/writers.h"

namespace transfer::writers {

namespace proton_authenticator_json {
namespace {

base::Result<crypto::WipedBytes> write(const Outgoing& accounts, const Sealing&)
{
    return writeProtonContent(accounts);
}

} // namespace
} // namespace proton_authenticator_json

const ExportFormat ProtonAuthenticatorJson {
    .format = &readers::ProtonAuthenticatorJson,
    .losses = ProtonLosses,
    .misfit = protonMisfit,
    .write = proton_authenticator_json::write,
};

} // namespace transfer::writers
