// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/bytes.h"

namespace transfer {

/// Whether bytes begin as an encrypted message of OpenPGP does that is no text (RFC 4880 and 9580):
/// packets with the key of the message, for people or passphrases, then the encrypted data. Of the
/// data no more than the beginning has to be there.
bool isOpenPgpMessage(base::ByteView bytes);

} // namespace transfer
