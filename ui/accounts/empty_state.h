// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QWidget>

class QLabel;

namespace ui::accounts {

/// What stands in the place of a list without rows, and what to do then.
class EmptyState : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyState(QWidget* parent = nullptr);

    /// Why there are no rows: nothing that was searched for, or no accounts at all.
    void setSearching(bool isSearching);

signals:
    void addRequested();

private:
    QLabel* m_title;
    QLabel* m_hint;
    QWidget* m_add = nullptr;
};

} // namespace ui::accounts
