// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/cli/find_request.h"

#include "app/cli/accounts.h"
#include "app/cli/translated.h"
#include "core/vault/vault.h"
#include "ui/text/visible_text.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace cli {

namespace {

constexpr qsizetype ShortestId = 4;
constexpr int LongestShown = 60;

Failure notFound(const QString& message, const QString& typed)
{
    Failure failure;
    failure.status = ExitStatus::NotFound;
    failure.message = message.arg(ui::text::visibleText(typed, LongestShown));
    failure.next =
        translated(QT_TRANSLATE_NOOP("cli", "See what waits with: countersign-cli requests"));
    return failure;
}

/// Each account once, in the order of the requests.
std::vector<vault::Account> accountsAsking(
    vault::Vault& vault, const std::vector<push::Challenge>& challenges)
{
    std::vector<vault::Account> accounts;
    for (const push::Challenge& challenge : challenges) {
        const auto account = vault.find(challenge.account);
        if (account && std::ranges::count(accounts, account->id, &vault::Account::id) == 0)
            accounts.push_back(*account);
    }
    return accounts;
}

Failure ambiguous(
    vault::Vault& vault, const std::vector<push::Challenge>& found, const QString& typed)
{
    Failure failure = notFound(
        translated(QT_TRANSLATE_NOOP("cli", "More than one request begins with “%1”.")), typed);
    failure.isAmbiguous = true;
    std::vector<std::string> ids;
    for (const push::Challenge& challenge : found) {
        ids.push_back(push::requestId(challenge));
        const auto account = vault.find(challenge.account);
        failure.message += u"\n  %1  %2"_s.arg(
            QString::fromStdString(ids.back()), account ? accountTitle(*account) : QString());
    }
    failure.moreMembers = [ids, accounts = accountsAsking(vault, found)](JsonWriter& json) {
        json.key("matches");
        writeAccounts(json, accounts);
        json.key("ids").beginArray();
        for (const std::string& id : ids)
            json.value(std::string_view(id));
        json.endArray();
    };
    return failure;
}

} // namespace

Outcome<void> checkRequestId(const QString& typed)
{
    if (typed.trimmed().size() >= ShortestId)
        return {};
    return notFound(translated(QT_TRANSLATE_NOOP("cli",
                        "“%1” is too short: the first four digits of a request's id are needed.")),
        typed);
}

Outcome<push::Challenge> findRequest(
    vault::Vault& vault, std::vector<push::Challenge> waiting, const QString& typed)
{
    if (const Outcome<void> checked = checkRequestId(typed); !checked)
        return checked.error();
    const std::string id = typed.trimmed().toLower().toStdString();
    std::erase_if(waiting, [&id](const push::Challenge& challenge) {
        return !push::requestId(challenge).starts_with(id);
    });
    if (waiting.empty())
        return notFound(translated(QT_TRANSLATE_NOOP(
                            "cli", "No request “%1” waits: it ran out, or was answered.")),
            typed);
    if (waiting.size() > 1)
        return ambiguous(vault, waiting, typed);
    return waiting.front();
}

} // namespace cli
