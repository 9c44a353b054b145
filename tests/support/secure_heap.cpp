// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/crypto/secret.h"

namespace {

// What main does first in our programs; a static object, so that QTEST_MAIN needs no wrapper.
[[maybe_unused]] const crypto::SecureHeap Started = crypto::startSecureHeap();

} // namespace
