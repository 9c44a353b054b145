// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QImage>

namespace ui::accounts {

/// An account's own picture as a square that fills its badge. Where it is partly transparent it
/// stands on a ground that it can be seen on, light or dark, whatever the window's colours are.
/// Null if the file cannot be read.
QImage badgePicture(const QByteArray& file);

} // namespace ui::accounts
