// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QColor>
#include <QPalette>

class QPainter;
class QRect;

namespace ui::widgets {

/// Seconds left of a period.
struct Countdown
{
    int secondsLeft = 0;
    int period = 30;
};

/// From here on a code is about to end: typing it now may be too late.
constexpr int LastSeconds = 5;
constexpr bool isEnding(const Countdown& countdown)
{
    return countdown.secondsLeft <= LastSeconds;
}

/// A colour between two, 0 is the first and 1 the second.
QColor blended(const QColor& first, const QColor& second, double share);

/// The colour of the edge around a part of a page, to be seen on every palette.
QColor edgeColor(const QPalette& palette);

/// The colour of something about to end: the palette's accent turned to red where the palette has
/// colours at all, and light or dark enough to be read on its base.
QColor endingColor(const QPalette& palette);

/// The colour of words that can be clicked: the palette's accent, nearer to its text so that it can
/// be read.
QColor actionColor(const QPalette& palette);

/// A ring that shrinks, with the number in it; a filled disc in the last seconds, so that neither
/// the colour nor the ring alone carries the message.
void paintCountdown(
    QPainter& painter, const QRect& rect, const QPalette& palette, const Countdown& countdown);

} // namespace ui::widgets
