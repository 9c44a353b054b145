// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/qr/decoder.h"

#define ZX_USE_UTF8 1
#include <ZXing/ReadBarcode.h>
#if __has_include(<ZXing/ReaderOptions.h>)
#include <ZXing/ReaderOptions.h>
#else
#include <ZXing/DecodeHints.h>
#endif

#include <QByteArrayView>

#include <algorithm>

namespace qr {

namespace {

// The library renamed its options in version 2.
#if __has_include(<ZXing/ReaderOptions.h>)
using ReadOptions = ZXing::ReaderOptions;
#else
using ReadOptions = ZXing::DecodeHints;
#endif

using Codes = std::vector<FoundCode>;

QRect boxOf(const ZXing::Position& position)
{
    const auto [left, right] =
        std::minmax({ position[0].x, position[1].x, position[2].x, position[3].x });
    const auto [top, bottom] =
        std::minmax({ position[0].y, position[1].y, position[2].y, position[3].y });
    return { QPoint(left, top), QPoint(right, bottom) };
}

// The bytes as they stand in the code where they are UTF-8, which our texts are: the library's
// guess at the character set can take them for another. Else what it converted.
std::string textOf(const ZXing::Result& result)
{
    const ZXing::ByteArray& bytes = result.bytes();
    const QByteArrayView view(bytes.data(), static_cast<qsizetype>(bytes.size()));
    if (view.isValidUtf8())
        return { view.begin(), view.end() };
    return result.text();
}

bool isKnown(const Codes& codes, const std::string& text, QRect position)
{
    return std::any_of(codes.begin(), codes.end(), [&](const FoundCode& code) {
        return code.text == text && code.position.intersects(position);
    });
}

} // namespace

// The library keeps copies of the text of its own, which are freed without being overwritten.
void decodeInto(Codes& codes, const GreyPicture& grey, QRect window, Binarizer binarizer)
{
    ReadOptions options;
    options.setFormats(ZXing::BarcodeFormat::QRCode);
    options.setBinarizer(binarizer == Binarizer::Local ? ZXing::Binarizer::LocalAverage
                                                       : ZXing::Binarizer::FixedThreshold);
    const ZXing::ImageView view(grey.row(window.top()) + window.left(), window.width(),
        window.height(), ZXing::ImageFormat::Lum, grey.width());
    for (const auto& result : ZXing::ReadBarcodes(view, options)) {
        if (!result.isValid())
            continue;
        std::string text = textOf(result);
        const QRect position = boxOf(result.position()).translated(window.topLeft());
        if (isKnown(codes, text, position))
            wipe(text.data(), text.size());
        else
            codes.emplace_back(std::move(text), position);
    }
}

} // namespace qr
