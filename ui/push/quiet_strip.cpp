// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/push/quiet_strip.h"

#include "ui/push/guard_keeper.h"
#include "ui/text/quiet_text.h"

namespace ui::push {

QuietStrip::QuietStrip(GuardKeeper& keeper, QWidget* parent) : LightStrip(parent), m_keeper(keeper)
{
    connect(&keeper, &GuardKeeper::changed, this, &QuietStrip::showState);
    showState();
}

void QuietStrip::showState()
{
    const QString words = text::quietWords(m_keeper.guard(), m_keeper.now());
    setLine(widgets::Light::Attention, words, tr("Show quiet hours"));
    setVisible(!words.isEmpty());
}

} // namespace ui::push
