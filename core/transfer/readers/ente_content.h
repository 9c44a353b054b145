// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/transfer/reader.h"

namespace transfer::readers {

/// Ente Auth's other form of an export: an object of items, each a link and how it is shown.
bool isEnteItems(const base::json::Value* content);

/// Reads Ente Auth's export, a list of links or such an object.
Outcome<Imported> readEnteContent(const Content& content);

} // namespace transfer::readers
