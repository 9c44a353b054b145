// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/journeys/unlocked.h"

using support::Person;

/// An account is renamed, thrown away by mistake and brought back.
class TrashTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void cleanup()
    {
        if (QTest::currentTestFailed())
            Person::saveShot(QStringLiteral("trash-failed"));
        m_computer.quit();
    }

    void renameRemoveRestore();

private:
    journeys::Computer m_computer;
};

void TrashTest::renameRemoveRestore()
{
    QVERIFY(journeys::unlock(m_computer));
    Person::key(Qt::Key_F2);
    QVERIFY(Person::sees(QStringLiteral("Edit account")));
    Person::type(QStringLiteral("My bank"));
    QVERIFY(Person::saveShot(QStringLiteral("trash-1-edit")));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY(Person::sees(QStringLiteral("My bank, alice@example.com, code 081 804")));

    Person::key(Qt::Key_Down);
    Person::key(Qt::Key_Delete);
    QTRY_VERIFY(Person::sees(QStringLiteral("No accounts yet")));
    QVERIFY(Person::saveShot(QStringLiteral("trash-2-removed")));

    Person::key(Qt::Key_T, Qt::ControlModifier);
    QVERIFY(Person::sees(QStringLiteral("deleted for good in 30")));
    QVERIFY(Person::saveShot(QStringLiteral("trash-3-trash")));
    QVERIFY(Person::tabTo(QStringLiteral("Restore")));
    Person::key(Qt::Key_Space);
    QVERIFY(Person::sees(QStringLiteral("The trash is empty.")));
    Person::key(Qt::Key_Escape);
    QTRY_VERIFY(Person::sees(QStringLiteral("My bank, alice@example.com, code 081 804")));
}

QTEST_MAIN(TrashTest)
#include "trash_test.moc"
