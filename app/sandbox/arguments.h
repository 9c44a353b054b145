// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/result.h"

#include <QString>
#include <QStringList>

namespace sandbox {

/// What the command line asks for.
struct Arguments
{
    enum class Wish { Run, ShowHelp, ShowVersion };

    Wish wish = Wish::Run;
    quint16 httpsPort = 0;
    quint16 httpPort = 0;
    QString stateFile; ///< empty: nothing is kept
    bool untilEof = false;
};

/// Reads the command line. A mistake is InvalidField with the sentence for the user.
base::Result<Arguments> readArguments(const QStringList& words);

QString helpText();

} // namespace sandbox
