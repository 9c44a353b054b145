// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/bytes.h"

#include <QtGlobal>

#include <climits>

namespace crypto {

/// A size as OpenSSL's EVP functions take it; of at most 2 GiB, which every caller's bounds see to.
inline int lengthOf(base::ByteView bytes)
{
    Q_ASSERT(bytes.size() <= INT_MAX);
    return static_cast<int>(bytes.size());
}

} // namespace crypto
