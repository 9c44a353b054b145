// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/push/browser.h"

#include <QDesktopServices>

namespace ui::push {

Browser systemBrowser()
{
    return [](const QUrl& address) { return QDesktopServices::openUrl(address); };
}

} // namespace ui::push
