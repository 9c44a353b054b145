// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace base {

/// The origin of a web address, "https://host" or "https://host:port": lower-case, international
/// names in their ASCII form, the default port and a final dot left out. Unencrypted addresses only
/// of this computer (loopback). nullopt for anything else, also for an address with a user's name
/// in it: "https://bank.example@evil.example" is made to deceive.
std::optional<std::string> originOf(std::string_view address);

/// Whether the text is a host name in ASCII (RFC 1123, section 2.1; '_' too, as it is met).
bool isHostName(std::string_view text);

} // namespace base
