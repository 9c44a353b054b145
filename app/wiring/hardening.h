// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/secret.h"

namespace wiring {

/// The first line of main in every program of ours: no image of the process is ever written by a
/// crash, log messages go through our handler, and the secure heap is there.
crypto::SecureHeap hardenProcess();

/// Before the first secret is read: other programs of this user can no longer look into this
/// process. Apart from hardenProcess because desktop portals refuse to serve a caller they cannot
/// inspect unless they have met it before (desktop::ScreenPortal::meet).
void forbidInspection();

/// What of the above holds in this process, as the system says when it is asked.
struct Hardening
{
    crypto::SecureHeap heap;
    bool stopsCoreFiles = false;
    bool stopsCrashHandlers = false; ///< those that read an image from a pipe
    bool forbidsInspection = false;
    bool overwritesFreedMemory = false;
};
Hardening hardeningOf(crypto::SecureHeap heap);

} // namespace wiring
