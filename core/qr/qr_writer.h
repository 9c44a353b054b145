// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/bytes.h"

#include <QByteArray>
#include <QImage>

namespace qr {

/// The modules of a QR code without the quiet zone. They are the text itself, which may be a
/// secret, so they are overwritten when the matrix goes.
class Matrix
{
public:
    /// `size` · `size` modules row by row, 1 is dark.
    Matrix(int size, base::Bytes modules);
    ~Matrix();
    Matrix(const Matrix&) = default;
    Matrix& operator=(const Matrix&) = default;

    int size() const { return m_size; }
    bool isDark(int x, int y) const
    {
        return m_modules[static_cast<std::size_t>(y * m_size + x)] != 0;
    }

private:
    int m_size;
    base::Bytes m_modules;
};

/// Modules of light border that every reader needs (ISO/IEC 18004).
constexpr int QuietZone = 4;

/// Bytes of the largest symbol, version 40 at level L (ISO/IEC 18004, table 7).
constexpr std::size_t LargestText = 2953;

/// Encodes bytes at error correction level M, or L where only that fits. TooLarge beyond version
/// 40.
base::Result<Matrix> encode(base::ByteView text);

/// Largest module of a picture; larger wishes get this.
constexpr int MaximumPixelsPerModule = 32;

/// Black on white, whatever the theme, with the quiet zone.
QImage toImage(const Matrix& matrix, int pixelsPerModule);
base::Result<QByteArray> toPng(const Matrix& matrix, int pixelsPerModule);
/// In one piece of memory, which whoever wipes it wipes whole.
QByteArray toSvg(const Matrix& matrix);
/// Two rows of modules a line, as half blocks with explicit colours (ANSI), for a terminal.
QByteArray toTerminal(const Matrix& matrix);

} // namespace qr
