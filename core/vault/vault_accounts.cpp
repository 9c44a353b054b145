// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// The accounts of an open vault: finding, adding, editing, the trash.

#include "core/vault/history.h"
#include "core/vault/pictures.h"
#include "core/vault/registration_codec.h"
#include "core/vault/undo.h"
#include "core/vault/vault_state.h"

#include <algorithm>

namespace vault {

namespace {

constexpr std::size_t MaxTextSize = std::size_t { 64 } * 1024;
constexpr std::chrono::days TrashTime { 30 };

base::Error tooLarge(const char* field, std::size_t limit)
{
    return { base::ErrorCode::TooLarge, "account", { field, std::to_string(limit) } };
}

bool isTooLong(const QString& text)
{
    return static_cast<std::size_t>(text.toUtf8().size()) > MaxTextSize;
}

void applyEdit(Account& account, const AccountEdit& edit)
{
    account.issuer = edit.issuer.value_or(account.issuer);
    account.name = edit.name.value_or(account.name);
    account.note = edit.note.value_or(account.note);
    account.tags = edit.tags.value_or(account.tags);
    account.pinned = edit.pinned.value_or(account.pinned);
}

std::string_view kindOf(const AccountEdit& edit)
{
    const bool isOfMore = edit.issuer || edit.name || edit.note || edit.picture;
    return isOfMore ? changeKind::Edit : changeKind::Tag;
}

/// The picture that an edit wishes for, taken into the body; none if it wishes for none.
base::Result<std::optional<PictureId>> wishedPicture(Body& body, const QByteArray& picture)
{
    if (picture.isEmpty())
        return std::optional<PictureId>();
    PictureRoom room(body);
    const base::Result<PictureId> kept = keepPicture(body, room, base::bytesOf(picture));
    if (!kept)
        return kept.error();
    return std::optional(*kept);
}

/// Deletes accounts for good, with their registrations, and leaves their tombstones.
int bury(Draft& draft, const std::function<bool(const Account&)>& isMeant)
{
    int count = 0;
    for (auto entry = draft.body.accounts.begin(); entry != draft.body.accounts.end();) {
        if (!isMeant(entry->second)) {
            ++entry;
            continue;
        }
        draft.body.tombs[entry->first] = draft.stamp; // covers the registrations, too
        keepCounter(draft.body, entry->second);
        for (auto& [stamp, change] : draft.body.changes)
            change.before.erase(entry->first);
        entry = draft.body.accounts.erase(entry);
        ++count;
    }
    std::erase_if(draft.body.registrations,
        [&draft](const auto& entry) { return isBuried(entry.second, draft.body.tombs); });
    return count;
}

/// Gives an account the state that `alter` makes of it, as a change of that kind.
template <typename Alter>
void change(Draft& draft, Account& account, std::string_view kind, Alter alter)
{
    const Account before = account;
    recordChange(draft.body, draft.stamp, kind, account.id, &before);
    alter(account);
    supersede(account, before, draft.stamp);
}

/// The account in use of this id in a draft; null if there is none.
Account* inUse(Draft& draft, const Id& id)
{
    const auto found = draft.body.accounts.find(id);
    return found == draft.body.accounts.end() || found->second.trashed ? nullptr : &found->second;
}

} // namespace

base::Result<void> checkLimits(const Account& account)
{
    if (isTooLong(account.issuer) || isTooLong(account.labelIssuer))
        return tooLarge("issuer", MaxTextSize);
    if (isTooLong(account.name))
        return tooLarge("name", MaxTextSize);
    if (isTooLong(account.note))
        return tooLarge("note", MaxTextSize);
    if (static_cast<std::size_t>(account.tags.size()) > MaxTags)
        return tooLarge("tags", MaxTags);
    if (std::ranges::any_of(account.tags, isTooLong))
        return tooLarge("tag", MaxTextSize);
    if (account.otherParameters.size() > MaxParameters)
        return tooLarge("parameters", MaxParameters);
    for (const auto& [name, value] : account.otherParameters) {
        if (name.size() > MaxTextSize || value.size() > MaxTextSize)
            return tooLarge("parameters", MaxTextSize);
    }
    return otp::checkCredential(account.credential);
}

base::Result<void> takeEntry(Account& account, const otp::Entry& entry, const SealContext& context)
{
    if (!otp::makesCodes(entry.credential))
        return otp::noCodes();
    if (entry.secret.isEmpty())
        return base::Error { base::ErrorCode::MissingField, "account", { "secret" } };
    account.issuer = entry.issuer;
    account.name = entry.name;
    account.labelIssuer = entry.labelIssuer;
    account.credential = entry.credential;
    account.otherParameters = entry.otherParameters;
    if (const base::Result<void> checked = checkLimits(account); !checked)
        return checked;
    base::Result<SealedSecret> secret =
        seal(context, { account.id, "secret" }, entry.secret.view());
    if (!secret)
        return secret.error();
    account.secret = std::move(*secret);
    account.pin.clear();
    if (entry.pin.isEmpty())
        return {};
    base::Result<SealedSecret> pin = seal(context, { account.id, "pin" }, entry.pin.view());
    if (!pin)
        return pin.error();
    account.pin = std::move(*pin);
    return {};
}

std::vector<Account> accountsIn(const Body& body, bool trashed)
{
    std::vector<const Account*> chosen;
    for (const auto& [id, account] : body.accounts) {
        if (account.trashed.has_value() == trashed)
            chosen.push_back(&account);
    }
    // They come by id; those of one stamp stay so.
    std::ranges::stable_sort(
        chosen, {}, [](const Account* account) { return account->created.milliseconds; });
    std::vector<Account> accounts;
    accounts.reserve(chosen.size());
    for (const Account* account : chosen)
        accounts.push_back(*account);
    return accounts;
}

std::vector<Account> Vault::accounts() const
{
    return accountsIn(m_state->body(), false);
}

std::vector<Account> Vault::trash() const
{
    return accountsIn(m_state->body(), true);
}

std::optional<Account> Vault::find(const Id& id) const
{
    const auto found = m_state->body().accounts.find(id);
    if (found == m_state->body().accounts.end())
        return {};
    return found->second;
}

QByteArray Vault::picture(const Account& account) const
{
    const std::map<PictureId, QByteArray>& pictures = m_state->body().pictures;
    const auto found = account.picture ? pictures.find(*account.picture) : pictures.end();
    return found == pictures.end() ? QByteArray() : found->second;
}

PictureRoom Vault::pictureRoom() const
{
    return PictureRoom(m_state->body());
}

std::vector<BrokenEntry> Vault::brokenEntries() const
{
    std::vector<BrokenEntry> broken;
    for (const Quarantined& entry : m_state->body().quarantined)
        broken.push_back({ entry.id, entry.reason });
    broken.resize(broken.size() + m_state->body().unreadJournals.size(), { {}, "journal" });
    for (const base::Bytes& entry : m_state->body().unreadRegistrations)
        broken.push_back({ idOfUnread(entry), "registration" });
    for (const base::Bytes& entry : m_state->body().unreadMoves)
        broken.push_back({ idOfUnread(entry), "checklist" });
    return broken;
}

base::Result<std::vector<Id>> Vault::add(std::span<const otp::Entry> entries)
{
    std::vector<Account> accounts;
    std::vector<Id> ids;
    for (const otp::Entry& entry : entries) {
        const base::Result<Id> id = freshId(m_state->body(), m_state->services.random);
        if (!id)
            return id.error();
        Account account;
        account.id = *id;
        const base::Result<void> taken = takeEntry(account, entry, m_state->sealContext());
        if (!taken)
            return taken.error();
        accounts.push_back(std::move(account));
        ids.push_back(*id);
    }
    if (entries.empty())
        return ids;
    const base::Result<void> saved = m_state->apply([&](Draft& draft) -> base::Result<void> {
        Stamp stamp = draft.stamp;
        for (Account account : accounts) {
            account.created = stamp;
            account.changed = stamp;
            ++stamp.milliseconds; // the order of making is the order of the list
            if (!draft.body.accounts.emplace(account.id, account).second)
                return repeatedRandom();
            recordChange(draft.body, draft.stamp, changeKind::Add, account.id, nullptr);
        }
        return {};
    });
    if (!saved)
        return saved.error();
    return ids;
}

base::Result<void> Vault::replace(const Id& id, const otp::Entry& entry)
{
    Account taken;
    taken.id = id;
    if (const base::Result<void> sealed = takeEntry(taken, entry, m_state->sealContext()); !sealed)
        return sealed;
    return m_state->apply([&](Draft& draft) -> base::Result<void> {
        Account* account = inUse(draft, id);
        if (!account)
            return noSuchEntry(id);
        keepCounter(draft.body, *account);
        change(draft, *account, changeKind::Replace, [&taken](Account& changed) {
            changed.issuer = taken.issuer;
            changed.name = taken.name;
            changed.labelIssuer = taken.labelIssuer;
            changed.credential = taken.credential;
            changed.counterDoubt = 0;
            changed.otherParameters = taken.otherParameters;
            changed.secret = taken.secret;
            changed.pin = taken.pin;
        });
        return {};
    });
}

std::optional<Id> Vault::findDuplicate(const otp::Entry& entry) const
{
    for (const auto& [id, account] : m_state->body().accounts) {
        const bool isNamesake = !account.trashed && account.issuer == entry.issuer
            && account.name == entry.name && account.credential.index() == entry.credential.index();
        if (!isNamesake)
            continue;
        const base::Result<crypto::SecretBytes> secret = m_state->unsealSecret(account);
        if (secret && crypto::equalInConstantTime(secret->view(), entry.secret.view()))
            return id;
    }
    return {};
}

base::Result<void> Vault::edit(const Id& id, const AccountEdit& edit)
{
    return m_state->apply([&](Draft& draft) -> base::Result<void> {
        Account* account = inUse(draft, id);
        if (!account)
            return noSuchEntry(id);
        base::Result<std::optional<PictureId>> picture = account->picture;
        if (edit.picture)
            picture = wishedPicture(draft.body, *edit.picture);
        if (!picture)
            return picture.error();
        change(draft, *account, kindOf(edit), [&edit, &picture](Account& changed) {
            applyEdit(changed, edit);
            changed.picture = *picture;
        });
        return checkLimits(*account);
    });
}

base::Result<void> Vault::moveToTrash(const Id& id)
{
    return m_state->apply([&](Draft& draft) -> base::Result<void> {
        Account* account = inUse(draft, id);
        if (!account)
            return noSuchEntry(id);
        const base::Time now(
            std::chrono::milliseconds(boundedMilliseconds(m_state->services.clock.now())));
        change(draft, *account, changeKind::Remove,
            [now](Account& changed) { changed.trashed = now; });
        return {};
    });
}

base::Result<void> Vault::restoreFromTrash(const Id& id)
{
    return m_state->apply([&id](Draft& draft) -> base::Result<void> {
        const auto found = draft.body.accounts.find(id);
        if (found == draft.body.accounts.end() || !found->second.trashed)
            return noSuchEntry(id);
        change(draft, found->second, changeKind::Restore,
            [](Account& changed) { changed.trashed.reset(); });
        return {};
    });
}

base::Result<int> Vault::deleteWhere(const std::function<bool(const Account&)>& isMeant)
{
    const bool hasAny = std::ranges::any_of(
        m_state->body().accounts, [&isMeant](const auto& entry) { return isMeant(entry.second); });
    if (!hasAny)
        return 0;
    int count = 0;
    const base::Result<void> saved = m_state->apply([&](Draft& draft) -> base::Result<void> {
        count = bury(draft, isMeant);
        return {};
    });
    if (!saved)
        return saved.error();
    return count;
}

base::Result<void> Vault::deleteFromTrash(const Id& id)
{
    const base::Result<int> deleted = deleteWhere(
        [&id](const Account& account) { return account.id == id && account.trashed.has_value(); });
    if (!deleted)
        return deleted.error();
    return *deleted == 1 ? base::Result<void>() : noSuchEntry(id);
}

base::Result<int> Vault::emptyTrash()
{
    return deleteWhere([](const Account& account) { return account.trashed.has_value(); });
}

base::Result<int> Vault::removeExpiredTrash()
{
    const base::Time latest = m_state->services.clock.now() - TrashTime;
    return deleteWhere(
        [latest](const Account& account) { return account.trashed && *account.trashed <= latest; });
}

} // namespace vault
