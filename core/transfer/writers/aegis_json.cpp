// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// Aegis Authenticator's backup without a passphrase.

#include "core/transfer/readers/readers.h"
#include "core/transfer/writers/aegis_content.h"
#include "core/transfer/writers/writers.h"

namespace transfer::writers {

namespace aegis_json {
namespace {

base::Result<crypto::WipedBytes> write(const Outgoing& accounts, const Sealing&)
{
    constexpr std::string_view Head = R"({"version":1,"header":{"slots":null,"params":null},"db":)";
    const auto content = writeAegisContent(accounts);
    if (!content)
        return content;
    crypto::WipedBytes file(Head.begin(), Head.end());
    file.insert(file.end(), content->begin(), content->end());
    file.push_back('}');
    return file;
}

} // namespace
} // namespace aegis_json

const ExportFormat AegisJson {
    .format = &readers::AegisJson,
    .losses = AegisLosses,
    .misfit = aegisMisfit,
    .write = aegis_json::write,
};

} // namespace transfer::writers
