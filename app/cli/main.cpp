// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/cli/run.h"
#include "app/wiring/hardening.h"

#include <clocale>
#include <cstdlib>
#include <cstring>
#include <langinfo.h>

namespace {

/// Qt complains about and misreads other character sets; scripts often run in the bare C locale.
void insistOnUtf8()
{
    std::setlocale(LC_ALL, "");
    if (std::strcmp(::nl_langinfo(CODESET), "UTF-8") != 0)
        ::setenv("LC_ALL", "C.UTF-8", 1);
}

} // namespace

int main(int argc, char** argv)
{
    const crypto::SecureHeap heap = wiring::hardenProcess();
    wiring::forbidInspection();
    insistOnUtf8();
    return cli::run(argc, argv, heap);
}
