// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "app/cli/session.h"
#include "core/transfer/detect.h"

namespace cli {

/// One file of an import, read.
struct ImportFile
{
    QString path;
    const transfer::Format* format = nullptr;
    transfer::Imported imported;
    std::optional<transfer::LookedAt> lookedAt = {};
    bool isOpen = false; ///< read without a passphrase: by anybody
};

/// Reads the files of the call: each is recognised by content, or taken for what --format says. A
/// passphrase is taken from --file-passphrase-file, else a person is asked for it, three times; a
/// key file from --file-key-file, which without both is all there is.
Outcome<std::vector<ImportFile>> readImportFiles(Session& session, const Arguments& arguments);

} // namespace cli
