// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/qr/picture_format.h"

#include "core/base/atomic_file.h"

#include <algorithm>
#include <array>

namespace qr {

namespace {

using base::ByteView;

constexpr std::size_t Beginning = 4096; ///< of a file, which tells what it is

bool startsWith(ByteView contents, std::string_view magic)
{
    return base::textOf(contents).substr(0, magic.size()) == magic;
}

// An XML document whose first kilobytes hold the root element; generators put long comments first.
bool looksLikeSvg(ByteView contents)
{
    std::string_view text = base::textOf(contents).substr(0, Beginning);
    if (text.starts_with("\xef\xbb\xbf"))
        text.remove_prefix(3);
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos || text[first] != '<')
        return false;
    return text.find("<svg") != std::string_view::npos
        || text.find("<svg:svg") != std::string_view::npos;
}

std::size_t littleEndian(ByteView bytes, std::size_t at, std::size_t count)
{
    std::size_t value = 0;
    for (std::size_t i = 0; i < count; ++i)
        value |= std::size_t { bytes[at + i] } << (8 * i);
    return value;
}

// Chunks of length, name, data, checksum; the last is IEND (PNG specification, section 5.3).
bool isCompletePng(ByteView contents)
{
    constexpr std::size_t Around = 12;
    std::size_t at = 8;
    while (contents.size() - at >= Around) {
        const std::size_t length = base::readU32(contents.subspan(at));
        if (length > contents.size() - at - Around)
            return false;
        if (base::textOf(contents.subspan(at + 4, 4)) == "IEND")
            return true;
        at += Around + length;
    }
    return false;
}

// Where the entropy-coded data that starts at `at` meets the next marker that is neither a
// stuffed zero nor a restart (ITU-T T.81, section B.1.1.5).
std::size_t endOfScan(ByteView contents, std::size_t at)
{
    for (; at + 1 < contents.size(); ++at) {
        const std::uint8_t marker = contents[at + 1];
        if (contents[at] == 0xff && marker != 0x00 && marker != 0xff
            && (marker < 0xd0 || marker > 0xd7))
            return at;
    }
    return contents.size();
}

// Segments up to the end-of-image marker. A thumbnail's own marker lies inside a segment.
bool isCompleteJpeg(ByteView contents)
{
    constexpr std::uint8_t EndOfImage = 0xd9;
    constexpr std::uint8_t StartOfScan = 0xda;
    std::size_t at = 2;
    while (at + 1 < contents.size()) {
        const std::uint8_t marker = contents[at + 1];
        if (contents[at] != 0xff)
            return false;
        if (marker == 0xff) { // fill byte
            ++at;
            continue;
        }
        if (marker == EndOfImage)
            return true;
        if (contents.size() - at < 4)
            return false;
        at += 2U + base::readU16(contents.subspan(at + 2));
        if (marker == StartOfScan)
            at = endOfScan(contents, at);
    }
    return false;
}

// The size after "RIFF" counts what follows it (RFC 9649, section 2.3).
bool isCompleteWebP(ByteView contents)
{
    return contents.size() >= 12 && littleEndian(contents, 4, 4) <= contents.size() - 8;
}

// Bytes of a GIF colour table told by the packed field before it, else none.
std::size_t colourTableSize(std::uint8_t packed)
{
    return (packed & 0x80U) != 0 ? std::size_t { 3 } << ((packed & 0x07U) + 1U) : 0;
}

// Past the data sub-blocks that start at `at`; beyond the end if they are cut short.
std::size_t pastSubBlocks(ByteView contents, std::size_t at)
{
    while (at < contents.size() && contents[at] != 0)
        at += 1U + contents[at];
    return at + 1;
}

// Blocks up to the trailer (GIF89a specification, appendix B).
bool isCompleteGif(ByteView contents)
{
    constexpr std::size_t Header = 13;
    constexpr std::size_t ImageDescriptor = 10;
    if (contents.size() < Header)
        return false;
    std::size_t at = Header + colourTableSize(contents[10]);
    while (at < contents.size()) {
        switch (contents[at]) {
        case 0x3b: // trailer
            return true;
        case 0x21: // extension: label, sub-blocks
            at = pastSubBlocks(contents, at + 2);
            break;
        case 0x2c: // image: descriptor, colours, code size, sub-blocks
            if (contents.size() - at < ImageDescriptor)
                return false;
            at += ImageDescriptor + colourTableSize(contents[at + 9]) + 1;
            at = pastSubBlocks(contents, at);
            break;
        default:
            return false;
        }
    }
    return false;
}

// Rows of an uncompressed bitmap from its header (BITMAPINFOHEADER and later); the declared size of
// a compressed one.
bool isCompleteBmp(ByteView contents)
{
    constexpr std::size_t Headers = 14 + 40;
    if (contents.size() < Headers)
        return false;
    const std::size_t offset = littleEndian(contents, 10, 4);
    const std::size_t width = littleEndian(contents, 18, 4);
    const auto signedHeight = static_cast<std::int32_t>(littleEndian(contents, 22, 4));
    const std::size_t bits = littleEndian(contents, 28, 2);
    const std::size_t compression = littleEndian(contents, 30, 4);
    if (compression == 1 || compression == 2)
        return littleEndian(contents, 2, 4) <= contents.size();
    const auto height = static_cast<std::size_t>(std::abs(std::int64_t { signedHeight }));
    const std::size_t stride = (width * bits + 31) / 32 * 4;
    return offset <= contents.size()
        && (height == 0 || stride <= (contents.size() - offset) / height);
}

} // namespace

std::optional<PictureFormat> pictureFormatOf(ByteView contents)
{
    if (startsWith(contents, "\x89PNG\r\n\x1a\n"))
        return PictureFormat::Png;
    if (startsWith(contents, "\xff\xd8\xff"))
        return PictureFormat::Jpeg;
    if (startsWith(contents, "GIF87a") || startsWith(contents, "GIF89a"))
        return PictureFormat::Gif;
    if (startsWith(contents, "RIFF") && contents.size() >= 12
        && base::textOf(contents.subspan(8, 4)) == "WEBP")
        return PictureFormat::WebP;
    if (startsWith(contents, "BM"))
        return PictureFormat::Bmp;
    if (looksLikeSvg(contents))
        return PictureFormat::Svg;
    return std::nullopt;
}

base::Result<std::optional<PictureFormat>> pictureFormatOf(const std::string& path)
{
    const base::Result<base::Bytes> bytes = base::readBeginning(path, Beginning);
    if (!bytes)
        return bytes.error();
    return pictureFormatOf(*bytes);
}

QByteArray nameOf(PictureFormat format)
{
    constexpr std::array<const char*, 6> Names { "png", "jpeg", "webp", "svg", "gif", "bmp" };
    return Names.at(static_cast<std::size_t>(format));
}

bool isComplete(PictureFormat format, ByteView contents)
{
    switch (format) {
    case PictureFormat::Png:
        return isCompletePng(contents);
    case PictureFormat::Jpeg:
        return isCompleteJpeg(contents);
    case PictureFormat::WebP:
        return isCompleteWebP(contents);
    case PictureFormat::Gif:
        return isCompleteGif(contents);
    case PictureFormat::Bmp:
        return isCompleteBmp(contents);
    case PictureFormat::Svg:
        break;
    }
    return true;
}

} // namespace qr
