// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/backup/light_of.h"

namespace ui::backup {

widgets::Light lightOf(const ::backup::Health& health)
{
    using ::backup::Condition;
    switch (health.condition) {
    case Condition::Good:
        return widgets::Light::Good;
    case Condition::Stale:
    case Condition::Missing:
        return widgets::Light::Attention;
    case Condition::Failed:
        break;
    }
    return widgets::Light::Bad;
}

} // namespace ui::backup
