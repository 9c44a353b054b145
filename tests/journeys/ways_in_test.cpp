// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/journeys/unlocked.h"

using support::Person;

/// The paper is lost: a new recovery key is made, the lost one goes; and a second passphrase.
class WaysInTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void cleanup()
    {
        if (QTest::currentTestFailed())
            Person::saveShot(QStringLiteral("ways-failed"));
        m_computer.quit();
    }

    void aLostPaperIsReplaced();

private:
    void verify()
    {
        QTRY_VERIFY(Person::sees(QStringLiteral("Confirm that it is you")));
        Person::type(QLatin1String(journeys::Passphrase));
        Person::key(Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(!Person::sees(QStringLiteral("Confirm that it is you")), 30'000);
        m_computer.program().window().present();
        QVERIFY(QTest::qWaitForWindowActive(&m_computer.program().window()));
    }
    std::vector<vault::SlotInfo> ways()
    {
        return m_computer.program().session().vault().slotList();
    }

    journeys::Computer m_computer;
};

void WaysInTest::aLostPaperIsReplaced()
{
    QVERIFY(journeys::unlock(m_computer));
    const auto before = ways();
    const auto isRecovery = [](const vault::SlotInfo& slot) {
        return slot.kind == vault::SlotKind::Recovery;
    };
    const vault::Id lost = std::ranges::find_if(before, isRecovery)->id;
    m_computer.clock().time += std::chrono::minutes(2);
    Person::key(Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(Person::focused(), QStringLiteral("What opens the vault"));
    QVERIFY(Person::saveShot(QStringLiteral("ways-1-list")));

    QVERIFY(Person::tabTo(QStringLiteral("Add recovery key…")));
    Person::key(Qt::Key_Return);
    verify();
    if (QTest::currentTestFailed())
        return;
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(QStringLiteral("Write down your recovery key")), 30'000);
    const QStringList groups = support::writeDownRecoveryKey();
    Person::key(Qt::Key_Return);
    QVERIFY(support::typeGroupsBack(groups));
    QTRY_VERIFY(Person::sees(QStringLiteral("The new recovery key opens the vault.")));
    QVERIFY(Person::saveShot(QStringLiteral("ways-2-added")));

    const auto all = ways();
    QCOMPARE(all.size(), std::size_t { 3 });
    const auto row = std::ranges::find(all, lost, &vault::SlotInfo::id) - all.begin();
    Person::key(Qt::Key_Home);
    for (auto i = row; i > 0; --i)
        Person::key(Qt::Key_Down);
    Person::key(Qt::Key_Delete);
    verify();
    if (QTest::currentTestFailed())
        return;
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(QStringLiteral("Removed: Recovery key")), 30'000);
    QVERIFY(Person::saveShot(QStringLiteral("ways-3-removed")));
    const auto after = ways();
    QCOMPARE(after.size(), std::size_t { 2 });
    QVERIFY(std::ranges::find(after, lost, &vault::SlotInfo::id) == after.end());

    Person::key(Qt::Key_Escape);
    QTRY_VERIFY(Person::sees(QStringLiteral("alice@example.com")));
    Person::key(Qt::Key_L, Qt::ControlModifier);
    QTRY_VERIFY(Person::sees(QStringLiteral("Unlock your vault")));
    Person::type(groups.join(u'-'));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(QStringLiteral("Choose a new passphrase")), 30'000);
}

QTEST_MAIN(WaysInTest)
#include "ways_in_test.moc"
