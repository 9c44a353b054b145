// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/transfer/picture_texts.h"

#include <QStringList>

namespace transfer {

/// A file that somebody gave. A picture that was looked at has what came of it along: it is decoded
/// once, whichever page has it first.
struct GivenFile
{
    QString path; ///< empty for a picture that is no file: of the clipboard, or dropped as such
    GivenCodes codes = {}; ///< null: nobody has looked at it, or it is no picture

    GivenFile(QString where, GivenCodes found = {})
        : path(std::move(where)),
          codes(std::move(found))
    { }
};
using GivenFiles = std::vector<GivenFile>;

/// Files that nobody has looked at.
inline GivenFiles givenFiles(const QStringList& paths)
{
    return { paths.begin(), paths.end() };
}

} // namespace transfer
