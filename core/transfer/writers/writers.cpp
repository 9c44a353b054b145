// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/writers/writers.h"

#include <algorithm>

namespace transfer {

namespace {

/// What keeps the most, and is encrypted, stands first.
constexpr const ExportFormat* Writers[] = {
    &writers::AegisJsonEncrypted,
    &writers::AegisJson,
    &writers::TwoFasJsonEncrypted,
    &writers::TwoFasJson,
    &writers::EnteEncrypted,
    &writers::EntePlain,
    &writers::StratumEncrypted,
    &writers::StratumJson,
    &writers::ProtonAuthenticatorEncrypted,
    &writers::ProtonAuthenticatorJson,
    &writers::OtpauthUriList,
    &writers::GoogleMigrationQr,
    &writers::GoogleMigrationUri,
    &writers::BitwardenJsonEncrypted,
    &writers::BitwardenJson,
    &writers::KeepassxcCsv,
    &writers::CxfJson,
    &writers::HtmlSheet,
};

} // namespace

std::span<const ExportFormat* const> exportFormats()
{
    return Writers;
}

const ExportFormat* findFormat(std::span<const ExportFormat* const> formats, std::string_view id)
{
    const auto found = std::ranges::find_if(
        formats, [id](const ExportFormat* format) { return format->format->id == id; });
    return found == formats.end() ? nullptr : *found;
}

} // namespace transfer
