// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

namespace wiring {

/// Whether what is freed is overwritten first, in this whole process: by our code, and by Qt,
/// libqrencode and every other library, whose copies of a link, a passphrase on view or an answer
/// of a server nobody else can reach. Programs that link app/wiring have it from their first
/// instruction on (as malloc's replacement, GNU C Library manual, "Replacing malloc"); false where
/// another library was loaded in front of it, or where a sanitizer needs freed memory as it was.
///
/// It costs a pass over each block that is freed. What shrinks loses its end in the same way, and
/// what grows is copied and overwritten rather than left behind.
bool overwritesFreedMemory();

} // namespace wiring
