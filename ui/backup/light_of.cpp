// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/backup/light_of.h"

namespace ui::backup {

widgets::Light lightOf(const ::backup::Health& health)
{
    using ::backup::Condition;
    if (health.condition == Condition::Failed)
        return widgets::Light::Bad;
    const bool isWell = health.condition == Condition::Good && health.reasons.empty();
    return isWell ? widgets::Light::Good : widgets::Light::Attention;
}

} // namespace ui::backup
