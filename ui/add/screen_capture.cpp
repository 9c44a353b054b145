// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/add/screen_capture.h"

#include <QGuiApplication>
#include <QPixmap>
#include <QScreen>

namespace ui::add {

namespace {

base::Result<std::vector<QImage>> grabScreens()
{
    const base::Error failed { base::ErrorCode::CaptureFailed, "taking a picture of the screen" };
    std::vector<QImage> pictures;
    for (QScreen* screen : QGuiApplication::screens()) {
        QImage picture = screen->grabWindow(0).toImage();
        if (!picture.isNull())
            pictures.push_back(std::move(picture));
    }
    if (pictures.empty())
        return failed;
    return pictures;
}

} // namespace

TakeScreens takeScreensUnasked()
{
    // Offscreen gives an empty picture and Wayland none, both without an error.
    const QString platform = QGuiApplication::platformName();
    if (platform == QLatin1String("offscreen") || platform.startsWith(QLatin1String("wayland")))
        return {};
    return [](const ScreensTaken& taken) { taken(grabScreens()); };
}

} // namespace ui::add
