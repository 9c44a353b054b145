// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QRegularExpression>
#include <QTest>

namespace support {

/// For the init() of every test: a stray Qt warning fails it. The offscreen platform's notice about
/// size hints and raising windows are the exceptions.
inline void failOnWarning()
{
    QTest::failOnWarning(
        QRegularExpression(QStringLiteral("^(?!.*(propagateSizeHints|raise\\(\\)))")));
}

} // namespace support
