// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/picture_texts.h"

#include "core/qr/picture_format.h"
#include "core/qr/qr_reader.h"

#include <algorithm>

namespace transfer {

namespace {

bool isBefore(const qr::FoundCode& a, const qr::FoundCode& b)
{
    return std::pair(a.position.top(), a.position.left())
        < std::pair(b.position.top(), b.position.left());
}

} // namespace

bool beginsAsPicture(base::ByteView bytes)
{
    return qr::pictureFormatOf(bytes).has_value();
}

base::Result<PictureTexts> readPictureTexts(base::ByteView bytes)
{
    base::Result<QImage> picture = qr::loadPicture(QByteArray::fromRawData(
        reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())));
    if (!picture)
        return picture.error();
    return readPictureTexts(*picture);
}

base::Result<PictureTexts> readPictureTexts(QImage& picture)
{
    base::Result<std::vector<qr::FoundCode>> codes = qr::readCodes(picture);
    qr::wipe(picture);
    if (!codes && codes.error().code != base::ErrorCode::NoCodeFound)
        return codes.error();
    PictureTexts texts;
    if (!codes)
        return texts;
    std::ranges::sort(*codes, isBefore);
    for (const qr::FoundCode& code : *codes)
        texts.emplace_back(code.text.begin(), code.text.end());
    return texts;
}

Failure pictureFailure(const base::Error& error)
{
    switch (error.code) {
    case base::ErrorCode::PictureUnreadable:
        return damaged("picture");
    case base::ErrorCode::PictureTooLarge:
        return { .refusal = Refusal::TooLarge,
            .arguments = { "megapixels", std::to_string(qr::MaximumMegapixels) } };
    default:
        return failed(error);
    }
}

} // namespace transfer
