// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/inbox/guard.h"
#include "core/push/protocol.h"

#include <QObject>

#include <deque>
#include <map>
#include <set>

namespace inbox {

/// Requests of one account that are kept; a flood beyond them is not shown, and runs out.
constexpr std::size_t MostOfAnAccount = 50;
/// How long after its end a request is remembered, so that a replay of it is none: the leeway of
/// clocks.
constexpr std::chrono::minutes RememberedAfterExpiry { 5 };

/// A request that was seen, and how it ended.
struct Ended
{
    push::Challenge challenge;
    push::AnswerOutcome outcome;
};

/// All requests that wait for an answer, whatever protocol they came by. Each is one prompt however
/// often it arrives; none is sent after its time, none twice. Made by the composition root; works
/// on its thread.
class Inbox : public QObject
{
    Q_OBJECT

public:
    /// The references outlive it.
    Inbox(push::Services& services, const push::Protocols& protocols, Guard& guard,
        QObject* parent = nullptr);
    ~Inbox() override;

    /// Of an open vault, the newest first.
    std::vector<push::Challenge> waiting() const;
    const push::Challenge* find(const vault::JournalHash& hash) const;
    bool isSending(const vault::JournalHash& hash) const;
    /// How many wait; while locked, of those that were seen before.
    std::size_t count() const;

    /// What polling has brought.
    void take(const push::PollResult& result);
    /// An answer. `done` runs once, also at once: RequestExpired, AnsweredElsewhere, Busy,
    /// InvalidField ("number"), VerificationFailed, Unsupported, ConsentNeeded (where a wished
    /// verification was neither given nor done without) and the errors of a save are in its
    /// outcome.
    void answer(const vault::JournalHash& hash, push::Decision decision,
        std::function<void(const push::AnswerOutcome&)> done);
    /// Forgets everything that has a name, and ends answers under way; their outcome stays unknown.
    /// Called while the vault is still open.
    void lock();

signals:
    void arrived(const push::Challenge& challenge, inbox::Attention attention);
    void changed(const push::Challenge& challenge);
    void ended(const inbox::Ended& end);
    /// A request that is none: its signature, audience or time was refused. Each is told once.
    void refused(const push::Refusal& refusal);
    void countChanged(std::size_t count);

private:
    struct Waiting;
    using Done = std::function<void(const push::AnswerOutcome&)>;

    Waiting* waitingFor(const vault::JournalHash& hash);
    bool isOver(const vault::JournalHash& hash);
    void takeOne(const push::Challenge& challenge);
    void endMissing(const push::PollResult& result);
    std::optional<base::Error> whyNot(
        const push::Challenge& challenge, const push::Decision& decision) const;
    void send(Waiting& waiting, push::Decision decision, Done done);
    void conclude(const vault::JournalHash& hash, vault::JournalDecision answer,
        push::AnswerOutcome outcome, const Done& done);
    void end(const vault::JournalHash& hash, const push::AnswerOutcome& outcome);
    void lookAtTime();
    void arrangeTimer();
    void recordSoon(const push::Challenge& challenge, vault::JournalResult result);
    void recordNext();
    void tellCount(std::size_t before);

    push::Services& m_services;
    const push::Protocols& m_protocols;
    Guard& m_guard;
    std::vector<std::unique_ptr<Waiting>> m_waiting;
    /// Until when each request that was seen is remembered; no names, so they outlive a lock.
    std::map<vault::JournalHash, base::Time> m_seen;
    std::map<vault::JournalHash, base::Time> m_over;
    std::vector<base::Time> m_nameless; ///< while locked: when those that wait run out
    std::set<vault::JournalHash> m_refusals; ///< that were told of
    struct Record
    {
        push::Challenge challenge;
        vault::JournalResult result;
    };
    std::deque<Record> m_records; ///< to be written, one save at a time
    std::unique_ptr<base::Timer> m_expiry;
    std::unique_ptr<base::Timer> m_recorder;
};

} // namespace inbox
