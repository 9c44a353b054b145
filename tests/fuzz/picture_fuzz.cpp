// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// A file as a picture, and the codes in it.

#include "core/qr/qr_reader.h"

#include <QBuffer>
#include <QImageReader>

#include <cstdint>

namespace {

// Larger pictures are legal and only slow: the passes grow with the pixels and nothing else.
constexpr qint64 MaximumPixels = 300'000;

bool isLarge(QSize size)
{
    return qint64 { size.width() } * size.height() > MaximumPixels;
}

QSize sizeOf(const QByteArray& contents)
{
    QBuffer buffer;
    buffer.setData(contents);
    buffer.open(QIODevice::ReadOnly);
    return QImageReader(&buffer).size();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto contents =
        QByteArray::fromRawData(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const bool isSvg = contents.contains("<svg"); // drawn at a bounded size, whatever it says
    if (!isSvg && isLarge(sizeOf(contents)))
        return 0;
    if (const auto picture = qr::loadPicture(contents); picture && !isLarge(picture->size()))
        if (const auto codes = qr::readCodes(*picture); codes && codes->empty())
            __builtin_trap(); // success means at least one code
    return 0;
}
