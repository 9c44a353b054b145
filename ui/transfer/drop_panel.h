// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QWidget>

namespace ui::widgets {
class DropArea;
}

namespace ui::transfer {

/// Where files of other programs come in: dropped, or chosen. It only says what was asked for.
class DropPanel : public QWidget
{
    Q_OBJECT

public:
    explicit DropPanel(QWidget* parent = nullptr);

    /// Whether something that could be dropped hovers over the page.
    void setDropHovering(bool hovering);

signals:
    void filesRequested();
    void coachRequested(); ///< the other program makes no files

private:
    widgets::DropArea* m_dropArea;
};

} // namespace ui::transfer
