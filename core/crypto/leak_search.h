// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

namespace crypto {

/// Has a sanitizer's search for leaks look into the mapping of this place, too: OpenSSL's random
/// generators lie in the secure heap and refer to ordinary memory from there, where the search does
/// not look by itself. Does nothing in a program without a sanitizer.
void searchForLeaksFrom(const void* place);

} // namespace crypto
