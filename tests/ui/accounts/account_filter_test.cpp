// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "tests/support/open_session.h"
#include "ui/accounts/account_filter.h"
#include "ui/accounts/account_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using ui::accounts::AccountFilter;
using ui::accounts::AccountModel;
using Tester = QAbstractItemModelTester;

namespace {

struct FilterScene
{
    support::OpenSession open;
    AccountModel model { open.session, open.clock() };
    AccountFilter filter { model };
    Tester tester { &filter, Tester::FailureReportingMode::QtTest };

    vault::Id add(const char* issuer, const vault::AccountEdit& edit = {})
    {
        const vault::Id id = open.add(support::entryOf(issuer, "me@example.org"));
        change(id, edit);
        return id;
    }
    void change(const vault::Id& id, const vault::AccountEdit& edit)
    {
        QVERIFY(open.session.vault().edit(id, edit));
        open.session.notifyChanged();
    }
    QString shown() const
    {
        QStringList issuers;
        for (int row = 0; row < filter.rowCount(); ++row)
            issuers += filter.index(row, 0).data(AccountModel::IssuerRole).toString();
        return issuers.join(QLatin1Char(' '));
    }
};

} // namespace

class AccountFilterTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void searchesEverythingThatIsShown_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("shown");
        const QString all = QStringLiteral("Github Café Bank");
        QTest::newRow("nothing") << QString() << all;
        QTest::newRow("blanks") << QStringLiteral("  ") << all;
        QTest::newRow("issuer, without accents")
            << QStringLiteral("CAFE") << QStringLiteral("Café");
        QTest::newRow("name") << QStringLiteral("example") << all;
        QTest::newRow("note") << QStringLiteral("spare card") << QStringLiteral("Bank");
        QTest::newRow("tag") << QStringLiteral("work") << QStringLiteral("Github");
        QTest::newRow("words of different fields")
            << QStringLiteral("bank card example") << QStringLiteral("Bank");
        QTest::newRow("no match") << QStringLiteral("bank work") << QString();
    }
    void searchesEverythingThatIsShown()
    {
        QFETCH(QString, typed);
        FilterScene scene;
        scene.add("Github", { .tags = QStringList { QStringLiteral("Work") } });
        scene.add("Café");
        scene.add("Bank", { .note = QStringLiteral("The spare card is in the drawer") });
        scene.filter.setSearch(typed);
        QTEST(scene.shown(), "shown");
    }

    void showsPinnedAccountsFirst()
    {
        FilterScene scene;
        scene.add("A");
        const vault::Id b = scene.add("B");
        const vault::Id c = scene.add("C");
        QSignalSpy moved(&scene.filter, &AccountFilter::rowsMoved);
        scene.change(c, { .pinned = true });
        QCOMPARE(scene.shown(), QStringLiteral("C A B"));
        scene.change(b, { .pinned = true });
        QCOMPARE(scene.shown(), QStringLiteral("B C A"));
        scene.change(c, { .pinned = false });
        QCOMPARE(scene.shown(), QStringLiteral("B A C"));
        QCOMPARE(moved.count(), 3);
    }

    void followsChangesWhileSearching()
    {
        FilterScene scene;
        const vault::Id alpha = scene.add("Alpha");
        scene.add("Beta");
        scene.filter.setSearch(QStringLiteral("al"));
        QCOMPARE(scene.shown(), QStringLiteral("Alpha"));
        scene.add("Album");
        scene.add("Gamma");
        QCOMPARE(scene.shown(), QStringLiteral("Alpha Album"));
        scene.change(alpha, { .issuer = QStringLiteral("Omega") });
        QCOMPARE(scene.shown(), QStringLiteral("Album"));
        scene.change(alpha, { .issuer = QStringLiteral("Alps") });
        QCOMPARE(scene.shown(), QStringLiteral("Alps Album"));
        QVERIFY(scene.open.session.vault().moveToTrash(alpha));
        scene.open.session.notifyChanged();
        QCOMPARE(scene.shown(), QStringLiteral("Album"));
        scene.filter.setSearch({});
        QCOMPARE(scene.shown(), QStringLiteral("Beta Album Gamma"));
    }

    void passesOnTheTimeOfWhatItShows()
    {
        FilterScene scene;
        scene.add("A");
        scene.add("B");
        scene.filter.setSearch(QStringLiteral("b"));
        for (const int row : { 0, 1 })
            QVERIFY(!scene.model.index(row).data(AccountModel::CodeRole).toString().isEmpty());
        QSignalSpy changed(&scene.filter, &AccountFilter::dataChanged);
        scene.model.showTime();
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed.first().at(0).toModelIndex(), scene.filter.index(0, 0));
    }

    void isEmptyWhileLockedAndFullAgain()
    {
        FilterScene scene;
        scene.add("A");
        scene.add("B");
        scene.open.session.lock();
        QCOMPARE(scene.filter.rowCount(), 0);
        scene.open.session.open(std::move(*scene.open.home.open()));
        QCOMPARE(scene.shown(), QStringLiteral("A B"));
    }
};

QTEST_MAIN(AccountFilterTest)
#include "account_filter_test.moc"
