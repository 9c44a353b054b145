// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/json.h"
#include "core/transfer/reader.h"

namespace transfer::readers {

/// Whether this is the array of Raivo OTP's export.
bool isRaivoContent(const base::json::Value* content);

/// Reads it: an array in which every value is a text.
Outcome<Imported> readRaivoContent(const base::json::Value& content);

} // namespace transfer::readers
