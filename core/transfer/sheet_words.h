// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QString>

namespace transfer {

/// What a sheet for paper says beside the accounts, in the language of whoever prints it.
struct SheetWords
{
    QString language; ///< as HTML names it: "en"
    QString title;
    QString warning; ///< what whoever has the sheet can do with it
    QString made; ///< when that was
    // Before what they name.
    QString secretLabel;
    QString pin;
    QString kind;
    QString algorithm;
    QString digits;
    QString period; ///< in seconds
    QString counter;
    QString tags;
    QString note;
    QString pinned; ///< of an account, by itself
};

} // namespace transfer
