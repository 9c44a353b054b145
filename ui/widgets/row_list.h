// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QListWidget>

namespace ui::widgets {

/// A short list of things, each a title and a line about it. The row at hand is tinted, with its
/// text as it is, like in the list of accounts.
class RowList : public QListWidget
{
    Q_OBJECT

public:
    /// `name` is what screen readers say.
    explicit RowList(const QString& name, QWidget* parent = nullptr);

    /// Adds a row; screen readers say both lines in one.
    QListWidgetItem* addRow(const QString& title, const QString& line);

protected:
    void changeEvent(QEvent* event) override;
};

/// Two lines in one text, as a row shows them.
QString rowText(const QString& title, const QString& line);
/// The same as screen readers say it.
QString spokenRow(const QString& title, const QString& line);
/// Gives a list the look of this one; `name` is what screen readers say.
void dressAsRows(QListView& list, const QString& name);
/// Takes the colours of its rows from the program's palette, when that has changed.
void tintRows(QWidget& list);

} // namespace ui::widgets
