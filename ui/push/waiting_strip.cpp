// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/push/waiting_strip.h"

namespace ui::push {

WaitingStrip::WaitingStrip(QWidget* parent) : LightStrip(parent)
{
    setWaiting(0, false);
}

void WaitingStrip::setWaiting(std::size_t count, bool isBurst)
{
    QString words = tr("%n sign-in request(s) wait", nullptr, static_cast<int>(count));
    if (isBurst)
        words = tr("%1: somebody may know a password").arg(words);
    setLine(isBurst ? widgets::Light::Bad : widgets::Light::Attention, words,
        tr("Show the sign-in requests"));
    setVisible(count > 0);
}

} // namespace ui::push
