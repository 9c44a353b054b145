// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/account.h"
#include "core/vault/header.h"
#include "core/vault/journal.h"
#include "core/vault/move_entry.h"
#include "core/vault/push_registration.h"

#include <map>
#include <set>

namespace vault {

/// Times and stamps lie between 1970 and this many milliseconds later, which a double still holds.
constexpr std::int64_t MaxMilliseconds = (std::int64_t { 1 } << 53) - 1;
constexpr std::size_t MaxAccounts =
    100'000; ///< of a vault, the trash and what cannot be read counted
constexpr std::size_t MaxRegistrations = 10'000;
constexpr std::size_t MaxMoves = 10'000;
constexpr std::size_t MaxTags = 1'000; ///< of one account
constexpr std::size_t MaxChanges = 50; ///< that can be undone
constexpr std::size_t MaxVersions = 1'000; ///< older ones, of one account
constexpr std::uint64_t MaxDoubt = std::uint64_t { 1 } << 62; ///< about a counter
constexpr std::size_t MaxParameters = 1'000; ///< unknown ones of one account's link

/// The last save: who, when, and how many there have been.
struct SaveMark
{
    Id id;
    std::int64_t milliseconds = 0;
    Id device;
    std::uint64_t revision = 0;
    base::Bytes unknown;

    bool operator==(const SaveMark&) const = default;
};

/// How often a device has saved, and its last save: tells a copy from a fork.
struct DeviceMark
{
    std::uint64_t sequence = 0;
    Id save;

    bool operator==(const DeviceMark&) const = default;
};

/// What a slot is for, as bits: opening the vault, opening its backups.
constexpr std::uint64_t UseVault = 1;
constexpr std::uint64_t UseBackup = 2;

/// What the readable header must not tell about a slot.
struct SlotRecord
{
    std::uint64_t use = UseVault | UseBackup;
    QString label;
    std::int64_t created = 0; ///< milliseconds since 1970
    std::string json; ///< the slot itself where it is not in the vault's header; else empty
    /// Of a slot for backups alone: the vault's slot that opens with the same passphrase. Absent
    /// where backups have a passphrase of their own.
    std::optional<Id> of = {};
    base::Bytes unknown;

    bool operator==(const SlotRecord&) const = default;
};

/// An entry that could not be understood, kept as it is. A merge can leave several of one id, or
/// one beside an account of that id.
struct Quarantined
{
    Id id; ///< zeros if that is what could not be understood
    base::Bytes member; ///< key and value, encoded
    std::string reason; ///< the member that is missing or wrong; "duplicate" if none is
    bool isApart = false; ///< its key is taken among the accounts

    bool operator==(const Quarantined&) const = default;
};

/// The counter of a sealed secret. Of two the larger holds.
struct Counter
{
    std::uint64_t value = 0;
    std::uint64_t doubt = 0; ///< as Account::counterDoubt

    auto operator<=>(const Counter&) const = default;
};

/// The last wish for a new passphrase by somebody who has forgotten the old one, or its being
/// called off (core/vault/forgotten.h). The later one holds.
struct ForgottenWish
{
    Stamp stamp;
    bool isCalledOff = false;

    auto operator<=>(const ForgottenWish&) const = default;
};

/// A change that can be taken back.
struct ChangeRecord
{
    std::string kind; ///< one of changeKind, or a newer program's
    /// Of each account it touched the version before, empty where there was none.
    std::map<Id, base::Bytes> before;
    std::map<Id, base::Bytes> moves = {}; ///< the same of entries of the checklist
    base::Bytes unknown;

    bool operator==(const ChangeRecord&) const = default;

    /// It has been taken back; the record stays so that other copies learn it.
    bool isTakenBack() const { return before.empty() && moves.empty(); }
    void clear()
    {
        before.clear();
        moves.clear();
    }
};

/// See retirementProof().
using RetirementProof = std::array<std::uint8_t, 32>;

/// What is inside a vault. A value: a change works on a copy, which becomes the body once it is on
/// disk.
struct Body
{
    SaveMark save;
    std::map<Id, DeviceMark> devices;
    std::map<Id, Account> accounts;
    std::map<PictureId, QByteArray> pictures; ///< of accounts (core/vault/pictures.h)
    std::vector<Quarantined> quarantined;
    std::map<Id, PushRegistration> registrations; ///< at servers, of accounts here
    std::set<base::Bytes> unreadRegistrations; ///< key and value of those not understood, encoded
    std::map<Id, MoveEntry> moves; ///< the checklist of moves from programs without export
    std::set<base::Bytes> unreadMoves; ///< as unreadRegistrations
    /// Accounts, registrations, slots and lines of the checklist deleted for good, and when.
    std::map<Id, Stamp> tombs;
    /// Counters of sealed secrets that no account uses any more, by counterKey(): a secret that
    /// comes back never gives a code twice.
    std::map<Id, Counter> counters;
    std::map<Stamp, ChangeRecord> changes; ///< the last ones
    std::map<Id, SlotRecord> slotRecords;
    std::map<Id, WrappedKey> verify; ///< the verification key, wrapped once per slot
    std::map<Id, RetirementProof> retired; ///< former keys of the vault, by their ids
    Journal journal; ///< of answers and of what happened to the vault itself
    std::set<base::Bytes> unreadJournals; ///< encoded ones that could not be read, as they are
    std::optional<ForgottenWish> forgotten; ///< a new passphrase was asked for
    base::Bytes unknown; ///< members of a newer program

    bool operator==(const Body&) const = default;
};

} // namespace vault
