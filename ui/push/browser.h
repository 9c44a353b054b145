// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QUrl>

#include <functional>

namespace ui::push {

/// Opens an address in the browser; false where there is none. Handed to the pages, so that tests
/// open nothing.
using Browser = std::function<bool(const QUrl& address)>;

/// The one of the desktop.
Browser systemBrowser();

} // namespace ui::push
