// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/qr/qr_writer.h"

#include <QImage>
#include <QPainter>
#include <QTest>

#include <string_view>
#include <vector>

namespace support {

/// A picture of a page as a browser shows it, with a QR code for each text.
inline QImage pagePicture(const std::vector<std::string_view>& texts)
{
    QImage page(300 + 420 * static_cast<int>(texts.size()), 700, QImage::Format_RGB32);
    page.fill(QColor(238, 240, 244));
    QPainter painter(&page);
    painter.fillRect(0, 0, page.width(), 64, QColor(36, 41, 47));
    for (int line = 0; line < 6; ++line)
        painter.fillRect(120, 110 + line * 18, 400 - line * 30, 6, QColor(170, 175, 180));
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const auto matrix = qr::encode(base::bytesOf(texts[i]));
        if (!matrix)
            qFatal("cannot encode");
        painter.drawImage(150 + 420 * static_cast<int>(i), 260, qr::toImage(*matrix, 5));
    }
    return page;
}

constexpr std::string_view GitHubLink =
    "otpauth://totp/GitHub:alice?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=GitHub";
constexpr std::string_view BankLink =
    "otpauth://totp/Bank:alice?secret=JBSWY3DPEHPK3PXP&issuer=Bank&digits=8";
constexpr std::string_view ActivationLink =
    "oktaverify://alice%40acme.example/?t=00Ticket&f=opf1&s=https%3A%2F%2Facme.okta.example";
constexpr std::string_view WifiText = "WIFI:S:guest;T:WPA;P:welcome;;";

} // namespace support
