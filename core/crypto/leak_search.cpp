// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/crypto/leak_search.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define COUNTERSIGN_LOOKS_FOR_LEAKS
#endif
#endif
#ifdef __SANITIZE_ADDRESS__
#define COUNTERSIGN_LOOKS_FOR_LEAKS
#endif

#ifdef COUNTERSIGN_LOOKS_FOR_LEAKS

#include <cinttypes>
#include <cstdio>
#include <fstream>
#include <sanitizer/lsan_interface.h>
#include <string>

namespace crypto {

void searchForLeaksFrom(const void* place)
{
    const auto wanted = reinterpret_cast<std::uintptr_t>(place);
    std::ifstream maps("/proc/self/maps");
    for (std::string line; std::getline(maps, line);) {
        std::uintptr_t begin = 0;
        std::uintptr_t end = 0;
        if (std::sscanf(line.c_str(), "%" SCNxPTR "-%" SCNxPTR, &begin, &end) == 2
            && begin <= wanted && wanted < end)
            __lsan_register_root_region(reinterpret_cast<void*>(begin), end - begin);
    }
}

} // namespace crypto

#else

namespace crypto {

void searchForLeaksFrom(const void* /*place*/) { }

} // namespace crypto

#endif
