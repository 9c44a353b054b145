// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/result.h"
#include "core/crypto/secret.h"

#include <string>

namespace transfer {

constexpr std::size_t LargestKeyFile = std::size_t { 1024 } * 1024;

/// The 32 bytes that a key file of KeePass and its family stands for: those that its XML has, in
/// version 1 and 2, its own where it has no more, those that 64 hexadecimal digits denote, else its
/// hash. Damaged for an empty file, and for XML whose key is no such key, or not the one that it
/// has the hash of.
base::Result<crypto::SecretBytes> keyOfKeyFile(base::ByteView file);

/// The same of a regular file. CannotRead, TooLarge.
base::Result<crypto::SecretBytes> readKeyFile(const std::string& path);

} // namespace transfer
