// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QString>
#include <QStringList>

namespace ui::accounts {

/// Text as the search compares it: without case and without accents, so that "cafe" finds "Café".
QString foldedForSearch(const QString& text);

/// The words of a search, folded. Each must occur somewhere in an account's key.
QStringList searchWords(const QString& typed);

} // namespace ui::accounts
