// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/text/account_text.h"

#include "ui/text/visible_text.h"

namespace ui::text {

namespace {

constexpr int LongestName = 80;

} // namespace

QString accountText(const vault::Account& account)
{
    return visibleText((account.issuer + u' ' + account.name).trimmed(), LongestName);
}

} // namespace ui::text
