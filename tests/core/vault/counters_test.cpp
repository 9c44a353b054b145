// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/file_lock.h"
#include "core/vault/counters.h"
#include "core/vault/history.h"
#include "core/vault/vault_codec.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/vault_home.h"

#include <limits>

using base::ErrorCode;
using vault::Vault;

namespace {

std::uint64_t counterIn(const Vault& vault, const vault::Id& id)
{
    return std::get<otp::Hotp>(vault.find(id)->credential).counter;
}

/// A vault with one counter, a code of which was used after a copy was made.
struct PutBack
{
    support::VaultHome home;
    QTemporaryDir state;
    vault::Id id;
    vault::Id timeBased;
    base::Bytes newer;

    explicit PutBack(std::uint64_t counter = 3)
    {
        home.create();
        auto vault = open();
        const otp::Hotp hotp { crypto::Hash::Sha1, 6, counter };
        std::array entries { support::entryOf("I", "counts", "12345678901234567890", hotp),
            support::entryOf("I", "runs") };
        const auto ids = vault->add(entries);
        id = ids->front();
        timeBased = ids->back();
        const base::Bytes older = support::contentsOf(home.path());
        if (!vault->edit(timeBased, { .name = QStringLiteral("later") }))
            qFatal("cannot save");
        newer = support::contentsOf(home.path());
        home.write(older);
    }
    base::Result<Vault> open()
    {
        return Vault::open(home.path(), support::passphrase("secret words"),
            { home.clock, home.random, support::idFrom(0xe0), state.path().toStdString() });
    }
};

} // namespace

/// Counters of a state that was put back: said, skipped and settled.
class CountersTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void goingOnWithAnOlderStateDoubtsItsCounters()
    {
        PutBack put;
        auto vault = put.open();
        QCOMPARE(vault->standing(), vault::Standing::Older);
        QVERIFY(!vault->find(put.id)->counterMayBeBehind());
        vault->acceptOlder();
        QVERIFY(vault->find(put.id)->counterMayBeBehind());
        QVERIFY(!vault->find(put.timeBased)->counterMayBeBehind());
        QVERIFY(put.open()->find(put.id)->counterMayBeBehind());
    }

    void aDoubtThatCouldNotBeSavedIsMadeUpFor()
    {
        PutBack put;
        auto vault = put.open();
        {
            const auto busy =
                base::FileLock::acquire(put.home.path() + ".lock", std::chrono::milliseconds(0));
            QVERIFY(busy);
            vault::Services impatient { put.home.clock, put.home.random, support::idFrom(0xe0),
                put.state.path().toStdString(), std::chrono::milliseconds(0) };
            vault = Vault::open(put.home.path(), support::passphrase("secret words"), impatient);
            vault->acceptOlder();
        }
        QCOMPARE(vault->standing(), vault::Standing::Current);
        // Asked again, since nothing has noted the answer.
        QCOMPARE(put.open()->standing(), vault::Standing::Older);
        QVERIFY(vault->nextHotpCode(put.id));
        QVERIFY(vault->find(put.id)->counterMayBeBehind());
        QCOMPARE(put.open()->standing(), vault::Standing::Current);
    }

    void aCompleteCopyGivesNoDoubt()
    {
        PutBack put;
        const std::string copy = put.home.folder() + "/copy.countersign";
        QVERIFY(base::createFile(copy, put.newer));
        auto vault = put.open();
        QVERIFY(vault->takeCopy(copy, vault::Taking::Instead));
        QVERIFY(!vault->find(put.id)->counterMayBeBehind());
    }

    void aCopyThatIsStillOlderDoes()
    {
        PutBack put;
        auto vault = put.open();
        const std::string copy = put.home.folder() + "/copy.countersign";
        QVERIFY(base::createFile(copy, support::contentsOf(put.home.path())));
        QVERIFY(vault->takeCopy(copy, vault::Taking::Merged));
        QVERIFY(vault->find(put.id)->counterMayBeBehind());
    }

    void codesGoOnAndTheDoubtStays()
    {
        PutBack put;
        auto vault = put.open();
        vault->acceptOlder();
        QCOMPARE(*vault->nextHotpCode(put.id)->counter, std::uint64_t { 3 });
        QVERIFY(vault->find(put.id)->counterMayBeBehind());
        QCOMPARE(counterIn(*vault, put.id), std::uint64_t { 4 });
        QVERIFY(vault->confirmCounter(put.id));
        QVERIFY(!vault->find(put.id)->counterMayBeBehind());
        QVERIFY(!put.open()->find(put.id)->counterMayBeBehind());
        QCOMPARE(vault->confirmCounter(put.id).error().code, ErrorCode::NothingToDo);
    }

    void skippingAheadSettlesIt()
    {
        PutBack put;
        auto vault = put.open();
        vault->acceptOlder();
        QVERIFY(vault->skipAhead(put.id, 10));
        QCOMPARE(counterIn(*put.open(), put.id), std::uint64_t { 13 });
        QVERIFY(!put.open()->find(put.id)->counterMayBeBehind());
        QVERIFY(vault->undo()); // of the first change; a counter never goes back
        QVERIFY(counterIn(*vault, put.id) >= 13);
    }

    void skipsOnlyWhatCanBeSkipped()
    {
        constexpr std::uint64_t Last = std::numeric_limits<std::uint64_t>::max();
        PutBack put(Last - 5);
        auto vault = put.open();
        vault->acceptOlder();
        QCOMPARE(vault->skipAhead(put.id, 0).error().code, ErrorCode::InvalidField);
        QCOMPARE(vault->skipAhead(put.id, vault::MaxSkippedCodes + 1).error().code,
            ErrorCode::InvalidField);
        QCOMPARE(vault->skipAhead(put.timeBased, 1).error().code, ErrorCode::InvalidField);
        QCOMPARE(vault->skipAhead({}, 1).error().code, ErrorCode::NoMatch);
        QCOMPARE(vault->skipAhead(put.id, 6).error().code, ErrorCode::CounterExhausted);
        QVERIFY(vault->find(put.id)->counterMayBeBehind());
        QVERIFY(vault->skipAhead(put.id, 5));
        QCOMPARE(counterIn(*vault, put.id), Last);
    }

    void anotherSecretHasNoDoubtAndTheFormerKeepsIts()
    {
        PutBack put;
        auto vault = put.open();
        vault->acceptOlder();
        const vault::Stamp former = vault->find(put.id)->changed;
        QVERIFY(vault->replace(
            put.id, support::entryOf("I", "counts", "another secret of it", otp::Hotp {})));
        QVERIFY(!vault->find(put.id)->counterMayBeBehind());
        QVERIFY(vault->restoreVersion(put.id, former));
        QVERIFY(vault->find(put.id)->counterMayBeBehind());
    }

    void everyDoubtComesBackFromTheFile()
    {
        vault::Body body;
        body.counters = { { support::idFrom(1), { 7, 0 } }, { support::idFrom(2), { 7, 1 } },
            { support::idFrom(3), { std::numeric_limits<std::uint64_t>::max(), 2 } } };
        vault::Account account;
        account.id = support::idFrom(4);
        account.secret = vault::SealedSecret(40, 1);
        account.credential = otp::Hotp { crypto::Hash::Sha1, 6, 9 };
        account.counterDoubt = 3;
        body.accounts.emplace(account.id, account);
        const auto read = vault::readBody(*vault::writeBody(body));
        QVERIFY(read && *read == body);
        QVERIFY(*vault::readVersion(account.id, vault::versionOf(account)) != account);

        vault::markCountersMaybeBehind(body);
        QCOMPARE(body.counters.at(support::idFrom(1)).doubt, std::uint64_t { 1 });
        QCOMPARE(body.counters.at(support::idFrom(2)).doubt, std::uint64_t { 1 });
        QCOMPARE(body.counters.at(support::idFrom(3)).doubt, std::uint64_t { 3 });
        QCOMPARE(body.accounts.begin()->second.counterDoubt, std::uint64_t { 3 });
    }
};

QTEST_GUILESS_MAIN(CountersTest)
#include "counters_test.moc"
