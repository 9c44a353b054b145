// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "tests/support/icons.h"
#include "tests/support/open_session.h"
#include "ui/accounts/account_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using ui::accounts::AccountModel;
using ui::accounts::CodeState;
using Tester = QAbstractItemModelTester;

namespace {

otp::Entry counterEntry()
{
    return support::entryOf("Bank", "card", "12345678901234567890", otp::Hotp {});
}

} // namespace

class AccountModelTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void showsTheAccountsOfTheVaultInItsOrder()
    {
        support::OpenSession open;
        open.add(support::entryOf("GitHub", "alice"));
        open.add(support::entryOf("Bank", "bob"));
        AccountModel model(open.session, open.clock());
        const Tester tester(&model, Tester::FailureReportingMode::QtTest);
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(
            model.index(0).data(AccountModel::IssuerRole).toString(), QStringLiteral("GitHub"));
        QCOMPARE(model.index(1).data(AccountModel::NameRole).toString(), QStringLiteral("bob"));
    }

    void showsTheOwnPictureOfAnAccountThatHasOne()
    {
        support::OpenSession open;
        const vault::Id id = open.add(support::entryOf("GitHub", "alice"));
        AccountModel model(open.session, open.clock());
        const auto picture = [&model] {
            return model.index(0).data(AccountModel::PictureRole).value<QImage>();
        };
        const auto give = [&](const QByteArray& file) {
            QVERIFY(open.session.vault().edit(id, { .picture = file }));
            open.session.notifyChanged();
        };
        QVERIFY(picture().isNull());
        give(support::icon(Qt::red));
        QCOMPARE(picture().pixelColor(12, 12), QColor(Qt::red));
        give(support::icon(Qt::blue));
        QCOMPARE(picture().pixelColor(12, 12), QColor(Qt::blue));
        give({});
        QVERIFY(picture().isNull());
    }

    void saysThatACounterMayBeBehindUntilItIsSettled()
    {
        support::OpenSession open;
        const vault::Id id = open.add(counterEntry());
        AccountModel model(open.session, open.clock());
        const Tester tester(&model, Tester::FailureReportingMode::QtTest);
        const auto isBehind = [&model] {
            return model.index(0).data(AccountModel::CounterBehindRole).toBool();
        };
        const auto spoken = [&model] {
            return model.index(0).data(Qt::AccessibleTextRole).toString();
        };
        QVERIFY(!isBehind());
        open.session.vault().acceptOlder();
        open.session.notifyChanged();
        QVERIFY(isBehind());
        QVERIFY(spoken().contains(QStringLiteral("the counter may be behind")));
        QVERIFY(open.session.vault().skipAhead(id, 3));
        open.session.notifyChanged();
        QVERIFY(!isBehind());
        QVERIFY(!spoken().contains(QStringLiteral("behind")));
    }

    void saysPushWhereAnAccountMakesNoCodes()
    {
        support::OpenSession open;
        open.addPush(QStringLiteral("ACME"), QStringLiteral("alice"));
        AccountModel model(open.session, open.clock());
        const Tester tester(&model, Tester::FailureReportingMode::QtTest);
        const QModelIndex index = model.index(0);
        QCOMPARE(index.data(AccountModel::CodeStateRole).value<CodeState>(), CodeState::Push);
        QCOMPARE(index.data(AccountModel::CodeRole).toString(), QString());
        QCOMPARE(index.data(AccountModel::CounterBasedRole).toBool(), false);
        QCOMPARE(index.data(Qt::AccessibleTextRole).toString(),
            QStringLiteral("ACME, alice, push, no code"));
        QVERIFY(model.searchKey(0).contains(QStringLiteral("alice")));
    }

    void announcesEachChangeExactly()
    {
        support::OpenSession open;
        AccountModel model(open.session, open.clock());
        const Tester tester(&model, Tester::FailureReportingMode::QtTest);
        QSignalSpy inserted(&model, &AccountModel::rowsInserted);
        QSignalSpy removed(&model, &AccountModel::rowsRemoved);
        QSignalSpy changed(&model, &AccountModel::dataChanged);
        QSignalSpy reset(&model, &AccountModel::modelReset);

        const vault::Id first = open.add(support::entryOf("A", "a"));
        open.add(support::entryOf("B", "b"));
        QCOMPARE(inserted.count(), 2);

        QVERIFY(open.session.vault().edit(first, { .issuer = QStringLiteral("Z") }));
        open.session.notifyChanged();
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed.first().first().toModelIndex().row(), 0);
        QCOMPARE(model.index(0).data(AccountModel::IssuerRole).toString(), QStringLiteral("Z"));

        QVERIFY(open.session.vault().moveToTrash(first));
        open.session.notifyChanged();
        QCOMPARE(removed.count(), 1);
        QCOMPARE(model.rowCount(), 1);

        QVERIFY(open.session.vault().restoreFromTrash(first));
        open.session.notifyChanged();
        QCOMPARE(inserted.count(), 3);
        QCOMPARE(reset.count(), 0);
    }

    void givesTheCodeOfEachMoment()
    {
        support::OpenSession open;
        const vault::Id id = open.add(support::entryOf("GitHub", "alice"));
        AccountModel model(open.session, open.clock());
        const QModelIndex row = model.index(0);
        const base::Time start = base::fromUnixSeconds(support::GoldenTime / 30 * 30);
        for (const int second : { 0, 1, 29, 30, 59, 60, 3600 }) {
            open.clock().time = start + std::chrono::seconds(second);
            QCOMPARE(row.data(AccountModel::CodeRole).toString(), open.code(id));
            QCOMPARE(row.data(AccountModel::SecondsLeftRole).toInt(), 30 - second % 30);
        }
        // Back again: a clock may be set.
        open.clock().time = start;
        QCOMPARE(row.data(AccountModel::CodeRole).toString(), open.code(id));
    }

    void showsTheNextCodeInTheLastThirdOnly()
    {
        support::OpenSession open;
        const vault::Id id = open.add(support::entryOf("GitHub", "alice"));
        AccountModel model(open.session, open.clock());
        const base::Time start = base::fromUnixSeconds(support::GoldenTime / 30 * 30);
        open.clock().time = start + std::chrono::seconds(19);
        QCOMPARE(model.index(0).data(AccountModel::NextCodeRole).toString(), QString());
        open.clock().time = start + std::chrono::seconds(20);
        const QString next = model.index(0).data(AccountModel::NextCodeRole).toString();
        open.clock().time = start + std::chrono::seconds(30);
        QCOMPARE(next, open.code(id));
    }

    void tellsOfTimeOnlyForRowsThatWereLookedAt()
    {
        support::OpenSession open;
        for (const char* issuer : { "A", "B", "C" })
            open.add(support::entryOf(issuer, "x"));
        AccountModel model(open.session, open.clock());
        QSignalSpy changed(&model, &AccountModel::dataChanged);
        model.showTime();
        QCOMPARE(changed.count(), 0);
        QVERIFY(!model.index(1).data(AccountModel::CodeRole).toString().isEmpty());
        model.showTime();
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed.first().at(0).toModelIndex().row(), 1);
        QCOMPARE(changed.first().at(1).toModelIndex().row(), 1);
    }

    void makesCounterCodesOnlyWhenAsked()
    {
        support::OpenSession open;
        const vault::Id id = open.add(counterEntry());
        AccountModel model(open.session, open.clock());
        const QModelIndex row = model.index(0);
        QCOMPARE(row.data(AccountModel::CodeStateRole).value<CodeState>(), CodeState::OnDemand);
        QCOMPARE(row.data(AccountModel::CodeRole).toString(), QString());
        QVERIFY(row.data(AccountModel::CounterBasedRole).toBool());

        // RFC 4226, appendix D.
        for (const char* expected : { "755224", "287082", "359152" }) {
            QVERIFY(model.makeNextCode(id));
            QCOMPARE(row.data(AccountModel::CodeRole).toString(), QLatin1String(expected));
        }
        QCOMPARE(row.data(AccountModel::SecondsLeftRole).toInt(), 0);
        const auto account = open.session.vault().find(id);
        QCOMPARE(std::get<otp::Hotp>(account->credential).counter, std::uint64_t { 3 });

        open.clock().time += std::chrono::hours(5);
        model.showTime();
        QCOMPARE(row.data(AccountModel::CodeRole).toString(), QStringLiteral("359152"));
    }

    void asksForAPinThatIsNotKept()
    {
        support::OpenSession open;
        const vault::Id id =
            open.add(support::entryOf("VPN", "me", "0123456789abcdef", otp::Motp {}));
        AccountModel model(open.session, open.clock());
        const QModelIndex row = model.index(0);
        QCOMPARE(row.data(AccountModel::CodeStateRole).value<CodeState>(), CodeState::PinNeeded);
        const std::string_view pin = "1234";
        QVERIFY(model.makeCodeWithPin(id, base::bytesOf(pin)));
        QCOMPARE(row.data(AccountModel::CodeStateRole).value<CodeState>(), CodeState::Ready);
        const auto expected = open.session.vault().code(id, open.clock().now(), base::bytesOf(pin));
        QCOMPARE(row.data(AccountModel::CodeRole).toString(), QString::fromLatin1(expected->text));
        open.clock().time += std::chrono::seconds(10);
        QCOMPARE(row.data(AccountModel::CodeStateRole).value<CodeState>(), CodeState::PinNeeded);
    }

    void speaksARowInOneSentence()
    {
        support::OpenSession open;
        const vault::Id id = open.add(support::entryOf("GitHub", "alice"));
        open.clock().time = base::fromUnixSeconds(support::GoldenTime / 30 * 30 + 18);
        AccountModel model(open.session, open.clock());
        const QString code = open.code(id);
        const auto spoken = [&] { return model.index(0).data(Qt::AccessibleTextRole).toString(); };
        QCOMPARE(spoken(),
            QStringLiteral("GitHub, alice, code %1 %2, 12 second(s) left")
                .arg(code.left(3), code.mid(3)));
        model.setCodesHidden(true);
        QCOMPARE(spoken(), QStringLiteral("GitHub, alice, code hidden, 12 second(s) left"));
    }

    void hasNoRoleForSecrets()
    {
        support::OpenSession open;
        open.add(support::entryOf("GitHub", "alice"));
        AccountModel model(open.session, open.clock());
        for (int role = 0; role < Qt::UserRole + 100; ++role) {
            const QString text = model.index(0).data(role).toString();
            QVERIFY(!text.contains(QStringLiteral("12345678901234567890")));
            QVERIFY(!text.contains(QStringLiteral("GEZDGNBV")));
        }
    }

    void isEmptyWhileLocked()
    {
        support::OpenSession open;
        open.add(support::entryOf("GitHub", "alice"));
        AccountModel model(open.session, open.clock());
        const Tester tester(&model, Tester::FailureReportingMode::QtTest);
        const QPersistentModelIndex row(model.index(0));
        QVERIFY(!row.data(AccountModel::CodeRole).toString().isEmpty());
        open.session.lock();
        QCOMPARE(model.rowCount(), 0);
        QVERIFY(!row.isValid());
        open.session.open(std::move(*open.home.open()));
        QCOMPARE(model.rowCount(), 1);
    }

    void refusesWishesWhileLocked()
    {
        support::OpenSession open;
        const vault::Id id = open.add(counterEntry());
        AccountModel model(open.session, open.clock());
        open.session.lock();
        const auto next = model.makeNextCode(id);
        QVERIFY(!next);
        QCOMPARE(next.error().code, base::ErrorCode::Locked);
        QCOMPARE(model.makeCodeWithPin(id, {}).error().code, base::ErrorCode::Locked);
    }
};

QTEST_MAIN(AccountModelTest)
#include "account_model_test.moc"
