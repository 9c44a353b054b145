// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/crypto/secret.h"

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
#endif

namespace {

#ifdef COUNTERSIGN_LOOKS_FOR_LEAKS
/// OpenSSL's random generators lie in the arena and refer to ordinary memory from there, where the
/// search for leaks does not look by itself.
void searchTheArenaToo()
{
    const auto inside = crypto::SecretBytes::ofSize(1);
    if (!inside)
        return;
    const auto place = reinterpret_cast<std::uintptr_t>(inside->view().data());
    std::ifstream maps("/proc/self/maps");
    for (std::string line; std::getline(maps, line);) {
        std::uintptr_t begin = 0;
        std::uintptr_t end = 0;
        if (std::sscanf(line.c_str(), "%" SCNxPTR "-%" SCNxPTR, &begin, &end) == 2 && begin <= place
            && place < end)
            __lsan_register_root_region(reinterpret_cast<void*>(begin), end - begin);
    }
}
#endif

crypto::SecureHeap started()
{
    const crypto::SecureHeap heap = crypto::startSecureHeap();
#ifdef COUNTERSIGN_LOOKS_FOR_LEAKS
    searchTheArenaToo();
#endif
    return heap;
}

// What main does first in our programs; a static object, so that QTEST_MAIN needs no wrapper.
[[maybe_unused]] const crypto::SecureHeap Started = started();

} // namespace
