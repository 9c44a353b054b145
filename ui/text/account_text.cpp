// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/text/account_text.h"

#include "ui/text/translated.h"
#include "ui/text/visible_text.h"

namespace ui::text {

namespace {

constexpr int LongestTitlePart = 120;

} // namespace

QString accountText(const vault::Account& account)
{
    return visibleText((account.issuer + u' ' + account.name).trimmed(), LongestShown);
}

QString accountTitle(const QString& issuer, const QString& name)
{
    const QString shownIssuer = visibleText(issuer, LongestTitlePart);
    const QString shownName = visibleText(name, LongestTitlePart);
    if (issuer.isEmpty() && name.isEmpty())
        return translated(QT_TRANSLATE_NOOP("ui::text", "(without a name)"));
    if (issuer.isEmpty() || name.isEmpty())
        return shownIssuer + shownName;
    return QStringLiteral("%1 (%2)").arg(shownIssuer, shownName);
}

} // namespace ui::text
