// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QCoreApplication>

namespace cli {

/// A sentence marked with QT_TRANSLATE_NOOP("cli", …) in the user's language.
inline QString translated(const char* sentence)
{
    return QCoreApplication::translate("cli", sentence);
}

} // namespace cli
