// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/wiring/hardening.h"

#include "app/wiring/freed_memory.h"
#include "core/base/logging.h"

#include <sys/prctl.h>
#include <sys/resource.h>

namespace wiring {

namespace {

/// One byte and not zero: with a limit of zero the kernel still hands the image to a crash handler
/// behind a pipe; any other limit too small for an image stops files and pipes alike. Where the
/// hard limit is zero already, an ordinary user cannot raise it and the zero stays.
void limitCoreDumps()
{
    const struct rlimit one = { 1, 1 };
    ::setrlimit(RLIMIT_CORE, &one);
}

} // namespace

crypto::SecureHeap hardenProcess()
{
    limitCoreDumps();
    base::installLogging();
    return crypto::startSecureHeap();
}

void forbidInspection()
{
    ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

Hardening hardeningOf(crypto::SecureHeap heap)
{
    struct rlimit limit = {};
    const bool isKnown = ::getrlimit(RLIMIT_CORE, &limit) == 0;
    const bool isSmall = isKnown && limit.rlim_cur <= 1 && limit.rlim_max <= 1;
    const bool isDumpable = ::prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) != 0;
    return { .heap = heap,
        .stopsCoreFiles = isSmall,
        .stopsCrashHandlers = isSmall && limit.rlim_cur == 1,
        .forbidsInspection = !isDumpable,
        .overwritesFreedMemory = wiring::overwritesFreedMemory() };
}

} // namespace wiring
