// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/desktop/translation.h"

#include <QCoreApplication>
#include <QLocale>

namespace desktop {

Translation::Translation()
{
    const QString folder = QStringLiteral(":/translations");
    if (m_translator.load(QLocale(), QStringLiteral("countersign"), QStringLiteral("_"), folder)
        || m_translator.load(QStringLiteral("countersign_en"), folder))
        QCoreApplication::installTranslator(&m_translator);
}

Translation::~Translation()
{
    QCoreApplication::removeTranslator(&m_translator);
}

} // namespace desktop
