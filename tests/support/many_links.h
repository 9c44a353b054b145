// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QByteArray>

namespace support {

/// A list of links of accounts that all differ, with secrets of 20 bytes.
inline QByteArray manyLinks(int count)
{
    QByteArray links;
    for (int i = 0; i < count; ++i) {
        QByteArray secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY" + QByteArray::number(1'000'000 + i);
        secret.replace('0', 'A').replace('1', 'B').replace('8', 'C').replace('9', 'D');
        links += "otpauth://totp/Service%20" + QByteArray::number(i % 500) + ":user"
            + QByteArray::number(i) + "?secret=" + secret.left(32) + "&issuer=Service%20"
            + QByteArray::number(i % 500) + '\n';
    }
    return links;
}

} // namespace support
