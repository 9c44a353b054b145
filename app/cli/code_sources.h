// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "app/cli/session.h"
#include "core/qr/qr_reader.h"

namespace cli {

/// A code, or one of several links in it, and where it was found.
struct SourcedCode
{
    QString source; ///< the picture's path, "screen" or "clipboard"
    qr::FoundCode code;
};

/// All codes of a picture file. The failure names the step and the file.
Outcome<std::vector<SourcedCode>> codesInFile(const QString& path);

/// All codes on the screens; the clipboard's picture or, if it holds one, its text, which may be
/// several links, as one code without a position.
Outcome<std::vector<SourcedCode>> codesOnScreen(Session& session);
Outcome<std::vector<SourcedCode>> codesInClipboard(Session& session);

} // namespace cli
