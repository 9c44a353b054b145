// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/intake.h"

#include "core/vault/history.h"
#include "core/vault/moves.h"
#include "core/vault/pictures.h"
#include "core/vault/undo.h"
#include "core/vault/vault_codec.h"
#include "core/vault/vault_state.h"

#include <algorithm>

namespace vault {

namespace {

/// Equal but for the counter, which goes on in both programs.
bool hasSameParameters(otp::Credential a, otp::Credential b)
{
    for (otp::Credential* credential : { &a, &b }) {
        if (auto* hotp = std::get_if<otp::Hotp>(credential))
            hotp->counter = 0;
    }
    return a == b;
}

QString joinedNotes(const QString& present, const QString& added)
{
    if (present.contains(added))
        return present;
    return present.isEmpty() ? added : present + QStringLiteral("\n\n") + added;
}

/// With the larger of both counters: a secret never gives a code twice.
otp::Credential goingOn(otp::Credential credential, const otp::Credential& present)
{
    auto* hotp = std::get_if<otp::Hotp>(&credential);
    if (const auto* before = std::get_if<otp::Hotp>(&present); hotp && before)
        hotp->counter = std::max(hotp->counter, before->counter);
    return credential;
}

/// Gives an account in use what was prepared in its place.
void renew(Draft& draft, Account& account, const Account& taken, bool hasSameSecret)
{
    const Account before = account;
    account.issuer = taken.issuer;
    account.name = taken.name;
    account.labelIssuer = taken.labelIssuer;
    account.otherParameters = taken.otherParameters;
    if (hasSameSecret) {
        account.credential = goingOn(taken.credential, before.credential);
    } else {
        keepCounter(draft.body, before);
        account.credential = taken.credential;
        account.counterDoubt = 0;
        account.secret = taken.secret;
    }
    if (!taken.pin.empty())
        account.pin = taken.pin;
    account.note = joinedNotes(account.note, taken.note);
    for (const QString& tag : taken.tags) {
        if (!account.tags.contains(tag))
            account.tags.append(tag);
    }
    account.pinned = account.pinned || taken.pinned;
    if (taken.picture)
        account.picture = taken.picture;
    supersede(account, before, draft.stamp);
}

} // namespace

Intake::Intake(Vault& vault) : m_vault(vault)
{
    for (const auto& [id, account] : m_vault.m_state->body().accounts) {
        if (!account.trashed)
            m_known[{ account.credential.index(), account.issuer, account.name }].push_back(id);
    }
}

bool Intake::hasSameSecret(const Account& account, const otp::Entry& entry) const
{
    const base::Result<crypto::SecretBytes> secret = m_vault.m_state->unsealSecret(account);
    return secret && crypto::equalInConstantTime(secret->view(), entry.secret.view());
}

/// A file without a PIN says nothing about it.
bool Intake::hasSamePin(const Account& account, const otp::Entry& entry) const
{
    if (entry.pin.isEmpty())
        return true;
    const base::Result<crypto::SecretBytes> pin = m_vault.m_state->unsealPin(account);
    return pin && crypto::equalInConstantTime(pin->view(), entry.pin.view());
}

Likeness Intake::likeness(const otp::Entry& entry) const
{
    const auto namesakes = m_known.find({ entry.credential.index(), entry.issuer, entry.name });
    if (namesakes == m_known.end())
        return {};
    Likeness differing { Likeness::Kind::Differing, namesakes->second.front() };
    for (const Id& id : namesakes->second) {
        const base::Result<const Account*> found = m_vault.m_state->inUse(id);
        if (!found || !hasSameSecret(**found, entry))
            continue;
        const Account& account = **found;
        if (hasSameParameters(account.credential, entry.credential) && hasSamePin(account, entry))
            return { Likeness::Kind::Same, id };
        differing.account = id;
    }
    return differing;
}

/// An account as it goes into the vault.
struct Intake::Prepared
{
    Account account;
    QByteArray picture = {}; ///< its file
    std::optional<Id> move = {}; ///< of the checklist
    bool replaces = false;
    bool hasSameSecret = false; ///< as the account whose place it takes
};

base::Result<Intake::Prepared> Intake::prepared(const Incoming& incoming) const
{
    Vault::State& state = *m_vault.m_state;
    Prepared prepared;
    prepared.replaces = incoming.replaces.has_value();
    prepared.move = incoming.move;
    prepared.picture = incoming.picture;
    Account& account = prepared.account;
    if (prepared.replaces) {
        const base::Result<const Account*> present = state.inUse(*incoming.replaces);
        if (!present)
            return present.error();
        account.id = *incoming.replaces;
        prepared.hasSameSecret = (*present)->credential.index() == incoming.entry.credential.index()
            && hasSameSecret(**present, incoming.entry);
    } else {
        const base::Result<Id> id = freshId(state.body(), state.services.random);
        if (!id)
            return id.error();
        account.id = *id;
    }
    account.note = incoming.note;
    account.tags = incoming.tags;
    account.pinned = incoming.pinned;
    const base::Result<void> taken = takeEntry(account, incoming.entry, state.sealContext());
    if (!taken)
        return taken.error();
    if (incoming.isTrashed) {
        account.trashed =
            base::Time(std::chrono::milliseconds(boundedMilliseconds(state.services.clock.now())));
    }
    return prepared;
}

/// How a change is told of, and when what it adds was made.
struct Intake::Making
{
    std::string_view kind;
    Stamp made;
    PictureRoom room;
};

base::Result<void> Intake::put(Draft& draft, const Prepared& prepared, Making& making)
{
    Account account = prepared.account;
    if (!prepared.picture.isEmpty()) {
        if (const auto kept = keepPicture(draft.body, making.room, base::bytesOf(prepared.picture)))
            account.picture = *kept;
    }
    if (prepared.replaces) {
        const auto found = draft.body.accounts.find(prepared.account.id);
        if (found == draft.body.accounts.end() || found->second.trashed)
            return noSuchEntry(prepared.account.id);
        recordChange(draft.body, draft.stamp, making.kind, found->first, &found->second);
        renew(draft, found->second, account, prepared.hasSameSecret);
        return checkLimits(found->second);
    }
    account.created = making.made;
    account.changed = making.made;
    recordChange(draft.body, draft.stamp, making.kind, account.id, nullptr);
    if (!draft.body.accounts.emplace(account.id, account).second)
        return repeatedRandom();
    return {};
}

base::Result<std::vector<Id>> Intake::take(std::span<const Incoming> incoming)
{
    return take(incoming, changeKind::Import);
}

base::Result<std::vector<Id>> Intake::takeChosen(std::span<const Incoming> incoming)
{
    const auto replaces = [](const Incoming& one) { return one.replaces.has_value(); };
    if (std::ranges::none_of(incoming, replaces))
        return take(incoming, changeKind::Add);
    return take(incoming,
        std::ranges::all_of(incoming, replaces) ? changeKind::Replace : changeKind::Import);
}

/// What is to be put in one step: sealed once, however often that has to be done again.
struct Intake::Batch
{
    std::vector<Prepared> all;
    std::size_t added = 0; ///< beside those that replace another one
};

/// Refuses before more is done where the vault has no place for it.
base::Result<void> Intake::prepare(const Incoming& incoming, Batch& batch) const
{
    const Body& body = m_vault.m_state->body();
    batch.added += incoming.replaces ? 0 : 1;
    if (body.accounts.size() + body.quarantined.size() + batch.added > MaxAccounts)
        return vaultFull();
    base::Result<Prepared> ready = prepared(incoming);
    if (!ready)
        return ready.error();
    batch.all.push_back(std::move(*ready));
    return {};
}

base::Result<std::vector<Id>> Intake::take(
    std::span<const Incoming> incoming, std::string_view kind)
{
    Batch batch;
    for (const Incoming& one : incoming) {
        if (const base::Result<void> ready = prepare(one, batch); !ready)
            return ready.error();
    }
    return put(batch, kind);
}

base::Result<std::vector<Id>> Intake::take(std::size_t count, const Source& source)
{
    Batch batch;
    for (std::size_t i = 0; i < count; ++i) {
        const base::Result<Incoming> one = source(i);
        if (!one)
            return one.error();
        if (const base::Result<void> ready = prepare(*one, batch); !ready)
            return ready.error();
    }
    return put(batch, changeKind::Import);
}

base::Result<std::vector<Id>> Intake::put(const Batch& batch, std::string_view kind)
{
    const std::vector<Prepared>& all = batch.all;
    std::vector<Id> ids;
    ids.reserve(all.size());
    for (const Prepared& one : all)
        ids.push_back(one.account.id);
    if (all.empty())
        return ids;
    const base::Result<void> saved =
        m_vault.m_state->apply([&all, kind](Draft& draft) -> base::Result<void> {
            Making making { kind, draft.stamp, PictureRoom(draft.body) };
            for (const Prepared& one : all) {
                if (const base::Result<void> done = put(draft, one, making); !done)
                    return done;
                if (one.move)
                    markAdded(draft, kind, *one.move, one.account.id);
                ++making.made.milliseconds; // the order of the file is the order of the list
            }
            return {};
        });
    if (!saved)
        return saved.error();
    return ids;
}

} // namespace vault
