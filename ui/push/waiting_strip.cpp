// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/push/waiting_strip.h"

namespace ui::push {

WaitingStrip::WaitingStrip(QWidget* parent) : LightStrip(parent)
{
    setStanding({});
}

void WaitingStrip::setStanding(const Standing& standing)
{
    const auto& [count, isBurst, hasRefused] = standing;
    QString words = count > 0 ? tr("%n sign-in request(s) wait", nullptr, static_cast<int>(count))
                              : tr("A sign-in request was refused");
    if (count > 0 && isBurst)
        words = tr("%1: somebody may know a password").arg(words);
    setLine(count > 0 && isBurst ? widgets::Light::Bad : widgets::Light::Attention, words,
        tr("Show the sign-in requests"));
    setVisible(count > 0 || hasRefused);
}

} // namespace ui::push
