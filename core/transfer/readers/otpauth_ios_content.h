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

/// Takes the accounts of an archive, one after another. What is in it may be referred to again and
/// again, so that few bytes would make accounts without end.
class OtpAuthAccounts
{
public:
    explicit OtpAuthAccounts(const KeyedArchive& archive) : m_archive(archive) { }

    /// `folder` is the one it lies in; null: none. False where more comes out of the archive than
    /// ever stood in a file: there is no use in going on.
    bool take(KeyedArchive::Object account, KeyedArchive::Object folder);
    Imported taken() && { return std::move(m_imported); }

private:
    QString text(KeyedArchive::Object object, const char* member);

    const KeyedArchive& m_archive;
    Imported m_imported;
    std::size_t m_count = 0;
    std::size_t m_texts = 0; ///< characters
};

} // namespace transfer::readers
