// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/widgets/qr_picture.h"

#include "core/qr/picture.h"

#include <QPainter>

#include <algorithm>

namespace ui::widgets {

namespace {

constexpr int FewestPixelsPerModule = 2; ///< that a camera tells apart
constexpr int UsualPixelsPerModule = 5;
constexpr int Frame = 3; ///< pixels around the one that has the focus

} // namespace

QrPicture::QrPicture(QWidget* parent) : QWidget(parent), m_pixelsPerModule(UsualPixelsPerModule) { }

QrPicture::~QrPicture()
{
    wipe();
}

void QrPicture::setPicture(QImage picture)
{
    wipe();
    m_picture = std::move(picture);
    updateGeometry();
    update();
}

void QrPicture::wipe()
{
    qr::wipe(m_picture);
    update();
}

void QrPicture::takeRoomThatIsLeft()
{
    m_pixelsPerModule = FewestPixelsPerModule;
    updateGeometry();
}

QSize QrPicture::sizeHint() const
{
    return m_picture.size() * m_pixelsPerModule;
}

QSize QrPicture::minimumSizeHint() const
{
    return m_picture.size() * FewestPixelsPerModule;
}

void QrPicture::paintEvent(QPaintEvent* /*event*/)
{
    if (m_picture.isNull())
        return;
    QPainter painter(this);
    painter.save();
    painter.scale(1 / devicePixelRatioF(), 1 / devicePixelRatioF());
    const QSize room = size() * devicePixelRatioF();
    const int step =
        std::max(1, std::min(room.width() / m_picture.width(), room.height() / m_picture.height()));
    QRect place({}, m_picture.size() * step);
    place.moveCenter(QRect({}, room).center());
    if (hasFocus()) // around the code: what styles draw is a shade over it
        painter.fillRect(place.adjusted(-Frame, -Frame, Frame, Frame), palette().highlight());
    painter.drawImage(place, m_picture);
    painter.restore();
}

} // namespace ui::widgets
