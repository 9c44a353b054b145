// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QRegularExpression>
#include <QTest>

namespace support {

/// For the init() of every test: a stray Qt warning fails it. The offscreen platform's notices of
/// what it cannot do (size hints, raising, grabbing keys for a menu) are the one exception.
inline void failOnWarning()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support )")));
}

} // namespace support
