// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QScrollArea>

class QLabel;
class QVBoxLayout;

namespace ui::widgets {

/// A page as one calm column in the middle of the window, about 60 characters wide, that scrolls
/// when the window or the text size leave too little room. Widgets go into column().
class PageColumn : public QScrollArea
{
    Q_OBJECT

public:
    explicit PageColumn(QWidget* parent = nullptr);

    QVBoxLayout* column() const { return m_column; }
    /// Adds the page's title.
    QLabel* addTitle(const QString& text);
    /// Adds a paragraph of plain text.
    QLabel* addText(const QString& text);

protected:
    void changeEvent(QEvent* event) override;

private:
    void fitWidth();

    QWidget* m_middle;
    QVBoxLayout* m_column;
};

/// A label that never takes its text for markup and breaks lines between words.
QLabel* newTextLabel(const QString& text, QWidget* parent);

} // namespace ui::widgets
