// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/cli/accounts.h"
#include "app/cli/add_options.h"
#include "app/cli/gathered.h"
#include "app/cli/terminal.h"
#include "app/cli/translated.h"
#include "app/cli/verbs.h"
#include "core/vault/intake.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace cli {

namespace {

OnDuplicate ask(const otp::Entry& entry)
{
    const base::Result<QString> answer = askLine(translated(
        QT_TRANSLATE_NOOP("cli", "%1 is there already. [k]eep both, [r]eplace, or [s]kip? [s] "))
                                                     .arg(accountTitle(entry.issuer, entry.name)));
    if (answer && answer->startsWith(u'k', Qt::CaseInsensitive))
        return OnDuplicate::Keep;
    if (answer && answer->startsWith(u'r', Qt::CaseInsensitive))
        return OnDuplicate::Replace;
    return OnDuplicate::Skip;
}

/// What is to be done with each entry, decided before anything is saved.
struct Plan
{
    std::vector<vault::Incoming> wanted; ///< in the order of the source
    std::vector<vault::Id> skipped;
    std::vector<std::size_t> repeated; ///< indexes into wanted of entries that came twice
};

Plan planOf(const vault::Vault& vault, std::vector<otp::Entry> entries, OnDuplicate way)
{
    Plan plan;
    for (otp::Entry& entry : entries) {
        const auto before =
            std::ranges::find_if(plan.wanted, [&entry](const vault::Incoming& other) {
                return otp::isSameAccount(entry, other.entry);
            });
        if (before != plan.wanted.end()) {
            plan.repeated.push_back(static_cast<std::size_t>(before - plan.wanted.begin()));
            continue;
        }
        const std::optional<vault::Id> duplicate = vault.findDuplicate(entry);
        const OnDuplicate chosen = !duplicate ? OnDuplicate::Keep
            : way == OnDuplicate::Ask         ? ask(entry)
                                              : way;
        if (chosen == OnDuplicate::Skip) {
            plan.skipped.push_back(*duplicate);
            continue;
        }
        plan.wanted.push_back({ .entry = std::move(entry),
            .replaces = chosen == OnDuplicate::Replace ? duplicate : std::optional<vault::Id>() });
    }
    return plan;
}

/// Ids of what was saved and of what was not.
struct Saved
{
    std::vector<vault::Id> added;
    std::vector<vault::Id> replaced;
    std::vector<vault::Id> skipped;
};

/// In one step, which one undo takes back.
Outcome<Saved> save(vault::Vault& vault, const Plan& plan)
{
    const base::Result<std::vector<vault::Id>> ids = vault::Intake(vault).takeChosen(plan.wanted);
    if (!ids)
        return failed(ids.error(), translated(QT_TRANSLATE_NOOP("cli", "Saving the accounts")));
    Saved saved;
    saved.skipped = plan.skipped;
    for (std::size_t i = 0; i < ids->size(); ++i)
        (plan.wanted[i].replaces ? saved.replaced : saved.added).push_back((*ids)[i]);
    for (const std::size_t index : plan.repeated)
        saved.skipped.push_back((*ids)[index]);
    return saved;
}

std::vector<vault::Account> accountsOf(const vault::Vault& vault, const std::vector<vault::Id>& ids)
{
    std::vector<vault::Account> accounts;
    for (const vault::Id& id : ids) {
        if (const std::optional<vault::Account> account = vault.find(id))
            accounts.push_back(*account);
    }
    return accounts;
}

void writeDocument(
    JsonWriter& json, const vault::Vault& vault, const Saved& saved, const Gathered& gathered)
{
    json.beginObject();
    json.key("added");
    writeAccounts(json, accountsOf(vault, saved.added));
    if (!saved.replaced.empty()) {
        json.key("replaced");
        writeAccounts(json, accountsOf(vault, saved.replaced));
    }
    json.key("skipped").beginArray();
    for (const vault::Account& account : accountsOf(vault, saved.skipped)) {
        json.beginObject();
        json.key("account");
        writeAccount(json, account);
        json.member("reason", "duplicate");
        json.endObject();
    }
    json.endArray();
    if (!gathered.leftOut.empty()) {
        json.key("left");
        writeLeftOut(json, gathered.leftOut);
    }
    json.endObject();
}

void writeLines(WipedText& out, const std::vector<vault::Account>& accounts, const char* sentence)
{
    for (const vault::Account& account : accounts)
        out << translated(sentence).arg(accountTitle(account)) << "\n";
}

/// The end of an `add` that found codes but no account: the first says what to do. Of an export
/// every account is named with what is wrong with it.
Failure nothingToSave(const Gathered& gathered)
{
    if (!gathered.leftOut.empty()) {
        QStringList lines;
        for (const LeftOut& account : gathered.leftOut)
            lines.append(leftOutLine(account));
        return { .status = ExitStatus::Failed,
            .message = lines.join(u'\n'),
            .next = gathered.leftOut.front().next };
    }
    if (gathered.others.empty())
        return failed({ base::ErrorCode::NotRecognised });
    const OtherOffer& first = gathered.others.front();
    const bool isKnown = first.kind != "text";
    Failure failure { .status = isKnown ? ExitStatus::Unsupported : ExitStatus::NotFound,
        .message = first.where + u": "_s + first.message,
        .next = first.next };
    if (isKnown) {
        failure.moreMembers = [kind = first.kind](JsonWriter& json) { json.member("kind", kind); };
    }
    return failure;
}

void tellRemarks(const Session& session, const Gathered& gathered)
{
    for (const LeftOut& account : gathered.leftOut)
        session.warn(leftOutLine(account));
    for (const QString& remark : gathered.remarks)
        session.warn(remark);
    for (const OtherOffer& other : gathered.others)
        session.warn(other.where + u": "_s + other.message + u' ' + other.next);
}

void writeSaved(
    Session& session, const vault::Vault& vault, const Saved& saved, const Gathered& gathered)
{
    if (session.isJson())
        return writeDocument(session.json(), vault, saved, gathered);
    writeLines(
        session.out(), accountsOf(vault, saved.added), QT_TRANSLATE_NOOP("cli", "Added: %1"));
    writeLines(
        session.out(), accountsOf(vault, saved.replaced), QT_TRANSLATE_NOOP("cli", "Replaced: %1"));
    writeLines(session.out(), accountsOf(vault, saved.skipped),
        QT_TRANSLATE_NOOP("cli", "There already: %1"));
}

} // namespace

Outcome<void> runAdd(Session& session, const Arguments& arguments)
{
    const Outcome<OnDuplicate> way = onDuplicate(arguments);
    if (!way)
        return way.error();
    Outcome<Gathered> gathered = gather(session, arguments);
    if (!gathered)
        return gathered.error();
    if (gathered->entries.empty())
        return nothingToSave(*gathered);
    Outcome<OpenVault> opened = session.openVault();
    if (!opened)
        return opened.error();
    vault::Vault& vault = opened->vault;
    const Outcome<Saved> saved = save(vault, planOf(vault, std::move(gathered->entries), *way));
    if (!saved)
        return saved.error();
    tellRemarks(session, *gathered);
    writeSaved(session, vault, *saved, *gathered);
    const bool hasChanged = !saved->added.empty() || !saved->replaced.empty();
    session.handOver({ std::move(*opened), hasChanged ? Deed::Changed : Deed::Read });
    return {};
}

} // namespace cli
