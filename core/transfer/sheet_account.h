// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/secret.h"
#include "core/crypto/wiped_bytes.h"
#include "core/transfer/outgoing.h"
#include "core/transfer/sheet_words.h"

#include <string_view>
#include <vector>

namespace transfer {

/// One thing about an account that is typed in or known: what it is called, and what it is.
struct SheetRow
{
    std::string_view name; ///< "secret", "pin", "kind", …: whatever the language
    QString label;
    crypto::WipedBytes value; ///< UTF-8; a secret is in groups of four, for being typed
};

/// An account as it stands on paper, whoever brings it there.
struct SheetAccount
{
    QString issuer;
    QString name;
    QString pinned; ///< the word for it; empty: it is not
    std::vector<SheetRow> rows;
    crypto::SecretBytes link; ///< what its code for a camera says
};

/// Errors as of linkOf().
base::Result<SheetAccount> sheetAccount(const SheetWords& words, const OutgoingAccount& account);

} // namespace transfer
