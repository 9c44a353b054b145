// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// 2FAS's backup without a passphrase.

#include "core/transfer/readers/readers.h"
#include "core/transfer/writers/two_fas_content.h"
#include "core/transfer/writers/writers.h"

namespace transfer::writers {

namespace two_fas_json {
namespace {

base::Result<crypto::WipedBytes> write(const Outgoing& accounts, const Sealing&)
{
    constexpr std::string_view Head = R"({"services":)";
    const auto services = writeTwoFasServices(accounts);
    if (!services)
        return services;
    WipedJson frame;
    frame.beginObject();
    if (const auto written = writeTwoFasFrame(frame, accounts); !written)
        return written.error();
    frame.endObject();
    crypto::WipedBytes file(Head.begin(), Head.end());
    file.insert(file.end(), services->begin(), services->end());
    file.push_back(',');
    file.insert(file.end(), frame.written().begin() + 1, frame.written().end());
    return file;
}

constexpr Caution Cautions[] = { Caution::OneOfEqualSecrets };

} // namespace
} // namespace two_fas_json

const ExportFormat TwoFasJson {
    .format = &readers::TwoFasJson,
    .losses = TwoFasLosses,
    .misfit = twoFasMisfit,
    .write = two_fas_json::write,
    .cautions = two_fas_json::Cautions,
};

} // namespace transfer::writers
