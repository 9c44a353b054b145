// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/qr/qr_reader.h"

#include "core/qr/qr_passes.h"

#define ZX_USE_UTF8 1
#include <ZXing/ReadBarcode.h>
#if __has_include(<ZXing/ReaderOptions.h>)
#include <ZXing/ReaderOptions.h>
#else
#include <ZXing/DecodeHints.h>
#endif

#include <QtGlobal>

#include <algorithm>

namespace qr {

namespace {

// The library renamed its options in version 2.
#if __has_include(<ZXing/ReaderOptions.h>)
using ReadOptions = ZXing::ReaderOptions;
#else
using ReadOptions = ZXing::DecodeHints;
#endif

enum class Binarizer { Local, Fixed };

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

// The library keeps copies of the text of its own, which are freed without being overwritten.
void readInto(Codes& codes, const GreyPicture& grey, Binarizer binarizer)
{
    ReadOptions options;
    options.setFormats(ZXing::BarcodeFormat::QRCode);
    options.setBinarizer(binarizer == Binarizer::Local ? ZXing::Binarizer::LocalAverage
                                                       : ZXing::Binarizer::FixedThreshold);
    const ZXing::ImageView view(grey.row(0), grey.width(), grey.height(), ZXing::ImageFormat::Lum);
    for (const auto& result : ZXing::ReadBarcodes(view, options)) {
        if (!result.isValid())
            continue;
        std::string text = textOf(result);
        const QRect position = boxOf(result.position());
        if (isKnown(codes, text, position))
            wipe(text.data(), text.size());
        else
            codes.emplace_back(std::move(text), position);
    }
}

void readAll(Codes& codes, const GreyPicture& grey)
{
    constexpr int Margin = 4;
    constexpr int NearlyBlack = 16;
    readInto(codes, grey, Binarizer::Local);
    readInto(codes, darkerThanSurroundings(grey, Margin), Binarizer::Fixed);
    readInto(codes, blackBelow(grey, NearlyBlack), Binarizer::Fixed);
    readInto(codes, sharpened(grey), Binarizer::Local);
    readInto(codes, denoised(grey), Binarizer::Local);
    const GreyPicture dark = inverted(grey);
    readInto(codes, dark, Binarizer::Local);
    readInto(codes, darkerThanSurroundings(dark, Margin), Binarizer::Fixed);
}

} // namespace

FoundCode::FoundCode(std::string foundText, QRect foundPosition)
    : text(std::move(foundText)),
      position(foundPosition)
{ }

FoundCode::~FoundCode()
{
    // All of the buffer: a text that was moved away leaves its short form behind.
    text.resize(text.capacity());
    wipe(text.data(), text.size());
}

base::Result<std::vector<FoundCode>> readCodes(const QImage& picture)
{
    Codes codes;
    if (!picture.isNull()) {
        readAll(codes, greyOf(picture, Ground::White));
        if (picture.hasAlphaChannel())
            readAll(codes, greyOf(picture, Ground::Black));
    }
    if (codes.empty())
        return base::Error { base::ErrorCode::NoCodeFound, "no code in the picture" };
    return codes;
}

} // namespace qr
