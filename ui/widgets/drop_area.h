// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QLabel>

namespace ui::widgets {

/// A framed part of a page that says what can be dropped on the page. It takes nothing itself: the
/// whole page does.
class DropArea : public QLabel
{
    Q_OBJECT

public:
    explicit DropArea(const QString& text, QWidget* parent = nullptr);

    /// Whether something that could be dropped hovers over the page.
    void setHovering(bool hovering);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    bool m_hovering = false;
};

} // namespace ui::widgets
