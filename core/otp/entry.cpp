// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/otp/entry.h"

namespace otp {

bool isSameAccount(const Entry& a, const Entry& b)
{
    return a.credential.index() == b.credential.index() && a.issuer == b.issuer && a.name == b.name
        && crypto::equalInConstantTime(a.secret.view(), b.secret.view());
}

} // namespace otp
