// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/transfer/writer.h"

/// The formats, each in a file of its own name. A new one is a line here and one in writers.cpp.
namespace transfer::writers {

extern const ExportFormat AegisJson;
extern const ExportFormat AegisJsonEncrypted;
extern const ExportFormat BitwardenJson;
extern const ExportFormat BitwardenJsonEncrypted;
extern const ExportFormat CxfJson;
extern const ExportFormat EnteEncrypted;
extern const ExportFormat EntePlain;
extern const ExportFormat GoogleMigrationQr;
extern const ExportFormat GoogleMigrationUri;
extern const ExportFormat HtmlSheet;
extern const ExportFormat KeepassxcCsv;
extern const ExportFormat OtpauthUriList;
extern const ExportFormat ProtonAuthenticatorEncrypted;
extern const ExportFormat ProtonAuthenticatorJson;
extern const ExportFormat StratumEncrypted;
extern const ExportFormat StratumJson;
extern const ExportFormat TwoFasJson;
extern const ExportFormat TwoFasJsonEncrypted;

} // namespace transfer::writers
