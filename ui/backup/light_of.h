// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/backup/health.h"
#include "ui/widgets/status_light.h"

namespace ui::backup {

/// Green only if there is nothing to be said, as doctor and `backup list` have it: a backup that
/// nobody has ever opened is amber.
widgets::Light lightOf(const ::backup::Health& health);

} // namespace ui::backup
