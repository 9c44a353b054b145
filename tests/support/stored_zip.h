// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QByteArray>

#include <utility>
#include <vector>

namespace support {

/// A ZIP archive with these members, by name, of which nothing is compressed or encrypted.
inline QByteArray storedZip(const std::vector<std::pair<QByteArray, QByteArray>>& members)
{
    const auto number = [](std::uint64_t value, int bytes) {
        QByteArray out;
        for (int i = 0; i < bytes; ++i)
            out += static_cast<char>(value >> (8 * i) & 0xff);
        return out;
    };
    const auto checksum = [](const QByteArray& text) {
        std::uint32_t crc = 0xffffffff;
        for (const char c : text) {
            crc ^= static_cast<std::uint8_t>(c);
            for (int i = 0; i < 8; ++i)
                crc = crc >> 1 ^ (crc & 1 ? 0xedb88320 : 0);
        }
        return ~crc;
    };
    QByteArray files;
    QByteArray directory;
    for (const auto& [name, text] : members) {
        const auto size = static_cast<std::uint32_t>(text.size());
        // APPNOTE 4.3.7 and 4.3.12 share these fields.
        const QByteArray fields = number(20, 2) + number(0, 6) + number(0x21, 2)
            + number(checksum(text), 4) + number(size, 4) + number(size, 4)
            + number(static_cast<std::uint32_t>(name.size()), 2) + number(0, 2);
        directory += "PK\x01\x02" + number(20, 2) + fields + QByteArray(10, '\0')
            + number(static_cast<std::uint32_t>(files.size()), 4) + name;
        files += "PK\x03\x04" + fields + name + text;
    }
    const auto count = static_cast<std::uint32_t>(members.size());
    return files + directory + "PK\x05\x06" + number(0, 4) + number(count, 2) + number(count, 2)
        + number(static_cast<std::uint32_t>(directory.size()), 4)
        + number(static_cast<std::uint32_t>(files.size()), 4) + number(0, 2);
}

} // namespace support
