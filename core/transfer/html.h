// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/wiped_bytes.h"

#include <string_view>

namespace transfer {

/// Appends a text of a page with its entities resolved, as programs write it: unlike in XML an
/// ampersand may begin nothing.
void appendHtmlText(std::string_view text, crypto::WipedBytes& out);

/// Appends a text so that it is nothing but text wherever it stands in a page, between quotes too.
void appendEscapedHtml(std::string_view text, crypto::WipedBytes& out);

} // namespace transfer
