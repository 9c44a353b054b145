// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/result.h"
#include "core/crypto/secret.h"

#include <QString>

namespace cli {

/// The longest secret that is read into locked memory; a passphrase, key or PIN is far shorter. One
/// byte below a power of two, which is what the arena hands out, because one more is asked for.
constexpr std::size_t LongestSecret = 8191;

/// Reads a file or pipe straight into locked memory, so that no copy stays behind. TooLarge beyond
/// `limit` bytes.
base::Result<crypto::SecretBytes> readSecretFile(
    const QString& path, std::size_t limit = LongestSecret);

/// Whether others than the owner may read a regular file.
bool othersCanRead(const QString& path);

/// The first line of standard input without its LF or CRLF; what follows stays unread.
base::Result<crypto::SecretBytes> readSecretLine();

/// The rest of standard input.
base::Result<crypto::SecretBytes> readSecretInput(std::size_t limit);

} // namespace cli
