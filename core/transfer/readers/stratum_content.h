// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/transfer/reader.h"

#include <map>

namespace transfer::readers {

/// How a code is made, in the numbers of Stratum; as text where credentialOf() takes them so.
struct StratumCode
{
    std::string type;
    std::int64_t algorithm = 0;
    std::string digits = {};
    std::string period = {};
    std::string counter = {};
};

/// The credential and the secret, which is a text of the program's, into an entry, which stays as
/// it was where one of them is wrong.
base::Result<void> readStratumCode(
    const StratumCode& code, std::string_view secret, otp::Entry& entry);

/// The pictures of a file by their ids.
using StratumPictures = std::map<QString, QByteArray>;

/// The name of an icon, or one of the user's own: its id behind "@".
void takeStratumIcon(
    ImportedAccount& account, const QString& icon, const StratumPictures& pictures);

/// Whether JSON is what Stratum's backups hold, in the clear or after decryption.
bool isStratumContent(const base::json::Value* content);

/// Reads it (stratumauth/app, doc/BACKUP_FORMAT.md): accounts, and categories as tags.
Outcome<Imported> readStratumContent(const base::json::Value& content);

} // namespace transfer::readers
