// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/transfer/reader.h"

namespace transfer {

/// What one member of an archive holds, which a key may first have to be derived for: as
/// readMember(), or Cancelled.
Outcome<Content> openMember(
    const Content& archive, const std::string& name, const Request& request);

} // namespace transfer
