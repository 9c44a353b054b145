// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/qr/qr_writer.h"

#include "core/qr/grey_picture.h"

#include <qrencode.h>

#include <QBuffer>

#include <algorithm>
#include <cerrno>
#include <memory>

namespace qr {

namespace {

using base::Error;
using base::ErrorCode;

struct FreeCode
{
    void operator()(QRcode* code) const
    {
        const auto width = static_cast<std::size_t>(code->width);
        wipe(code->data, width * width);
        QRcode_free(code);
    }
};
using Code = std::unique_ptr<QRcode, FreeCode>;

// As plain bytes in one segment: every reader knows it, and nothing is guessed about the text. The
// library frees a copy of the text that nobody can reach; the next one of its size is written over
// it.
Code encodeAt(base::ByteView text, QRecLevel level)
{
    return Code(QRcode_encodeData(static_cast<int>(text.size()), text.data(), 0, level));
}

QByteArray number(int value)
{
    return QByteArray::number(value);
}

// The run of dark modules that starts at (x, y).
int darkRun(const Matrix& matrix, int x, int y)
{
    int length = 0;
    while (x + length < matrix.size() && matrix.isDark(x + length, y))
        ++length;
    return length;
}

// A module by coordinates that include the quiet zone; outside is light.
bool isDarkWithin(const Matrix& matrix, int x, int y)
{
    x -= QuietZone;
    y -= QuietZone;
    return x >= 0 && y >= 0 && x < matrix.size() && y < matrix.size() && matrix.isDark(x, y);
}

// The character whose halves are drawn in the foreground, which is white.
const char* halfBlock(bool upperIsDark, bool lowerIsDark)
{
    if (upperIsDark)
        return lowerIsDark ? " " : "\xe2\x96\x84"; // U+2584, lower half
    return lowerIsDark ? "\xe2\x96\x80" : "\xe2\x96\x88"; // U+2580 upper half, U+2588 full block
}

} // namespace

Matrix::Matrix(int size, base::Bytes modules) : m_size(size), m_modules(std::move(modules)) { }

Matrix::~Matrix()
{
    wipe(m_modules.data(), m_modules.size());
}

base::Result<Matrix> encode(base::ByteView text)
{
    if (text.empty())
        return Error { ErrorCode::MissingField, "nothing to encode", { "text" } };
    if (text.size() > LargestText)
        return Error { ErrorCode::TooLarge, "beyond the largest symbol",
            { "text", std::to_string(LargestText) } };
    Code code = encodeAt(text, QR_ECLEVEL_M);
    if (!code && errno == ERANGE)
        code = encodeAt(text, QR_ECLEVEL_L);
    if (!code)
        return Error { ErrorCode::OutOfMemory, "encoder failed" };
    const auto modules = static_cast<std::size_t>(code->width * code->width);
    base::Bytes dark(modules);
    std::transform(code->data, code->data + modules, dark.begin(),
        [](unsigned char module) { return static_cast<std::uint8_t>(module & 1U); });
    return Matrix(code->width, std::move(dark));
}

QImage toImage(const Matrix& matrix, int pixelsPerModule)
{
    const int scale = std::clamp(pixelsPerModule, 1, MaximumPixelsPerModule);
    const int side = (matrix.size() + 2 * QuietZone) * scale;
    QImage image(side, side, QImage::Format_Grayscale8);
    image.fill(Qt::white);
    for (int y = 0; y < matrix.size(); ++y)
        for (int row = 0; row < scale; ++row) {
            uchar* pixels =
                image.scanLine((QuietZone + y) * scale + row) + qsizetype { QuietZone } * scale;
            for (int x = 0; x < matrix.size(); ++x, pixels += scale)
                if (matrix.isDark(x, y))
                    std::fill_n(pixels, scale, uchar { 0 });
        }
    return image;
}

base::Result<QByteArray> toPng(const Matrix& matrix, int pixelsPerModule)
{
    QImage image = toImage(matrix, pixelsPerModule);
    QByteArray png;
    QBuffer buffer(&png);
    const bool written = buffer.open(QIODevice::WriteOnly) && image.save(&buffer, "PNG");
    image.fill(Qt::white); // the picture is the secret
    if (!written)
        return Error { ErrorCode::OutOfMemory, "PNG encoder failed" };
    return png;
}

QByteArray toSvg(const Matrix& matrix)
{
    constexpr int PixelsPerModule = 8;
    constexpr qsizetype Head = 400;
    constexpr qsizetype LongestRun = 20; ///< "M184 184h177v1h-177z"
    const int side = matrix.size() + 2 * QuietZone;
    const QByteArray pixels = number(side * PixelsPerModule);
    const QByteArray units = number(side);
    QByteArray svg;
    svg.reserve(Head + qsizetype { matrix.size() } * (matrix.size() + 1) / 2 * LongestRun);
    svg += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\""
        + pixels + "\" height=\"" + pixels + "\" viewBox=\"0 0 " + units + ' ' + units
        + "\" shape-rendering=\"crispEdges\">\n<rect width=\"" + units + "\" height=\"" + units
        + "\" fill=\"#ffffff\"/>\n<path fill=\"#000000\" d=\"";
    for (int y = 0; y < matrix.size(); ++y)
        for (int x = 0; x < matrix.size(); ++x)
            if (const int run = darkRun(matrix, x, y); run > 0) {
                svg += 'M' + number(QuietZone + x) + ' ' + number(QuietZone + y) + 'h' + number(run)
                    + "v1h-" + number(run) + 'z';
                x += run;
            }
    svg += "\"/>\n</svg>\n";
    return svg;
}

QByteArray toTerminal(const Matrix& matrix)
{
    // Bright white on black whatever the terminal's own colours are; not reversed, not bold.
    constexpr const char* Colours = "\x1b[40;97m";
    constexpr const char* Reset = "\x1b[0m\n";
    const int side = matrix.size() + 2 * QuietZone;
    QByteArray text;
    for (int y = 0; y < side; y += 2) {
        text += Colours;
        for (int x = 0; x < side; ++x)
            text += halfBlock(isDarkWithin(matrix, x, y), isDarkWithin(matrix, x, y + 1));
        text += Reset;
    }
    return text;
}

} // namespace qr
