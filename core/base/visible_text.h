// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QString>

namespace base {

/// Text from outside (names in a link, of a file) made safe to show: control characters, line
/// breaks and the characters that turn the direction of writing become visible escapes such as
/// \u{202E}, so that a name can neither drive a terminal nor pretend to be another one.
QString visibleText(const QString& text);

/// The same, at most `limit` characters long, with … where it was cut.
QString visibleText(const QString& text, int limit);

} // namespace base
