// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QWidget>

class QScrollArea;
class QVBoxLayout;

namespace ui::widgets {

/// A page as wide as the window that scrolls, and below it a foot that does not: what its buttons
/// do can be done however much there is to read above. A line parts the two while something is out
/// of sight. Only the parts in it take part in the tab order.
class FootedPage : public QWidget
{
    Q_OBJECT

public:
    explicit FootedPage(QWidget* parent = nullptr);

    QVBoxLayout* column() const { return m_column; } ///< what scrolls
    /// What stays. It is filled after the column, since Tab goes by that order.
    QVBoxLayout* foot() const { return m_foot; }
    void scrollToTop();

protected:
    bool focusNextPrevChild(bool next) override;
    void paintEvent(QPaintEvent* event) override;

private:
    QScrollArea* m_area;
    QVBoxLayout* m_column;
    QVBoxLayout* m_foot;
};

} // namespace ui::widgets
