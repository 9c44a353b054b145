// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <QImage>

#include <vector>

namespace ui::transfer {

/// QR codes that are to be shown one after the other, each with one pixel a module. They are the
/// secrets that they hold: their pixels are overwritten when they go. Move-only.
class CodePictures
{
public:
    CodePictures() = default;
    CodePictures(CodePictures&&) noexcept = default;
    CodePictures& operator=(CodePictures&& other) noexcept;
    ~CodePictures();

    /// One more, from the picture of it that our writers make. Damaged if it is none.
    base::Result<void> append(base::ByteView png);

    int count() const { return static_cast<int>(m_images.size()); }
    const QImage& at(int index) const { return m_images[static_cast<std::size_t>(index)]; }

private:
    void wipe();

    std::vector<QImage> m_images;
};

} // namespace ui::transfer
