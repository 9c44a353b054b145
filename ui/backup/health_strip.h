// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "ui/widgets/status_light.h"

#include <QPushButton>

namespace ui::backup {

/// One line at the bottom of the window while backups are not as they should be; a press leads to
/// their page. Nothing moves, and nothing pops up.
class HealthStrip : public QPushButton
{
    Q_OBJECT

public:
    explicit HealthStrip(QWidget* parent = nullptr);

    /// `words` are few, and say the same as the light.
    void setHealth(widgets::Light light, const QString& words);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    widgets::Light m_light = widgets::Light::Good;
};

} // namespace ui::backup
