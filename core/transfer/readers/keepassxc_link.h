// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/otp/entry.h"
#include "core/otp/label.h"

#include <span>

namespace transfer::readers {

/// Reads digits that Base32 has not as the letters they look like in the secret of an otpauth link,
/// as KeePassXC does with what its users type (src/core/Base32.cpp).
void mendKeePassXcSecret(std::span<char> link);

/// Takes the words out of an entry that KeePassXC writes into a link for want of a name.
void dropKeePassXcWords(const otp::Names& login, otp::Entry& entry);

} // namespace transfer::readers
