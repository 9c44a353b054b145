// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/wiped_bytes.h"

#include <QString>

namespace cli {

/// Text on its way to standard output, in UTF-8. It may hold what the call wished to see (a secret,
/// a recovery key, a code), so its memory is wiped when it grows and when it goes.
class WipedText
{
public:
    WipedText& operator<<(std::string_view utf8)
    {
        m_bytes.insert(m_bytes.end(), utf8.begin(), utf8.end());
        return *this;
    }
    WipedText& operator<<(const char* utf8) { return *this << std::string_view(utf8); }
    /// Only for text that is no secret: the QString is not wiped.
    WipedText& operator<<(const QString& text)
    {
        const QByteArray utf8 = text.toUtf8();
        return *this << base::textOf(base::bytesOf(utf8));
    }

    std::string_view view() const { return base::textOf(m_bytes); }

private:
    crypto::WipedBytes m_bytes;
};

} // namespace cli
