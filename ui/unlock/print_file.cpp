// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/unlock/print_file.h"

#include <QFile>
#include <QPrinter>

namespace ui::unlock {

bool preparePrivateFile(const QPrinter& printer)
{
    if (printer.outputFileName().isEmpty())
        return true;
    constexpr auto OwnerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
    QFile file(printer.outputFileName());
    return file.open(QIODevice::WriteOnly, OwnerOnly) && file.setPermissions(OwnerOnly);
}

} // namespace ui::unlock
