// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/cli/accounts.h"

#include "app/cli/translated.h"
#include "core/base/base32.h"
#include "core/otp/entry.h"
#include "core/vault/registrations.h"
#include "ui/text/account_text.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace cli {

namespace {

constexpr qsizetype ShortestIdPart = 4;

void writeSecret(JsonWriter& json, const otp::Entry& entry)
{
    if (const base::Result<crypto::SecretBytes> text = secretText(entry))
        json.member("secret", text->text());
}

/// What the documents call the states, the most useful first.
constexpr std::array<std::string_view, 3> PushStates = { "active", "suspended", "removed" };

std::size_t pushState(
    const vault::Registrations& registrations, const vault::PushRegistration& registration)
{
    if (registration.state == vault::RegistrationState::Removed)
        return 2;
    const bool isInUse = registrations.find(registration.id).has_value();
    const bool isActive = registration.state == vault::RegistrationState::Active;
    return isInUse && isActive && registrations.answersHere(registration) ? 0 : 1;
}

bool equals(const vault::Account& account, const QString& query)
{
    const auto isSame = [&query](const QString& text) {
        return text.compare(query, Qt::CaseInsensitive) == 0;
    };
    return isSame(account.issuer) || isSame(account.name)
        || isSame(account.issuer + u':' + account.name)
        || isSame(QString::fromStdString(account.id.toHex()));
}

bool contains(const vault::Account& account, const QString& query)
{
    return QString(account.issuer + u':' + account.name).contains(query, Qt::CaseInsensitive);
}

bool idBeginsWith(const vault::Account& account, const QString& query)
{
    return query.size() >= ShortestIdPart
        && QString::fromStdString(account.id.toHex()).startsWith(query, Qt::CaseInsensitive);
}

} // namespace

QString accountTitle(const QString& issuer, const QString& name)
{
    return ui::text::accountTitle(issuer, name);
}

QString accountTitle(const vault::Account& account)
{
    return accountTitle(account.issuer, account.name);
}

void writeParameters(JsonWriter& json, const otp::Credential& credential)
{
    json.member("type", otp::typeName(credential));
    if (const auto* totp = std::get_if<otp::Totp>(&credential))
        json.member("algorithm", otp::algorithmName(totp->algorithm));
    if (const auto* hotp = std::get_if<otp::Hotp>(&credential))
        json.member("algorithm", otp::algorithmName(hotp->algorithm));
    std::visit(
        [&json](const auto& kind) {
            if constexpr (requires { kind.digits; })
                json.member("digits", kind.digits);
            if constexpr (requires { kind.period; })
                json.member("period", kind.period);
            if constexpr (requires { kind.counter; })
                json.member("counter", kind.counter);
        },
        credential);
}

std::optional<PushShown> pushOf(vault::Vault& vault, const vault::Account& account)
{
    const vault::Registrations registrations(vault);
    std::optional<PushShown> best;
    std::size_t bestState = PushStates.size();
    for (const vault::PushRegistration& registration : account.trashed
            ? registrations.ofTrashed(account.id)
            : registrations.ofAccount(account.id)) {
        const std::size_t state = pushState(registrations, registration);
        if (state < bestState)
            best = PushShown { registration.protocol, registration.server, PushStates[state] };
        bestState = std::min(state, bestState);
    }
    return best;
}

void writeAccount(JsonWriter& json, const vault::Account& account, const AccountExtras& extras)
{
    json.beginObject();
    json.member("id", account.id.toHex());
    json.member("issuer", account.issuer);
    json.member("name", account.name);
    writeParameters(json, account.credential);
    json.key("tags").beginArray();
    for (const QString& tag : account.tags)
        json.value(tag);
    json.endArray();
    json.member("pinned", account.pinned);
    if (!account.note.isEmpty())
        json.member("note", account.note);
    if (extras.push) {
        json.key("push").beginObject();
        json.member("protocol", extras.push->protocol);
        json.member("server", extras.push->server);
        json.member("state", extras.push->state);
        json.endObject();
    }
    if (extras.revealed)
        writeSecret(json, *extras.revealed);
    json.endObject();
}

void writeEntry(JsonWriter& json, const otp::Entry& entry, bool reveal)
{
    json.beginObject();
    json.member("issuer", entry.issuer);
    json.member("name", entry.name);
    writeParameters(json, entry.credential);
    if (reveal)
        writeSecret(json, entry);
    json.endObject();
}

void writeAccounts(JsonWriter& json, const std::vector<vault::Account>& accounts)
{
    json.beginArray();
    for (const vault::Account& account : accounts)
        writeAccount(json, account);
    json.endArray();
}

void writeAccounts(
    JsonWriter& json, vault::Vault& vault, const std::vector<vault::Account>& accounts)
{
    json.beginArray();
    for (const vault::Account& account : accounts)
        writeAccount(json, account, { .push = pushOf(vault, account) });
    json.endArray();
}

void writeAccountDocument(JsonWriter& json, vault::Vault& vault, const vault::Account& account)
{
    json.beginObject();
    json.key("account");
    writeAccount(json, account, { .push = pushOf(vault, account) });
    json.endObject();
}

base::Result<crypto::SecretBytes> secretText(const otp::Entry& entry)
{
    if (std::holds_alternative<otp::Motp>(entry.credential))
        return entry.secret.clone();
    base::Result<crypto::SecretBytes> text =
        crypto::SecretBytes::ofSize(base::base32Length(entry.secret.size()));
    if (text) {
        auto* const letters = reinterpret_cast<char*>(text->bytes().data());
        base::encodeBase32(entry.secret.view(), { letters, text->size() });
    }
    return text;
}

std::vector<vault::Account> matching(
    const std::vector<vault::Account>& accounts, const QString& query)
{
    if (query.isEmpty()) // an unset variable of a script, which would match everything
        return {};
    for (const auto matches : { equals, contains, idBeginsWith }) {
        std::vector<vault::Account> found;
        std::ranges::copy_if(accounts, std::back_inserter(found),
            [&](const vault::Account& account) { return matches(account, query); });
        if (!found.empty())
            return found;
    }
    return {};
}

Outcome<vault::Account> findAccount(
    const std::vector<vault::Account>& accounts, const QString& query)
{
    const std::vector<vault::Account> found = matching(accounts, query);
    if (found.size() == 1)
        return found.front();
    if (found.empty())
        return failed({ base::ErrorCode::NoMatch, {}, { query.toStdString() } });

    Failure failure = failed({ base::ErrorCode::Ambiguous, {}, { query.toStdString() } });
    failure.isAmbiguous = true;
    for (const vault::Account& account : found) {
        failure.message +=
            u"\n  %1  %2"_s.arg(QString::fromStdString(account.id.toHex()), accountTitle(account));
    }
    failure.moreMembers = [found](JsonWriter& json) {
        json.key("matches");
        writeAccounts(json, found);
    };
    return failure;
}

} // namespace cli
