// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/generated_body.h"

#include "core/vault/counters.h"
#include "core/vault/history.h"
#include "core/vault/journal_record.h"
#include "core/vault/merge.h"
#include "core/vault/move_codec.h"
#include "core/vault/pictures.h"
#include "core/vault/registration_codec.h"
#include "core/vault/undo.h"
#include "core/vault/vault_codec.h"
#include "tests/support/fixed_random.h"

#include <algorithm>
#include <set>

namespace support {

namespace {

using vault::Account;
using vault::Body;
using vault::Id;
using vault::Stamp;

constexpr std::int64_t LatestStamp = 40;

Id idOf(std::size_t number)
{
    Id id;
    id.bytes.fill(static_cast<std::uint8_t>(number + 1));
    return id;
}

Stamp stampOf(Choices& choices, std::int64_t from, std::int64_t to)
{
    const auto range = static_cast<std::size_t>(std::max<std::int64_t>(to - from, 1));
    return { from + static_cast<std::int64_t>(choices.below(range)), idOf(choices.below(3)) };
}

QString tagOf(Choices& choices)
{
    return QString(QChar(u'p' + static_cast<char16_t>(choices.below(5))));
}

/// One of a few sealed secrets of an account; sometimes one that nothing else has.
vault::SealedSecret secretOf(Choices& choices, const Id& owner)
{
    vault::SealedSecret secret(40, owner.bytes[0]);
    secret[0] = 1;
    secret.back() = static_cast<std::uint8_t>(choices.below(choices.oneIn(4) ? 256 : 4));
    return secret;
}

otp::Credential credentialOf(Choices& choices)
{
    if (choices.oneIn(3))
        return otp::Totp {};
    return otp::Hotp { crypto::Hash::Sha1, 6, choices.below(20) };
}

base::Bytes unknownOf(Choices& choices)
{
    base::Bytes members;
    for (const std::uint8_t key : { 'x', 'y' }) {
        if (choices.oneIn(3))
            base::append(
                members, base::Bytes { 0x61, key, static_cast<std::uint8_t>(choices.below(3)) });
    }
    return members;
}

/// One of a few pictures, or none any more.
std::optional<vault::PictureId> pictureOf(Body& body, Choices& choices)
{
    const std::size_t which = choices.below(4);
    if (which == 0)
        return {};
    vault::PictureRoom room(body);
    const auto kept =
        vault::keepPicture(body, room, base::Bytes(10, static_cast<std::uint8_t>(which)));
    return kept ? std::optional(*kept) : std::nullopt;
}

/// One change as the program makes it. Counters move without a new stamp.
void change(Body& body, Account& account, const Stamp& stamp, Choices& choices)
{
    if (auto* hotp = std::get_if<otp::Hotp>(&account.credential); hotp && choices.oneIn(3)) {
        const std::size_t use = choices.below(6);
        hotp->counter += use;
        if (use == 4)
            vault::settleCounter(account);
        if (use == 5)
            account.counterDoubt |= 1;
        return;
    }
    const Account before = account;
    const std::size_t kind = choices.below(7);
    if (kind == 0)
        account.name = QString::number(choices.below(4));
    if (kind == 1)
        account.tags.append(tagOf(choices));
    if (kind == 2)
        account.tags.removeAll(tagOf(choices));
    if (kind == 3) {
        vault::keepCounter(body, account);
        account.secret = secretOf(choices, account.id);
        account.credential = credentialOf(choices);
        account.counterDoubt = 0;
        vault::takeCounter(body, account);
    }
    if (kind == 4)
        account.trashed = base::Time(std::chrono::milliseconds(stamp.milliseconds));
    if (kind == 5)
        account.unknown = unknownOf(choices);
    if (kind == 6)
        account.picture = pictureOf(body, choices);
    account.tags.removeDuplicates();
    vault::recordChange(body, stamp, kind == 3 ? "replace" : "edit", account.id, &before);
    vault::supersede(account, before, stamp);
}

void addAccount(Body& body, const Id& id, Choices& choices)
{
    Account account;
    account.id = id;
    account.name = QString::number(choices.below(3));
    account.secret = secretOf(choices, id);
    account.credential = credentialOf(choices);
    account.created = { 1, idOf(0) };
    account.changed = stampOf(choices, 1, 4);
    if (choices.oneIn(2))
        account.tags.append(tagOf(choices));
    const std::size_t changes = choices.below(choices.oneIn(4) ? 24 : 4);
    for (std::size_t i = 0; i < changes; ++i) {
        const std::int64_t next = account.changed.milliseconds + 1;
        const std::int64_t last = choices.oneIn(2) ? next + 2 : LatestStamp;
        change(body, account, stampOf(choices, next, std::max(next + 1, last)), choices);
    }
    body.accounts.emplace(id, account);
}

void deleteForGood(Body& body, const Id& id, const Stamp& stamp)
{
    body.tombs[id] = std::max(body.tombs[id], stamp);
    const auto account = body.accounts.find(id);
    if (account == body.accounts.end())
        return;
    vault::keepCounter(body, account->second);
    body.accounts.erase(account);
    for (auto& [when, change] : body.changes)
        change.before.erase(id);
    std::erase_if(body.registrations,
        [&body](const auto& entry) { return vault::isBuried(entry.second, body.tombs); });
}

void addQuarantined(Body& body, const Id& id, Choices& choices)
{
    base::Bytes member { 0x50 };
    base::append(member, id.view());
    member.push_back(static_cast<std::uint8_t>(choices.below(3))); // no account: a number
    body.quarantined.push_back({ id, member, "map" });
}

/// One change as the program makes it, or as a server tells it to two programs at once.
void change(vault::PushRegistration& registration, const Stamp& stamp, Choices& choices)
{
    registration.changed = stamp;
    registration.state = static_cast<vault::RegistrationState>(choices.below(5));
    registration.device = idOf(choices.below(3));
    registration.secrets["pop"] = secretOf(choices, registration.id);
    if (choices.oneIn(3))
        registration.secrets["uv"] = secretOf(choices, registration.id);
    registration.details.assign(choices.below(3), 0);
    registration.unknown = unknownOf(choices);
}

void addRegistrations(Body& body, Choices& choices)
{
    for (std::size_t i = 0; i < 3; ++i) {
        const Id id = idOf(0x60 + i);
        if (choices.oneIn(5))
            body.tombs[id] = stampOf(choices, 1, LatestStamp);
        if (choices.oneIn(6)) {
            base::Bytes unread { 0x50 };
            base::append(unread, id.view());
            unread.push_back(static_cast<std::uint8_t>(choices.below(3))); // a number
            body.unreadRegistrations.insert(unread);
        }
        if (choices.oneIn(3))
            continue;
        vault::PushRegistration registration;
        registration.id = id;
        registration.account = idOf(0x20 + i); // one to each, for ever
        registration.protocol = "okta";
        registration.server = "https://a.test";
        registration.created = { 1, idOf(0) };
        change(registration, stampOf(choices, 1, choices.oneIn(2) ? 4 : LatestStamp), choices);
        if (!vault::isBuried(registration, body.tombs))
            body.registrations.emplace(id, registration);
    }
}

/// One change as the program makes it.
void change(Body& body, vault::MoveEntry& move, const Stamp& stamp, Choices& choices)
{
    vault::recordMove(body, stamp, "checklist", move.id, &move);
    move.changed = stamp;
    move.state = static_cast<vault::MoveState>(choices.below(5));
    move.account = choices.oneIn(3) ? std::optional(idOf(0x20)) : std::nullopt;
    move.unknown = unknownOf(choices);
}

void addMoves(Body& body, Choices& choices)
{
    for (std::size_t i = 0; i < 3; ++i) {
        const Id id = idOf(0x70 + i);
        if (choices.oneIn(5))
            body.tombs[id] = stampOf(choices, 1, LatestStamp);
        if (choices.oneIn(6)) {
            base::Bytes unread { 0x50 };
            base::append(unread, id.view());
            unread.push_back(static_cast<std::uint8_t>(choices.below(3))); // a number
            body.unreadMoves.insert(unread);
        }
        if (choices.oneIn(3))
            continue;
        vault::MoveEntry move;
        move.id = id;
        move.program = "authy";
        move.service = QString::number(choices.below(3));
        move.created = { 1, idOf(0) };
        move.changed = stampOf(choices, 1, 4);
        if (choices.oneIn(2))
            change(body, move, stampOf(choices, 5, LatestStamp), choices);
        if (!vault::isBuried(move, body.tombs))
            body.moves.emplace(id, move);
    }
}

void addSlots(Body& body, Choices& choices)
{
    for (std::size_t i = 0; i < 3; ++i) {
        const Id id = idOf(0x40 + i);
        if (choices.oneIn(4)) {
            body.tombs[id] = stampOf(choices, 1, 9);
            continue;
        }
        if (choices.oneIn(2))
            continue;
        vault::SlotRecord record;
        record.label = QString::number(choices.below(2));
        record.created = static_cast<std::int64_t>(choices.below(3));
        body.slotRecords.emplace(id, record);
        body.verify[id].fill(static_cast<std::uint8_t>(choices.below(2)));
    }
}

/// What a device wrote, in order: few devices, so that copies go on from one state in two ways.
void addEntries(Body& body, Choices& choices, std::size_t count)
{
    FixedRandom random; // every chain of a device starts alike, as in copies of one vault
    for (std::size_t i = 0; i < count; ++i) {
        const Id device = idOf(choices.below(2));
        vault::JournalEntry entry;
        entry.time = base::fromUnixSeconds(static_cast<std::int64_t>(choices.below(2)));
        entry.kind = vault::JournalKind::Note;
        if (!vault::recordEntry(body.journal, device, entry, random))
            qFatal("cannot write an entry");
        if (choices.oneIn(8)) {
            vault::JournalChain& chain = body.journal.chains.at(device);
            vault::dropEntries(chain, chain.length() - 1);
        }
    }
}

void addJournal(Body& body, Choices& choices)
{
    addEntries(body, choices, choices.below(6));
    body.journal.unknown = unknownOf(choices);
    if (choices.oneIn(4))
        body.unreadJournals.insert({ static_cast<std::uint8_t>(choices.below(3)) });
    if (choices.oneIn(4))
        body.forgotten = vault::ForgottenWish { stampOf(choices, 1, 3), choices.oneIn(2) };
}

/// Some are undone, and no more are left than a file holds.
void settleChanges(Body& body, Choices& choices)
{
    while (body.changes.size() > vault::MaxChanges)
        body.changes.erase(body.changes.begin());
    for (auto& [stamp, change] : body.changes) {
        if (choices.oneIn(8))
            change.clear();
    }
}

/// Counters of secrets that are in use lie with their accounts.
void settleCounters(Body& body)
{
    for (auto& [id, account] : body.accounts)
        vault::takeCounter(body, account);
}

/// Each sealed secret and when it was last current, the history included.
std::map<vault::SealedSecret, Stamp> secretsOf(const Account& account)
{
    std::map<vault::SealedSecret, Stamp> secrets { { account.secret, account.changed } };
    for (const base::Bytes& bytes : account.history) {
        const base::Result<Account> version = vault::readVersion(account.id, bytes);
        if (!version)
            continue;
        Stamp& latest = secrets[version->secret];
        latest = std::max(latest, version->changed);
    }
    return secrets;
}

/// Some are changed, some removed: what an undo needs of those stays.
void changeMoves(Body& later, std::int64_t now, Choices& choices)
{
    for (auto& [id, move] : later.moves) {
        const Stamp stamp { ++now, idOf(choices.below(3)) };
        if (choices.oneIn(3)) {
            vault::recordMove(later, stamp, "checklist", id, &move);
            later.tombs[id] = stamp;
        } else if (choices.oneIn(2)) {
            change(later, move, stamp, choices);
        }
    }
    vault::buryEntries(vault::MoveList, later);
}

bool losesASecret(const Body& from, const Body& merged)
{
    for (const auto& [id, account] : from.accounts) {
        const auto tomb = merged.tombs.find(id);
        const auto kept = merged.accounts.find(id);
        std::map<vault::SealedSecret, Stamp> secrets;
        if (kept != merged.accounts.end())
            secrets = secretsOf(kept->second);
        for (const auto& [secret, stamp] : secretsOf(account)) {
            const bool isDeleted = tomb != merged.tombs.end() && stamp <= tomb->second;
            if (!isDeleted && !secrets.contains(secret))
                return true;
        }
    }
    return false;
}

vault::Counter counterOf(const Body& body, const Id& key)
{
    vault::Counter counter;
    if (body.counters.contains(key))
        counter = body.counters.at(key);
    for (const auto& [id, account] : body.accounts) {
        const auto* hotp = std::get_if<otp::Hotp>(&account.credential);
        if (hotp && vault::counterKey(account.secret) == key)
            counter = std::max(counter, { hotp->counter, account.counterDoubt });
    }
    return counter;
}

bool hasHigherCounters(const Body& a, const Body& b, const Body& merged)
{
    std::set<Id> keys;
    for (const Body* body : { &a, &b, &merged }) {
        for (const auto& [key, counter] : body->counters)
            keys.insert(key);
        for (const auto& [id, account] : body->accounts) {
            if (std::holds_alternative<otp::Hotp>(account.credential))
                keys.insert(vault::counterKey(account.secret));
        }
    }
    return std::ranges::all_of(keys, [&](const Id& key) {
        return counterOf(merged, key) == std::max(counterOf(a, key), counterOf(b, key));
    });
}

bool keepsAllTags(const Body& from, const Body& merged)
{
    for (const auto& [id, account] : from.accounts) {
        const auto kept = merged.accounts.find(id);
        if (kept == merged.accounts.end() || merged.tombs.contains(id))
            continue;
        for (const QString& tag : account.tags) {
            // Missing only where it was taken off.
            if (!kept->second.tags.contains(tag) && !kept->second.tagMarks.contains(tag))
                return false;
        }
    }
    return true;
}

bool keepsPictures(const Body& from, const Body& merged)
{
    return std::ranges::includes(merged.pictures, from.pictures);
}

bool keepsQuarantined(const Body& from, const Body& merged)
{
    return std::ranges::all_of(from.quarantined, [&merged](const vault::Quarantined& entry) {
        return std::ranges::count(merged.quarantined, entry.member, &vault::Quarantined::member)
            == 1;
    });
}

bool keepsUndone(const Body& from, const Body& merged)
{
    return std::ranges::all_of(from.changes, [&merged](const auto& entry) {
        const auto kept = merged.changes.find(entry.first);
        return kept == merged.changes.end() || !entry.second.isTakenBack()
            || kept->second.isTakenBack();
    });
}

/// Entries go only where a copy has cut them.
bool keepsEntries(const Body& from, const Body& merged)
{
    return std::ranges::all_of(from.journal.chains, [&merged](const auto& entry) {
        const auto kept = merged.journal.chains.find(entry.first);
        return kept != merged.journal.chains.end()
            && std::ranges::all_of(entry.second.links, [&kept](const vault::JournalLink& link) {
                   return link.index <= kept->second.cut() || kept->second.links.contains(link);
               });
    });
}

/// They go only where a tombstone says so, and none is older than it was.
template <typename Entry>
bool keepsEntries(const vault::EntryList<Entry>& list, const Body& from, const Body& merged)
{
    return std::ranges::includes(merged.*list.unread, from.*list.unread)
        && std::ranges::all_of(from.*list.entries, [&](const auto& entry) {
               const auto kept = (merged.*list.entries).find(entry.first);
               return kept == (merged.*list.entries).end()
                   ? vault::isBuried(entry.second, merged.tombs)
                   : kept->second.changed >= entry.second.changed;
           });
}

bool canBeReadAgain(const Body& body)
{
    const base::Result<crypto::WipedBytes> written = vault::writeBody(body);
    if (!written)
        return false;
    const base::Result<Body> again = vault::readBody(*written);
    return again && *again == body;
}

} // namespace

std::size_t Choices::below(std::size_t count)
{
    if (m_random)
        return (*m_random)() % count;
    if (m_bytes.empty())
        return 0;
    const std::size_t value = m_bytes.front();
    m_bytes = m_bytes.subspan(1);
    return value % count;
}

Body generatedBody(Choices& choices)
{
    Body body;
    body.save = { idOf(choices.below(3)), static_cast<std::int64_t>(choices.below(4)),
        idOf(choices.below(3)), choices.below(5), unknownOf(choices) };
    for (std::size_t i = 0; i < 3; ++i) {
        if (choices.oneIn(2))
            body.devices[idOf(i)] = { choices.below(4), idOf(choices.below(2)) };
    }
    for (std::size_t i = 0; i < 4; ++i) {
        const Id id = idOf(0x20 + i);
        if (!choices.oneIn(3))
            addAccount(body, id, choices);
        if (choices.oneIn(4)) {
            const Stamp stamp = stampOf(choices, 1, LatestStamp);
            const auto account = body.accounts.find(id);
            // As a copy that saw the deletion of all there is, or made the entry anew after it.
            if (account == body.accounts.end() || account->second.changed <= stamp)
                deleteForGood(body, id, stamp);
        }
        if (choices.oneIn(6) && !body.accounts.contains(id))
            addQuarantined(body, id, choices);
    }
    addSlots(body, choices);
    addMoves(body, choices);
    settleCounters(body);
    settleChanges(body, choices);
    addJournal(body, choices);
    body.unknown = unknownOf(choices);
    addRegistrations(body, choices);
    return body;
}

Body evolved(const Body& body, Choices& choices)
{
    Body later = body;
    std::int64_t now = 2 * LatestStamp;
    for (std::size_t i = 0, count = choices.below(30); i < count; ++i) {
        const Stamp stamp { ++now, idOf(choices.below(3)) };
        const auto place = later.accounts.begin();
        if (place == later.accounts.end())
            break;
        const auto chosen =
            std::next(place, static_cast<std::ptrdiff_t>(choices.below(later.accounts.size())));
        if (choices.oneIn(12))
            deleteForGood(later, Id(chosen->first), stamp);
        else
            change(later, chosen->second, stamp, choices);
    }
    for (auto& [id, registration] : later.registrations) {
        const Stamp stamp { ++now, idOf(choices.below(3)) };
        if (choices.oneIn(3))
            later.tombs[id] = stamp;
        else if (choices.oneIn(2))
            change(registration, stamp, choices);
    }
    std::erase_if(later.registrations,
        [&later](const auto& entry) { return vault::isBuried(entry.second, later.tombs); });
    changeMoves(later, now, choices);
    settleCounters(later);
    settleChanges(later, choices);
    addEntries(later, choices, choices.below(4));
    if (choices.oneIn(6))
        vault::markCountersMaybeBehind(later);
    later.save.milliseconds += 10;
    return later;
}

std::string brokenLaw(const Body& a, const Body& b, const Body& c)
{
    const Body ab = vault::merge(a, b);
    if (!(vault::merge(b, a) == ab))
        return "commutative";
    if (!(vault::merge(a, a) == a))
        return "idempotent";
    if (!(vault::merge(ab, a) == ab) || !(vault::merge(ab, b) == ab))
        return "a part adds nothing";
    if (!(vault::merge(ab, c) == vault::merge(a, vault::merge(b, c))))
        return "associative";
    if (losesASecret(a, ab) || losesASecret(b, ab))
        return "loses no secret";
    if (!hasHigherCounters(a, b, ab))
        return "takes the higher counter";
    if (!keepsAllTags(a, ab) || !keepsAllTags(b, ab))
        return "unites tags";
    if (!keepsPictures(a, ab) || !keepsPictures(b, ab))
        return "keeps pictures";
    if (!keepsQuarantined(a, ab) || !keepsQuarantined(b, ab))
        return "keeps broken entries";
    if (!keepsUndone(a, ab) || !keepsUndone(b, ab))
        return "what is undone stays so";
    if (!keepsEntries(a, ab) || !keepsEntries(b, ab))
        return "keeps the journal's entries";
    if (!std::ranges::includes(ab.unreadJournals, a.unreadJournals))
        return "keeps journals that cannot be read";
    if (!keepsEntries(vault::RegistrationList, a, ab)
        || !keepsEntries(vault::RegistrationList, b, ab))
        return "keeps the registrations";
    if (!keepsEntries(vault::MoveList, a, ab) || !keepsEntries(vault::MoveList, b, ab))
        return "keeps the checklist";
    if (!canBeReadAgain(ab))
        return "can be written and read again";
    return {};
}

} // namespace support
