// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/atomic_file.h"

#include <cstdio>
#include <cstdlib>
#include <span>

namespace {

const char* nameOf(base::ErrorCode code)
{
    switch (code) {
    case base::ErrorCode::DiskFull:
        return "DiskFull";
    case base::ErrorCode::ReadOnly:
        return "ReadOnly";
    case base::ErrorCode::CannotWrite:
        return "CannotWrite";
    case base::ErrorCode::FileExists:
        return "FileExists";
    case base::ErrorCode::RandomFailed:
        return "RandomFailed";
    default:
        return "another error";
    }
}

} // namespace

/// file_replacer replace|create FILE LETTER COUNT [PREVIOUS]: writes COUNT times LETTER to FILE.
/// The name of an error goes to standard output; exit 1.
int main(int argc, char** argv)
{
    const std::span<char*> arguments(argv, static_cast<std::size_t>(argc));
    if (argc < 5)
        return 2;
    const std::string verb = arguments[1];
    const base::Bytes contents(
        std::strtoul(arguments[4], nullptr, 10), static_cast<std::uint8_t>(arguments[3][0]));
    const base::Result<void> written = verb == "create"
        ? base::createFile(arguments[2], contents)
        : base::replaceFile(arguments[2], contents, argc > 5 ? arguments[5] : "");
    if (written)
        return 0;
    std::printf("%s\n", nameOf(written.error().code));
    return 1;
}
