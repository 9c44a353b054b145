// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/atomic_file.h"
#include "tests/journeys/journey.h"

using support::Person;

/// Three wrong tries lead nowhere, touch nothing, and name the way out.
class WrongPassphraseTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void cleanup()
    {
        if (QTest::currentTestFailed())
            Person::saveShot(QStringLiteral("wrong-passphrase-failed"));
        m_computer.quit();
    }

    void threeTimesThenTheRightOne();

private:
    base::Bytes file() { return *base::readFile(m_computer.vaultPath(), 1U << 20); }

    journeys::Computer m_computer;
};

void WrongPassphraseTest::threeTimesThenTheRightOne()
{
    journeys::makeVault(m_computer, "seven quiet lanterns drift upstream");
    const base::Bytes before = file();
    QVERIFY(m_computer.start());
    const QString field = QStringLiteral("Passphrase or recovery key");
    for (int attempt = 1; attempt <= 3; ++attempt) {
        Person::type(QStringLiteral("seven quiet lanterns drift downstream"));
        Person::key(Qt::Key_Return);
        QVERIFY(Person::sees(QStringLiteral("Opening the vault")));
        QTRY_VERIFY_WITH_TIMEOUT(
            Person::sees(QStringLiteral("This passphrase does not open the vault.")), 30'000);
        QCOMPARE(Person::focused(), field);
        QCOMPARE(Person::sees(QStringLiteral("Forgotten?")), attempt == 3);
    }
    QVERIFY(Person::saveShot(QStringLiteral("wrong-passphrase-third")));
    QVERIFY(!m_computer.program().session().isOpen());
    QCOMPARE(file(), before);

    Person::type(QStringLiteral("seven quiet lanterns drift upstream"));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(QLatin1String(journeys::Code)), 30'000);
}

QTEST_MAIN(WrongPassphraseTest)
#include "wrong_passphrase_test.moc"
