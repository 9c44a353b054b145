// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/readers/two_fas_content.h"

#include "core/base/link.h"
#include "core/otp/label.h"
#include "core/transfer/json_fields.h"

#include <algorithm>
#include <limits>
#include <map>

namespace transfer::readers {

namespace two_fas_content {
namespace {

using base::json::Value;
using Groups = std::map<std::string, QString>; ///< name by lower-case id

constexpr std::int64_t LastSchema = 4;

/// iOS writes the ids in upper case, Android in lower.
Groups groupsOf(const Value& file)
{
    Groups groups;
    const Value* const list = file.member("groups");
    for (const Value& group : list ? list->items : std::vector<Value>())
        groups.emplace(base::asciiLower(base::json::textOf(group, "id")), stringOf(group, "name"));
    return groups;
}

/// What the user sees and edits is the service's name; what came with the code counts where there
/// is none.
otp::Names namesOf(const Value& service, const Value& code)
{
    otp::Names names;
    names.issuer = stringOf(service, "name");
    names.name = stringOf(code, "account");
    // A service has to be called something: where it has no issuer, as its account.
    const Value* const issuer = code.member("issuer");
    if (issuer && issuer->text() == "" && names.issuer == names.name)
        names.issuer.clear();
    if (names.issuer.isEmpty())
        names.issuer = stringOf(code, "issuer");
    if (!names.name.isEmpty())
        return names;
    // The secret of the link is replaced by a placeholder: its label is all it says.
    const std::string link = base::json::textOf(code, "link");
    if (const std::optional<base::Link> parts = base::splitLink(link))
        names.name = otp::namesOf(parts->path, stringOf(code, "issuer")).name;
    return names;
}

base::Result<otp::Credential> credentialOf(const Value& code)
{
    CredentialFields fields { .digits = digitsOf(code, "digits"),
        .period = digitsOf(code, "period"),
        .counter = digitsOf(code, "counter") };
    const std::string type = base::asciiLower(base::json::textOf(code, "tokenType"));
    if (type.empty() || type == "totp")
        fields.kind = otp::LinkKind::Totp;
    else if (type == "hotp")
        fields.kind = otp::LinkKind::Hotp;
    else if (type == "steam")
        fields.kind = otp::LinkKind::Steam;
    else
        return base::Error { base::ErrorCode::Unsupported, "2FAS: type", { type.substr(0, 64) } };
    // Codes of Steam are five characters of SHA-1, whatever the file says of them.
    if (fields.kind == otp::LinkKind::Steam)
        fields.digits.clear();
    else
        fields.algorithm = base::json::textOf(code, "algorithm");
    return transfer::credentialOf(fields);
}

void take(Imported& imported, const Value& service, const Groups& groups)
{
    static const Value Nothing { base::json::Kind::Object };
    const Value* const member = service.member("otp");
    const Value& code = member && member->isObject() ? *member : Nothing;
    const otp::Names names = namesOf(service, code);
    ImportedAccount account;
    account.entry.issuer = names.issuer;
    account.entry.name = names.name;
    const auto credential = credentialOf(code);
    if (!credential) {
        imported.leave(names.issuer, names.name, credential.error());
        return;
    }
    account.entry.credential = *credential;
    auto secret = secretOf(service, "secret", otp::SecretEncoding::Base32, *credential);
    if (!secret) {
        imported.leave(names.issuer, names.name, secret.error());
        return;
    }
    account.entry.secret = std::move(*secret);
    const auto group = groups.find(base::asciiLower(base::json::textOf(service, "groupId")));
    if (group != groups.end())
        account.tags.append(group->second);
    imported.take(std::move(account));
}

/// Those without a position stand last.
std::int64_t positionOf(const Value& service)
{
    const Value* const order = service.member("order");
    const std::optional<std::int64_t> position =
        order ? integerOf(*order, "position") : std::nullopt;
    return position.value_or(std::numeric_limits<std::int64_t>::max());
}

} // namespace
} // namespace two_fas_content

Outcome<void> checkTwoFasSchema(const base::json::Value& file)
{
    const std::optional<std::int64_t> schema = integerOf(file, "schemaVersion");
    if (!schema)
        return damaged("schemaVersion");
    if (*schema > two_fas_content::LastSchema)
        return Failure { .refusal = Refusal::Unsupported,
            .arguments = { std::to_string(*schema) },
            .obstacle = Obstacle::NewerSchema };
    return {};
}

Outcome<Imported> readTwoFasServices(
    const base::json::Value& services, const base::json::Value& file)
{
    if (!services.isArray())
        return damaged("services");
    std::vector<const base::json::Value*> ordered;
    for (const base::json::Value& service : services.items)
        ordered.push_back(&service);
    std::ranges::stable_sort(ordered, {},
        [](const base::json::Value* service) { return two_fas_content::positionOf(*service); });
    const two_fas_content::Groups groups = two_fas_content::groupsOf(file);
    Imported imported;
    for (const base::json::Value* service : ordered)
        two_fas_content::take(imported, *service, groups);
    return imported;
}

} // namespace transfer::readers
