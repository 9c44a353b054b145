// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/wiring/freed_memory.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define COUNTERSIGN_ALLOCATOR_IS_WATCHED
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define COUNTERSIGN_ALLOCATOR_IS_WATCHED
#endif

#ifndef COUNTERSIGN_ALLOCATOR_IS_WATCHED

#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <malloc.h>

// The C library's own functions under the names that it keeps for replacements like these.
// NOLINTBEGIN(bugprone-reserved-identifier,readability-identifier-naming)
extern "C" void __libc_free(void* block) noexcept;
extern "C" void* __libc_realloc(void* block, std::size_t size) noexcept;
// NOLINTEND(bugprone-reserved-identifier,readability-identifier-naming)

namespace {

void overwrite(void* begin, std::size_t size)
{
    std::memset(begin, 0, size);
    // The compiler may not take it for a write that nobody reads.
    asm volatile("" : : "r"(begin) : "memory");
}

} // namespace

#define COUNTERSIGN_SEEN_BY_ALL __attribute__((visibility("default"), used))

extern "C" COUNTERSIGN_SEEN_BY_ALL void free(void* block) noexcept
{
    if (block == nullptr)
        return;
    overwrite(block, ::malloc_usable_size(block));
    __libc_free(block);
}

extern "C" COUNTERSIGN_SEEN_BY_ALL void* realloc(void* block, std::size_t size) noexcept
{
    const std::size_t before = block != nullptr ? ::malloc_usable_size(block) : 0;
    if (block == nullptr || size == 0) {
        ::free(block);
        return block == nullptr ? std::malloc(size) : nullptr;
    }
    if (size <= before) {
        // A block that shrinks stays where it is, and its end becomes free as it is.
        overwrite(static_cast<char*>(block) + size, before - size);
        return __libc_realloc(block, size);
    }
    void* const grown = std::malloc(size);
    if (grown == nullptr)
        return nullptr;
    std::memcpy(grown, block, before);
    ::free(block);
    return grown;
}

namespace wiring {

bool overwritesFreedMemory()
{
    return ::dlsym(RTLD_DEFAULT, "free") == reinterpret_cast<void*>(&::free);
}

} // namespace wiring

#else

namespace wiring {

bool overwritesFreedMemory()
{
    return false;
}

} // namespace wiring

#endif
