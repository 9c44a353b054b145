// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QCoreApplication>

namespace ui::text {

/// A sentence marked with QT_TRANSLATE_NOOP("ui::text", …) in the user's language; none for null.
inline QString translated(const char* sentence)
{
    return sentence ? QCoreApplication::translate("ui::text", sentence) : QString();
}

} // namespace ui::text
