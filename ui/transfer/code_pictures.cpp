// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/transfer/code_pictures.h"

#include "core/qr/picture.h"
#include "core/qr/qr_writer.h"

#include <utility>

namespace ui::transfer {

namespace {

/// The corner of a code is dark, and the light border before it is so many modules wide; 0: there
/// is no such corner.
int pixelsPerModule(const QImage& picture)
{
    int border = 0;
    while (border < picture.width() && qGray(picture.pixel(border, border)) > 0)
        ++border;
    const bool isWhole = border < picture.width() && border % qr::QuietZone == 0;
    return isWhole ? border / qr::QuietZone : 0;
}

QImage shrunk(const QImage& picture, int step)
{
    const int side = picture.width() / step;
    QImage modules(side, side, QImage::Format_Grayscale8);
    for (int y = 0; y < side; ++y) {
        uchar* const row = modules.scanLine(y);
        for (int x = 0; x < side; ++x)
            row[x] = static_cast<uchar>(qGray(picture.pixel(x * step, y * step)));
    }
    return modules;
}

} // namespace

CodePictures& CodePictures::operator=(CodePictures&& other) noexcept
{
    if (this != &other) {
        wipe();
        m_images = std::exchange(other.m_images, {});
    }
    return *this;
}

CodePictures::~CodePictures()
{
    wipe();
}

void CodePictures::wipe()
{
    for (QImage& image : m_images)
        qr::wipe(image);
    m_images.clear();
}

base::Result<void> CodePictures::append(base::ByteView png)
{
    QImage picture;
    const bool isRead = picture.loadFromData(png.data(), static_cast<int>(png.size()), "PNG")
        && picture.width() == picture.height();
    const int step = isRead ? pixelsPerModule(picture) : 0;
    if (step == 0 || picture.width() % step != 0) {
        qr::wipe(picture);
        return base::Error { base::ErrorCode::Damaged, "picture of a code", { "picture" } };
    }
    m_images.push_back(shrunk(picture, step));
    qr::wipe(picture);
    return {};
}

} // namespace ui::transfer
