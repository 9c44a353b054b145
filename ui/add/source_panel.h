// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QWidget>

namespace ui::widgets {
class DropArea;
}

namespace ui::add {

/// Where a code can come from: the screen, picture files, a paste, a drop, or typed in. It only
/// says what was asked for.
class SourcePanel : public QWidget
{
    Q_OBJECT

public:
    explicit SourcePanel(QWidget* parent = nullptr);

    /// Whether something that could be dropped hovers over the page.
    void setDropHovering(bool hovering);

signals:
    void screenRequested();
    void filesRequested();
    void pasteRequested();
    void formRequested();

private:
    QWidget* m_first = nullptr;
    widgets::DropArea* m_dropArea;
};

} // namespace ui::add
