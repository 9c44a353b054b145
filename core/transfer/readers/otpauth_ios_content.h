// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/transfer/property_list.h"
#include "core/transfer/reader.h"

namespace transfer::readers {

/// The two kinds of file that OTP Auth for iOS writes; each is first sealed with a key of its own,
/// which is the same in every file.
enum class OtpAuthFile { Backup, Account };

/// Whether that key opens content.
bool isOtpAuthFile(const Content& content, OtpAuthFile kind);

/// What is in a file, in the clear.
struct OtpAuthContent
{
    crypto::WipedBytes bytes; ///< of the archive, which points into them
    KeyedArchive archive;
};

/// Opens a file with the passphrase. Damaged, NewerSchema, OlderSchema, PassphraseNeeded,
/// WrongPassphraseOrDamaged, Cancelled.
Outcome<OtpAuthContent> openOtpAuthFile(
    const Content& content, OtpAuthFile kind, const Request& request);

/// Takes an account of an archive; `folder` is the name of the one it lies in.
void takeOtpAuthAccount(Imported& imported, const KeyedArchive& archive,
    KeyedArchive::Object account, const QString& folder);

} // namespace transfer::readers
