// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/backup/health_strip.h"

namespace ui::backup {

HealthStrip::HealthStrip(QWidget* parent) : LightStrip(parent) { }

void HealthStrip::setHealth(widgets::Light light, const QString& words)
{
    setLine(light, words, tr("Show the backups"));
}

} // namespace ui::backup
