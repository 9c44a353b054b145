// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/forgotten.h"
#include "core/vault/vault_codec.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/vault_home.h"

using base::ErrorCode;
using namespace std::chrono_literals;
using vault::Vault;

/// A forgotten passphrase: a day between asking for a new one and setting it.
class ForgottenTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void aDayLaterOneMayBeSet_data()
    {
        QTest::addColumn<qint64>("secondsLater");
        QTest::addColumn<bool>("may");
        QTest::newRow("at once") << qint64 { 0 } << false;
        QTest::newRow("a second short of a day") << qint64 { 86'399 } << false;
        QTest::newRow("a day") << qint64 { 86'400 } << true;
        QTest::newRow("a week") << qint64 { 604'800 } << true;
        QTest::newRow("with a clock that went back") << qint64 { -604'800 } << false;
    }
    void aDayLaterOneMayBeSet()
    {
        QFETCH(const qint64, secondsLater);
        QFETCH(const bool, may);
        const base::Time asked = base::fromUnixSeconds(support::GoldenTime);
        const std::optional<vault::ForgottenWish> wish =
            vault::ForgottenWish { { support::GoldenTime * 1000, support::idFrom(0xe0) }, false };
        QCOMPARE(vault::maySetNewPassphrase(wish, asked + std::chrono::seconds(secondsLater)), may);
        QVERIFY(vault::newPassphraseFrom(wish) == asked + 24h);
    }

    void nobodyMayWhoHasNotAskedOrWasCalledOff()
    {
        const base::Time later = base::fromUnixSeconds(support::GoldenTime) + 48h;
        QVERIFY(!vault::maySetNewPassphrase({}, later));
        const vault::ForgottenWish calledOff {
            { support::GoldenTime * 1000, support::idFrom(0xe0) }, true
        };
        QVERIFY(!vault::maySetNewPassphrase(calledOff, later));
        QVERIFY(!vault::newPassphraseFrom(calledOff));
    }

    void onlyTheKeyringAsks()
    {
        support::VaultHome home;
        auto created = home.create();
        QCOMPARE(created.vault.askForNewPassphrase().error().code, ErrorCode::VerificationFailed);
        QVERIFY(!created.vault.newPassphraseFrom());
    }

    void askingAgainChangesNothingAndAnybodyCallsItOff()
    {
        support::VaultHome home;
        auto created = home.create();
        auto vault = byKeyring(home, created.vault);
        QVERIFY(vault.askForNewPassphrase());
        const auto from = vault.newPassphraseFrom();
        QVERIFY(from == home.clock.time + 24h);
        home.clock.time += 1h;
        QVERIFY(vault.askForNewPassphrase());
        QVERIFY(vault.newPassphraseFrom() == from);
        auto owner = home.open(); // by the passphrase, on any computer
        QVERIFY(owner->newPassphraseFrom() == from);
        QVERIFY(owner->callOffNewPassphrase());
        QVERIFY(!home.open()->newPassphraseFrom());
        QCOMPARE(owner->callOffNewPassphrase().error().code, ErrorCode::NothingToDo);
    }

    void aClockPutBackShortensNothing()
    {
        support::VaultHome home;
        auto created = home.create();
        auto vault = byKeyring(home, created.vault);
        const base::Time now = home.clock.time;
        home.clock.time -= 48h;
        QVERIFY(vault.askForNewPassphrase());
        QVERIFY(*vault.newPassphraseFrom() >= now + 24h);
    }

    void whoSetsAPassphraseHasNotForgottenIt()
    {
        support::VaultHome home;
        auto created = home.create();
        auto vault = byKeyring(home, created.vault);
        QVERIFY(vault.askForNewPassphrase());
        auto owner = home.open();
        QVERIFY(owner->changePassphrase(
            *home.verify(*owner), support::passphrase("other words"), support::SmallCosts));
        QVERIFY(!owner->newPassphraseFrom());
    }

    void theWishIsInTheFile()
    {
        vault::Body body;
        for (const bool isCalledOff : { false, true }) {
            body.forgotten = vault::ForgottenWish { { 5, support::idFrom(1) }, isCalledOff };
            const auto read = vault::readBody(*vault::writeBody(body));
            QVERIFY(read && *read == body);
        }
    }

private:
    static Vault byKeyring(support::VaultHome& home, Vault& vault)
    {
        auto added = vault.addKeyring(*home.verify(vault));
        return std::move(*Vault::open(home.path(), std::move(added->secret), home.services()));
    }
};

QTEST_GUILESS_MAIN(ForgottenTest)
#include "forgotten_test.moc"
