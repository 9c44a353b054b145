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

private:
    void takeColours();
};

} // namespace ui::widgets
