// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace base {

/// What a '+' in an encoded text stands for: itself in a path, a blank in a form-encoded value.
enum class Plus { IsPlus, IsBlank };

/// Undoes percent-encoding once (RFC 3986, section 2.1), writing to `out`, which must hold
/// text.size() characters, and returns how many it wrote. A '%' without two hex digits stays as it
/// is. Writing in place lets a secret stay in locked memory.
std::size_t percentDecode(std::string_view text, Plus plus, std::span<char> out);

/// The same for text that is not secret.
std::string percentDecoded(std::string_view text, Plus plus);

/// Escapes every byte but the unreserved ones (A-Z a-z 0-9 - . _ ~), writing to `out`, which must
/// hold 3 * text.size() characters, and returns how many it wrote.
std::size_t percentEncode(std::string_view text, std::span<char> out);

/// The same for text that is not secret.
std::string percentEncoded(std::string_view text);

} // namespace base
