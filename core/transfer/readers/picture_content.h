// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/transfer/reader.h"

namespace transfer::readers {

/// Whether one of the texts of a picture is a link of this scheme, given as "otpauth:".
bool hasPictureCode(const Content& content, std::string_view scheme);

/// The read() of formats that are pictures of links: their codes as a list, from top to bottom.
/// NoAccounts where there is no code in it, or none of ours.
Outcome<Imported> readPictureCodes(const Content& content, const Request& request);

} // namespace transfer::readers
