// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/shell/about_box.h"

#include <QCoreApplication>
#include <QIcon>
#include <QMessageBox>

namespace ui::shell {

namespace {

constexpr int IconSize = 64;

QString translated(const char* text)
{
    return QCoreApplication::translate("ui::shell::AboutBox", text);
}

} // namespace

void openAboutBox(QWidget& window)
{
    auto* box = new QMessageBox(QMessageBox::NoIcon,
        translated(QT_TRANSLATE_NOOP("ui::shell::AboutBox", "About Countersign")),
        translated(QT_TRANSLATE_NOOP("ui::shell::AboutBox", "Countersign %1"))
            .arg(QCoreApplication::applicationVersion()),
        QMessageBox::Close, &window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(translated(QT_TRANSLATE_NOOP("ui::shell::AboutBox",
        "A desktop authenticator: one-time codes and sign-in requests, in an encrypted file on "
        "this computer. It has no account with anybody, and speaks only with the services whose "
        "sign-in requests you have set up.\n\nFree software under the GNU General Public License, "
        "version 3 or later.")));
    box->setIconPixmap(window.windowIcon().pixmap(IconSize));
    box->open();
}

} // namespace ui::shell
