// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// LastPass Authenticator's export.

#include "core/transfer/json_fields.h"
#include "core/transfer/readers/readers.h"

#include <algorithm>
#include <map>

namespace transfer::readers {

namespace last_pass_authenticator_json {
namespace {

using base::json::Value;
using Folders = std::map<std::int64_t, QString>; ///< name by id

constexpr std::int64_t NoFolder = 0;

Folders foldersOf(const Value& file)
{
    Folders folders;
    const Value* const list = file.member("folders");
    for (const Value& folder : list ? list->items : std::vector<Value>())
        folders.emplace(integerOf(folder, "id").value_or(NoFolder), stringOf(folder, "name"));
    folders.erase(NoFolder);
    return folders;
}

void take(Imported& imported, const Value& item, const Folders& folders)
{
    ImportedAccount account;
    account.entry.issuer = stringOf(item, "issuerName");
    account.entry.name = stringOf(item, "userName");
    const auto credential = transfer::credentialOf({ .kind = otp::LinkKind::Totp,
        .algorithm = base::json::textOf(item, "algorithm"),
        .digits = digitsOf(item, "digits"),
        .period = digitsOf(item, "timeStep") });
    if (const auto read =
            readCode(item, "secret", steamByName(credential, account.entry.issuer), account.entry);
        !read)
        return imported.leave(account.entry.issuer, account.entry.name, read.error());
    account.isFavourite = isTrue(item, "isFavorite");
    const Value* const place = item.member("folderData");
    const auto folder =
        folders.find(place ? integerOf(*place, "folderId").value_or(NoFolder) : NoFolder);
    if (folder != folders.end())
        account.tags.append(folder->second);
    imported.take(std::move(account));
}

bool isAccount(const Value& item)
{
    return item.member("secret") && item.member("timeStep")
        && (item.member("issuerName") || item.member("userName"));
}

Match match(const Content& content)
{
    const Value* const file = content.json();
    const Value* const accounts = file ? file->member("accounts") : nullptr;
    if (!accounts || !accounts->isArray())
        return Match::No;
    // One that is broken is told, and does not hide the others; where there is none, the name of
    // the phone tells whose file it is.
    const bool isOurs = accounts->items.empty() ? file->member("localDeviceId") != nullptr
                                                : std::ranges::any_of(accounts->items, isAccount);
    return isOurs ? Match::Certain : Match::No;
}

Outcome<Imported> read(const Content& content, const Request&)
{
    const Value& file = *content.json();
    const Folders folders = foldersOf(file);
    Imported imported;
    for (const Value& item : file.member("accounts")->items)
        take(imported, item, folders);
    return imported;
}

constexpr std::string_view Marks[] = { "\"issuerName\"", "\"userName\"", "\"timeStep\"",
    "\"localDeviceId\"" };

} // namespace
} // namespace last_pass_authenticator_json

const Format LastPassAuthenticatorJson {
    .id = "lastpass-authenticator-json",
    .program = "LastPass Authenticator",
    .form = Form::Json,
    .isEncrypted = false,
    .match = last_pass_authenticator_json::match,
    .read = last_pass_authenticator_json::read,
    .marks = last_pass_authenticator_json::Marks,
};

} // namespace transfer::readers
