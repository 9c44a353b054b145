// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/wiring/device_id.h"

#include "core/base/atomic_file.h"
#include "core/crypto/random.h"

#include <algorithm>
#include <sys/stat.h>

namespace wiring {

namespace {

constexpr std::size_t HexDigits = 32;

base::Result<vault::Id> readDevice(const std::string& path)
{
    const base::Result<base::Bytes> contents = base::readFile(path, HexDigits + 1);
    if (!contents)
        return contents.error();
    std::string_view text = base::textOf(*contents);
    if (text.ends_with('\n'))
        text.remove_suffix(1);
    const base::Result<base::Bytes> bytes = base::fromHex(text);
    vault::Id id;
    if (!bytes || bytes->size() != id.bytes.size())
        return base::Error { base::ErrorCode::Damaged, "device file", { path } };
    std::ranges::copy(*bytes, id.bytes.begin());
    return id;
}

} // namespace

base::Result<vault::Id> deviceId(const std::string& folder, crypto::RandomSource& random)
{
    const std::string path = folder + "/device";
    struct stat status = {};
    if (::stat(path.c_str(), &status) == 0)
        return readDevice(path);

    if (const base::Result<void> made = base::makePrivateFolder(folder); !made)
        return made.error();
    vault::Id id;
    if (const base::Result<void> filled = random.fill(id.bytes); !filled)
        return filled.error();
    const base::Result<void> written =
        base::createFile(path, base::bytesOf(base::toHex(id.view()) + "\n"));
    if (!written && written.error().code == base::ErrorCode::FileExists)
        return readDevice(path); // another program of ours was faster
    if (!written)
        return written.error();
    return id;
}

} // namespace wiring
