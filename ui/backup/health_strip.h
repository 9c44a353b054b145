// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "ui/widgets/light_strip.h"

namespace ui::backup {

/// One line at the bottom of the window while backups are not as they should be; a press leads to
/// their page.
class HealthStrip : public widgets::LightStrip
{
    Q_OBJECT

public:
    explicit HealthStrip(QWidget* parent = nullptr);

    /// `words` are few, and say the same as the light.
    void setHealth(widgets::Light light, const QString& words);
};

} // namespace ui::backup
