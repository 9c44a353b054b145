// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QDialog>
#include <QKeySequence>
#include <QList>

class QAction;

namespace ui::shell {

/// One row of the key sheet: any of these keys does that.
struct KeyRow
{
    QList<QKeySequence> keys;
    QString action;
};

/// A row for each action that has a key.
QList<KeyRow> keyRows(const QList<QAction*>& actions);

/// The rows that hold in one place of the program.
struct KeySection
{
    QString title;
    QList<KeyRow> rows;
};

/// Shows which keys do what. Opened with open(); deletes itself when closed.
class KeySheet : public QDialog
{
    Q_OBJECT

public:
    KeySheet(const QList<KeySection>& sections, QWidget* parent);
};

} // namespace ui::shell
