// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// Preloaded into a program with a window (LD_PRELOAD), this library writes a line to the standard
// output when the window has been painted for the first time, half a second later another with the
// memory that the process takes (the proportional set size in KiB), and ends the process.

#include <QBackingStore>
#include <QTimer>

#include <cstdio>
#include <dlfcn.h>
#include <unistd.h>

namespace {

constexpr int SettleMilliseconds = 500;

void tellMemory()
{
    // The process itself may read this even where it has forbidden others to look inside.
    std::FILE* const file = std::fopen("/proc/self/smaps_rollup", "r");
    char line[256];
    long size = -1;
    while (file && std::fgets(line, sizeof line, file)) {
        if (std::sscanf(line, "Pss: %ld", &size) == 1)
            break;
    }
    std::printf("%ld\n", size);
    std::fflush(stdout);
    ::_exit(0);
}

void tellPainted()
{
    std::puts("painted");
    std::fflush(stdout);
    QTimer::singleShot(SettleMilliseconds, tellMemory);
}

} // namespace

/// Stands before Qt's own, which brings what was painted to the screen.
void QBackingStore::flush(const QRegion& region, QWindow* window, const QPoint& offset)
{
    using Flush = void (*)(QBackingStore*, const QRegion&, QWindow*, const QPoint&);
    static const auto next = reinterpret_cast<Flush>(
        ::dlsym(RTLD_NEXT, "_ZN13QBackingStore5flushERK7QRegionP7QWindowRK6QPoint"));
    next(this, region, window, offset);
    static bool isFirst = true;
    if (isFirst)
        tellPainted();
    isFirst = false;
}
