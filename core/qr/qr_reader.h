// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/result.h"
#include "core/qr/picture.h"

#include <QImage>
#include <QRect>

#include <string>
#include <vector>

namespace qr {

/// A code found in a picture. The text may be a secret: it is overwritten when this goes, and it is
/// not to be copied into a QString.
struct FoundCode
{
    std::string text; ///< the code's bytes, usually UTF-8
    QRect position; ///< bounding box in the picture's own pixels

    FoundCode(std::string text, QRect position);
    FoundCode(FoundCode&&) noexcept = default;
    FoundCode& operator=(FoundCode&&) noexcept = default;
    FoundCode(const FoundCode&) = delete;
    FoundCode& operator=(const FoundCode&) = delete;
    ~FoundCode();
};

/// All QR codes of a picture: rotated, small, of low contrast, light on dark, with a logo. Takes
/// tens of milliseconds for a screen, more if there is none: never on the window's thread.
/// NoCodeFound if there is none.
base::Result<std::vector<FoundCode>> readCodes(const QImage& picture);

} // namespace qr
