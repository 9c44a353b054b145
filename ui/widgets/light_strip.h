// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "ui/widgets/status_light.h"

#include <QPushButton>

namespace ui::widgets {

/// One line at the edge of the window that says how something stands while it wants attention; a
/// press leads to its page. Nothing moves, and nothing pops up.
class LightStrip : public QPushButton
{
    Q_OBJECT

public:
    explicit LightStrip(QWidget* parent = nullptr);

    /// `words` are few, and say the same as the light; `action` is what a press does.
    void setLine(Light light, const QString& words, const QString& action);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    Light m_light = Light::Good;
};

} // namespace ui::widgets
