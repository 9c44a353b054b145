// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/account.h"
#include "core/vault/cbor.h"

namespace vault {

/// One entry of `accounts` from its encoded, checked value. Damaged; the argument is the member
/// that is missing, wrong or out of its range ("cred.digits").
base::Result<Account> readAccount(const Id& id, base::ByteView value);

void writeAccount(cbor::Writer& out, const Account& account);
void writeStamp(cbor::Writer& out, const Stamp& stamp);
/// As UTF-8.
void writeText(cbor::Writer& out, const QString& text);

} // namespace vault
