// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/accounts/badge_picture.h"

#include "core/qr/picture.h"
#include "core/qr/small_picture.h"
#include "ui/widgets/contrast.h"

#include <QPainter>

namespace ui::accounts {

namespace {

bool isTranslucent(const QImage& picture)
{
    if (!picture.hasAlphaChannel())
        return false;
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x) {
            if (qAlpha(picture.pixel(x, y)) != 0xff)
                return true;
        }
    }
    return false;
}

/// Whether what can be seen of it is light on the whole.
bool isLight(const QImage& picture)
{
    constexpr double Middle = 0.5;
    double sum = 0;
    double weight = 0;
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x) {
            const QColor colour = picture.pixelColor(x, y);
            sum += colour.alphaF() * widgets::luminance(colour);
            weight += colour.alphaF();
        }
    }
    return weight > 0 && sum / weight > Middle;
}

} // namespace

QImage badgePicture(const QByteArray& file)
{
    const auto loaded = qr::loadPicture(file, { .megapixels = 1, .drawnSide = qr::SmallSide });
    if (!loaded)
        return {};
    const int side = std::max(loaded->width(), loaded->height());
    if (loaded->width() == loaded->height() && !isTranslucent(*loaded))
        return *loaded;
    // A margin, so that the badge's round corners cut nothing off a drawing.
    const int margin = side / 12;
    QImage badge(side + 2 * margin, side + 2 * margin, QImage::Format_ARGB32_Premultiplied);
    badge.fill(isLight(*loaded) ? QColor(0x30, 0x30, 0x30) : QColor(Qt::white));
    QPainter painter(&badge);
    painter.drawImage(
        (badge.width() - loaded->width()) / 2, (badge.height() - loaded->height()) / 2, *loaded);
    return badge;
}

} // namespace ui::accounts
