// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/sandbox/run.h"

#include <cstdlib>

int main(int argc, char** argv)
{
    // Qt complains about other character sets; scripts often run in the bare C locale.
    ::setenv("LC_ALL", "C.UTF-8", 1);
    return sandbox::run(argc, argv);
}
