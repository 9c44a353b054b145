// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/transfer/reader.h"

namespace transfer::readers {

/// Whether pictures stand in a page itself, as data of its elements.
bool hasPagePictures(std::string_view page);

/// Reads the codes of the pictures that stand in a page. Where they are in a table whose heads are
/// those of Aegis's (beemdevelopment/Aegis, VaultHtmlExporter.java), what no code says is taken
/// from its cells, and a row whose picture cannot be read is left. NoAccounts if no code is ours.
Outcome<Imported> readPagePictures(std::string_view page, const Request& request);

} // namespace transfer::readers
