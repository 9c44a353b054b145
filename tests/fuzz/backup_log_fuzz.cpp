// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/backup/backup_log.h"

#include <cstdlib>

/// The input as what is remembered of backups. What is read comes out in a spelling that reads as
/// the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const base::Result<backup::Log> log = backup::decodeLog(base::textOf({ data, size }));
    if (!log)
        return 0;
    const base::Result<backup::Log> again = backup::decodeLog(backup::encodeLog(*log));
    if (!again || !(*again == *log))
        std::abort();
    return 0;
}
