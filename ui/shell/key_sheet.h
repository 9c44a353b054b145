// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QDialog>
#include <QKeySequence>
#include <QList>

namespace ui::shell {

/// One row of the key sheet.
struct KeyRow
{
    QKeySequence keys;
    QString action;
};

/// Shows which keys do what. Opened with open(); deletes itself when closed.
class KeySheet : public QDialog
{
    Q_OBJECT

public:
    KeySheet(const QList<KeyRow>& rows, QWidget* parent);
};

} // namespace ui::shell
