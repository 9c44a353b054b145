// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/key_stream.h"
#include "core/transfer/failure.h"
#include "core/transfer/imported.h"
#include "core/transfer/xml.h"

namespace transfer::readers {

/// Reads the document of a KeePass database (keepassxreboot/keepassxc,
/// src/format/KdbxXmlReader.cpp): the entries that make codes, but those in the bin; groups become
/// tags. `stream` hides what is protected; null for a file in which nothing is. Damaged.
Outcome<Imported> readKeePassDocument(const XmlElement& file, const crypto::KeyStream* stream);

} // namespace transfer::readers
