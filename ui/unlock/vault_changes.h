// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/vault_session.h"
#include "ui/widgets/in_thread_pool.h"

#include <QObject>

#include <deque>
#include <future>
#include <type_traits>

namespace ui::unlock {

/// Changes of the open vault that would stop the window, in the thread pool on a twin that the
/// session lends, one after another. A lock ends those that have not begun; one that has begun goes
/// on to its end unless it is asked to stop, and does not get into whatever is open by then. It
/// lives as long as the window, because a lock takes the pages away while something may be on its
/// way to the disk. The session outlives it.
class VaultChanges : public QObject
{
    Q_OBJECT

public:
    explicit VaultChanges(vault::VaultSession& session, QObject* parent = nullptr);

    bool isRunning() const { return m_isRunning; }

    /// `change` takes a Vault&, runs in the thread pool, saves, and answers a base::Result; once
    /// `stop` is requested it saves nothing any more. `done` takes that answer and whether the
    /// vault was locked meanwhile, so that who asked is not there, and comes exactly once, on this
    /// thread: Cancelled if the lock was there first, SecureHeapFull if nothing can be lent.
    template <typename Change, typename Done>
    void run(Change change, Done done, std::stop_token stop = {});

private:
    template <typename Change, typename Done>
    void begin(Change change, Done done, std::stop_token stop, const std::stop_token& untilLocked);
    void next();

    vault::VaultSession& m_session;
    /// Those that have not begun: tasks, because a std::function cannot hold what is moved only.
    std::deque<std::packaged_task<void()>> m_waiting;
    bool m_isRunning = false;
};

template <typename Change, typename Done>
void VaultChanges::run(Change change, Done done, std::stop_token stop)
{
    m_waiting.emplace_back(
        [this, change = std::move(change), done = std::move(done), stop = std::move(stop),
            untilLocked = m_session.untilLocked()]() mutable {
            begin(std::move(change), std::move(done), std::move(stop), untilLocked);
        });
    next();
}

template <typename Change, typename Done>
void VaultChanges::begin(
    Change change, Done done, std::stop_token stop, const std::stop_token& untilLocked)
{
    using Changed = std::invoke_result_t<Change&, vault::Vault&>;
    struct Ended
    {
        vault::VaultSession::Loan loan;
        Changed changed;
    };
    if (untilLocked.stop_requested())
        return done(Changed(base::Error { base::ErrorCode::Cancelled, "change" }), true);
    base::Result<vault::VaultSession::Loan> loan = m_session.lend(std::move(stop));
    if (!loan)
        return done(Changed(loan.error()), false);
    m_isRunning = true;
    widgets::inThreadPool(
        this,
        [loan = std::move(*loan), change = std::move(change)]() mutable {
            Changed changed = change(loan.twin);
            return Ended { std::move(loan), std::move(changed) };
        },
        [this, done = std::move(done)](Ended ended) mutable {
            m_isRunning = false;
            const bool isThere =
                m_session.takeBack(std::move(ended.loan), ended.changed.has_value());
            done(std::move(ended.changed), !isThere);
            next();
        });
}

} // namespace ui::unlock
