// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/journal_lines.h"

#include <string>

namespace vault {

enum class JournalFormat {
    Csv, ///< a line for each line, then one for each end of a chain; RFC 4180
    Json, ///< the document that the command line prints
};

/// The journal as a text in UTF-8, for programs and for keeping elsewhere: the ends of the chains
/// are in it, so that it can show later whether the journal still is what it was. Nothing in it
/// turns the direction of writing or drives a terminal, and no cell of a table begins a formula.
std::string exportJournal(const JournalReport& report, JournalFormat format);

/// Writes such a text to a file for its owner alone, in the place of one of that name. CannotWrite
/// and kin; then the old file is there as before.
base::Result<void> writeJournalExport(
    const std::string& path, const JournalReport& report, JournalFormat format);

constexpr std::size_t MaxExportSize = std::size_t { 64 } * 1024 * 1024;

/// What a JSON export remembers of the journal it was made of. NotRecognised for other texts.
base::Result<std::vector<JournalAnchor>> anchorsOfExport(std::string_view json);
/// The same of a file; CannotRead, TooLarge, too.
base::Result<std::vector<JournalAnchor>> readJournalExport(const std::string& path);

} // namespace vault
