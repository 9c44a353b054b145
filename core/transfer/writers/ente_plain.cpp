// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// Ente Auth's export in the clear: links that say how each account is shown. Whatever may be a
// comma is escaped, because the program splits a file with one there instead of at the line ends.

#include "core/transfer/readers/readers.h"
#include "core/transfer/writers/ente_content.h"
#include "core/transfer/writers/writers.h"

namespace transfer::writers {

namespace ente_plain {
namespace {

base::Result<crypto::WipedBytes> write(const Outgoing& accounts, const Sealing&)
{
    return writeEnteLinks(accounts);
}

} // namespace
} // namespace ente_plain

const ExportFormat EntePlain {
    .format = &readers::EntePlain,
    .losses = EnteLosses,
    .misfit = enteMisfit,
    .write = ente_plain::write,
};

} // namespace transfer::writers
