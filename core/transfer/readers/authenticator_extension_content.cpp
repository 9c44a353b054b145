// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/readers/authenticator_extension_content.h"

#include "core/transfer/json_fields.h"

#include <algorithm>
#include <array>
#include <limits>

namespace transfer::readers {

namespace authenticator_extension_content {
namespace {

using base::json::Value;

/// A kind of code as the extension calls it.
struct Kind
{
    std::string_view name;
    otp::LinkKind kind;
    otp::SecretEncoding encoding;
};

constexpr std::array Kinds = {
    Kind { "", otp::LinkKind::Totp, otp::SecretEncoding::Base32 },
    Kind { "totp", otp::LinkKind::Totp, otp::SecretEncoding::Base32 },
    Kind { "hotp", otp::LinkKind::Hotp, otp::SecretEncoding::Base32 },
    Kind { "battle", otp::LinkKind::Totp, otp::SecretEncoding::Base32 },
    Kind { "steam", otp::LinkKind::Steam, otp::SecretEncoding::Base32 },
    Kind { "hex", otp::LinkKind::Totp, otp::SecretEncoding::Hex },
    Kind { "hhex", otp::LinkKind::Hotp, otp::SecretEncoding::Hex },
};

/// Old files say by the beginning of the secret what it is for; takes that off.
std::string takeKind(const Value& record, std::string_view& secret)
{
    static constexpr std::array<std::pair<std::string_view, const char*>, 3> Prefixes = {
        { { "blz-", "battle" }, { "bliz-", "battle" }, { "stm-", "steam" } }
    };
    for (const auto& [prefix, name] : Prefixes) {
        if (base::startsWithIgnoringCase(secret, prefix)) {
            secret.remove_prefix(prefix.size());
            return name;
        }
    }
    return base::asciiLower(base::json::textOf(record, "type"));
}

base::Result<otp::Credential> credentialOf(const Value& record, const Kind& kind)
{
    CredentialFields fields { .kind = kind.kind };
    fields.digits = digitsOf(record, "digits");
    fields.period = digitsOf(record, "period");
    fields.counter = digitsOf(record, "counter");
    if (kind.name == "battle")
        fields.digits = "8";
    if (kind.kind == otp::LinkKind::Steam)
        fields.digits.clear(); // always five characters of SHA-1, whatever the record says
    else
        fields.algorithm = base::json::textOf(record, "algorithm");
    return transfer::credentialOf(fields);
}

base::Result<void> readCode(otp::Entry& entry, const Value& record, std::string_view secret)
{
    const std::string name = takeKind(record, secret);
    const auto kind = std::ranges::find(Kinds, name, &Kind::name);
    if (kind == Kinds.end())
        return base::Error { base::ErrorCode::Unsupported, "Authenticator: type",
            { name.substr(0, 64) } };
    const auto credential = credentialOf(record, *kind);
    if (!credential)
        return credential.error();
    entry.credential = *credential;
    auto bytes = otp::readTypedSecret(secret, kind->encoding, *credential);
    if (!bytes)
        return bytes.error();
    entry.secret = std::move(*bytes);
    return {};
}

bool isRecord(const Value& value)
{
    const std::string type = base::json::textOf(value, "dataType");
    if (type == "OTPStorage" || type == "EncOTPStorage")
        return true;
    // Before there were data types.
    return type.empty() && value.member("secret") && value.member("type") && value.member("hash");
}

/// Those without a position stand last.
std::int64_t positionOf(const Value* record)
{
    return integerOf(*record, "index").value_or(std::numeric_limits<std::int64_t>::max());
}

} // namespace
} // namespace authenticator_extension_content

std::vector<const base::json::Value*> extensionRecords(const base::json::Value* file)
{
    std::vector<const base::json::Value*> records;
    if (!file || !file->isObject())
        return records;
    for (const base::json::Value& value : file->items) {
        if (authenticator_extension_content::isRecord(value))
            records.push_back(&value);
    }
    std::ranges::stable_sort(records, {}, authenticator_extension_content::positionOf);
    return records;
}

bool isExtensionSealed(const base::json::Value& record)
{
    return base::json::textOf(record, "dataType") == "EncOTPStorage" || isTrue(record, "encrypted");
}

void takeExtensionAccount(
    Imported& imported, const base::json::Value& record, const crypto::SecretBytes& secretText)
{
    ImportedAccount account;
    // "Name::host": where the codes are for, beside whom they are of.
    account.entry.issuer = stringOf(record, "issuer").section(QStringLiteral("::"), 0, 0);
    account.entry.name = stringOf(record, "account");
    account.isFavourite = isTrue(record, "pinned");
    if (const auto done =
            authenticator_extension_content::readCode(account.entry, record, secretText.text());
        !done) {
        imported.leave(account.entry.issuer, account.entry.name, done.error());
        return;
    }
    imported.take(std::move(account));
}

} // namespace transfer::readers
