// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/device_id.h"

#include "core/base/atomic_file.h"
#include "core/crypto/hmac.h"
#include "core/crypto/random.h"

#include <algorithm>
#include <sys/stat.h>

namespace vault {

namespace {

constexpr std::size_t LargestDeviceFile = 200;

/// What the file holds, one line each.
struct Installation
{
    Id id;
    std::string machine; ///< hash of the computer's id, hex; empty if not known
};

std::string fileIn(const std::string& folder)
{
    return folder + "/device";
}

/// The computer's id must not be told to anyone who reads the state folder: systemd's machine-id(5)
/// asks programs to hash it with a text of their own.
base::Result<std::string> hashOf(std::string_view machine)
{
    if (machine.empty())
        return std::string();
    base::Bytes named;
    base::append(named, base::bytesOf(std::string_view("countersign/1/machine")));
    named.push_back(0);
    base::append(named, base::bytesOf(machine));
    const base::Result<crypto::Digest> digest = crypto::digest(crypto::Hash::Sha256, named);
    if (!digest)
        return digest.error();
    return base::toHex(digest->view().first(16));
}

base::Result<Installation> read(const std::string& folder)
{
    const std::string path = fileIn(folder);
    const base::Error damaged { base::ErrorCode::Damaged, "device file", { path } };
    const base::Result<base::Bytes> contents = base::readFile(path, LargestDeviceFile);
    if (!contents && contents.error().code == base::ErrorCode::TooLarge)
        return damaged;
    if (!contents)
        return contents.error();
    const std::string_view text = base::textOf(*contents);
    const std::size_t end = std::min(text.find('\n'), text.size());
    const base::Result<Id> id = Id::fromHex(text.substr(0, end));
    if (!id)
        return damaged;
    std::string_view machine = end < text.size() ? text.substr(end + 1) : std::string_view();
    if (machine.ends_with('\n'))
        machine.remove_suffix(1);
    return Installation { *id, std::string(machine) };
}

base::Bytes contentsOf(const Installation& installation)
{
    const std::string text = installation.id.toHex() + '\n' + installation.machine + '\n';
    const base::ByteView bytes = base::bytesOf(text);
    return { bytes.begin(), bytes.end() };
}

base::Result<Id> replace(
    const std::string& folder, const Installation& old, crypto::RandomSource& random)
{
    const base::Result<Id> id = Id::random(random);
    if (!id)
        return id;
    const base::Result<void> written =
        base::replaceFile(fileIn(folder), contentsOf({ *id, old.machine }));
    if (!written)
        return written.error();
    return id;
}

base::Result<Id> known(
    const std::string& folder, const std::string& machine, crypto::RandomSource& random)
{
    const base::Result<Installation> installation = read(folder);
    if (!installation)
        return installation.error();
    const bool isElsewhere =
        !machine.empty() && !installation->machine.empty() && installation->machine != machine;
    if (isElsewhere)
        return replace(folder, { installation->id, machine }, random);
    return installation->id;
}

} // namespace

base::Result<Id> deviceId(
    const std::string& folder, std::string_view machine, crypto::RandomSource& random)
{
    const base::Result<std::string> hash = hashOf(machine);
    if (!hash)
        return hash.error();
    struct stat status = {};
    if (::stat(fileIn(folder).c_str(), &status) == 0)
        return known(folder, *hash, random);

    if (const base::Result<void> made = base::makePrivateFolder(folder); !made)
        return made.error();
    const base::Result<Id> id = Id::random(random);
    if (!id)
        return id;
    const base::Result<void> written = base::createFile(fileIn(folder), contentsOf({ *id, *hash }));
    if (!written && written.error().code == base::ErrorCode::FileExists)
        return known(folder, *hash, random); // another program of ours was faster
    if (!written)
        return written.error();
    return id;
}

base::Result<void> shareDeviceId(const std::string& folder, const std::string& other)
{
    const auto known = base::readFile(fileIn(folder), LargestDeviceFile);
    return known ? base::createFile(fileIn(other), *known) : known.error();
}

base::Result<std::optional<Id>> knownDeviceId(const std::string& folder)
{
    struct stat status = {};
    if (::stat(fileIn(folder).c_str(), &status) != 0)
        return std::optional<Id>();
    const base::Result<Installation> installation = read(folder);
    if (!installation)
        return installation.error();
    return std::optional(installation->id);
}

base::Result<Id> renewDeviceId(const std::string& folder, crypto::RandomSource& random)
{
    const base::Result<Installation> old = read(folder);
    if (!old)
        return old.error();
    return replace(folder, *old, random);
}

} // namespace vault
