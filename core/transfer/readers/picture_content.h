// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/transfer/reader.h"

namespace transfer::readers {

/// Whether one of the texts of a picture is a link of this scheme, given as "otpauth:".
bool hasPictureCode(const Content& content, std::string_view scheme);

/// Reads the codes of a picture as a list of links, from top to bottom. NoAccounts where there is
/// no code in it, or none of ours.
Outcome<Imported> readPictureCodes(const Content& content);

} // namespace transfer::readers
