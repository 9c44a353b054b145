// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "app/sandbox/message.h"

namespace sandbox {

/// Why something is refused, in the vendor's terms.
struct Refusal
{
    const char* code; ///< "E0000068"
    QString cause = {}; ///< the one entry of errorCauses; empty: none
};

/// The vendor's error object, with the HTTP status and the short
/// text of its code.
Reply refused(const Refusal& refusal);
Reply refused(const char* code, const QString& cause = {});

/// What a fault answers with: the code's own status, or this one with the code that fits it best.
Reply refusedWithStatus(int status);
/// False for a code that is not in the list.
bool isErrorCode(const QString& code);
Reply refusedWithCode(const QString& code);

/// OAuth's shape of an error (RFC 6749, section 5.2).
Reply oauthRefused(const char* error, const QString& description);

} // namespace sandbox
