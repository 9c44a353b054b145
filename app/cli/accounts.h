// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "app/cli/failure.h"
#include "app/cli/json_writer.h"
#include "core/vault/account.h"

#include <optional>

namespace otp {
struct Entry;
}
namespace vault {
class Vault;
}

namespace cli {

/// "ACME (alice@acme.example)" for a person, safe to show.
QString accountTitle(const QString& issuer, const QString& name);
QString accountTitle(const vault::Account& account);

/// How the registration of an account stands, as the documents tell it.
struct PushShown
{
    std::string protocol;
    std::string server;
    std::string_view state; ///< "active", "suspended", "removed"
};

/// Of several registrations the one that is of most use; absent without any. What does not answer
/// here now (pending, in the trash, waiting for a confirmation or a new enrolment) is suspended.
std::optional<PushShown> pushOf(vault::Vault& vault, const vault::Account& account);

/// What the ACCOUNT object tells beside the account's own.
struct AccountExtras
{
    const otp::Entry* revealed = nullptr; ///< the secret is written only where one is given
    std::optional<PushShown> push = {};
};

/// The members of an ACCOUNT that tell how its codes are made.
void writeParameters(JsonWriter& json, const otp::Credential& credential);

/// The ACCOUNT object of the documents.
void writeAccount(
    JsonWriter& json, const vault::Account& account, const AccountExtras& extras = {});
/// The same for an account that is in no vault yet.
void writeEntry(JsonWriter& json, const otp::Entry& entry, bool reveal);
void writeAccounts(JsonWriter& json, const std::vector<vault::Account>& accounts);
/// The same with their registrations.
void writeAccounts(
    JsonWriter& json, vault::Vault& vault, const std::vector<vault::Account>& accounts);

/// {"account": …}, the document of several verbs.
void writeAccountDocument(JsonWriter& json, vault::Vault& vault, const vault::Account& account);

/// The secret as people exchange it: Base32; of mOTP the text itself.
base::Result<crypto::SecretBytes> secretText(const otp::Entry& entry);

/// The accounts that match a query: those whose issuer, name, "issuer:name" or id equal it, else
/// those where it is a part of issuer or name, else those whose id begins with it (four digits at
/// least, or short words would meet ids by chance). Case does not matter. Nothing matches an empty
/// query.
std::vector<vault::Account> matching(
    const std::vector<vault::Account>& accounts, const QString& query);

/// The one account that matches; NoMatch, or Ambiguous with the list of matches.
Outcome<vault::Account> findAccount(
    const std::vector<vault::Account>& accounts, const QString& query);

} // namespace cli
