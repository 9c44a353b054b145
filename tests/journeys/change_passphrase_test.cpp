// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/atomic_file.h"
#include "tests/journeys/unlocked.h"

using support::Person;

namespace {

constexpr char NewPassphrase[] = "eleven copper owls share breakfast";

} // namespace

/// The passphrase is changed, for each of the two reasons.
class ChangePassphraseTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void cleanup()
    {
        if (QTest::currentTestFailed())
            Person::saveShot(QStringLiteral("change-failed"));
        m_computer.reset();
    }

    void justChangingIt();
    void someoneMayKnowTheOldOne();

private:
    /// Unlocks, asks for the change and answers who it is.
    void beginChange()
    {
        m_computer.emplace();
        QVERIFY(journeys::unlock(*m_computer));
        Person::key(Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(Person::sees(QStringLiteral("The passphrase of the vault will be changed.")));
        QVERIFY(Person::saveShot(QStringLiteral("change-1-verify")));
        Person::type(QLatin1String(journeys::Passphrase));
        Person::key(Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(Person::sees(QStringLiteral("Why is it changed?")), 30'000);
        m_computer->program().window().present();
        QVERIFY(QTest::qWaitForWindowActive(&m_computer->program().window()));
        QCOMPARE(Person::focused(), QStringLiteral("Just changing it"));
    }
    void typeNewPassphrase()
    {
        QVERIFY(Person::tabTo(QStringLiteral("Passphrase")));
        Person::type(QLatin1String(NewPassphrase));
        QVERIFY(Person::tabTo(QStringLiteral("Passphrase again")));
        Person::type(QLatin1String(NewPassphrase));
        QTRY_VERIFY(Person::sees(QStringLiteral("Strong")));
    }
    /// After a lock the old one is refused and the new one opens.
    void unlockWithTheNewOne()
    {
        Person::key(Qt::Key_L, Qt::ControlModifier);
        QTRY_VERIFY(Person::sees(QStringLiteral("Unlock your vault")));
        Person::type(QLatin1String(journeys::Passphrase));
        Person::key(Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(
            Person::sees(QStringLiteral("This passphrase does not open the vault.")), 30'000);
        Person::type(QLatin1String(NewPassphrase));
        Person::key(Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(Person::sees(QLatin1String(journeys::Code)), 30'000);
    }

    std::optional<journeys::Computer> m_computer;
};

void ChangePassphraseTest::justChangingIt()
{
    beginChange();
    if (QTest::currentTestFailed())
        return;
    typeNewPassphrase();
    QVERIFY(Person::saveShot(QStringLiteral("change-2-just")));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY(Person::sees(QStringLiteral("Making and saving the new key")));
    QVERIFY(Person::saveShot(QStringLiteral("change-3-saving")));
    QTRY_VERIFY_WITH_TIMEOUT(
        Person::sees(QStringLiteral("Old copies of the file still open with the old one.")),
        30'000);
    QVERIFY(Person::sees(QLatin1String(journeys::Code)));
    QVERIFY(Person::saveShot(QStringLiteral("change-4-done")));
    unlockWithTheNewOne();
}

void ChangePassphraseTest::someoneMayKnowTheOldOne()
{
    beginChange();
    if (QTest::currentTestFailed())
        return;
    const std::string stolen = m_computer->vaultPath() + ".stolen";
    const auto file = base::readFile(m_computer->vaultPath(), 1'000'000);
    QVERIFY(file && base::createFile(stolen, *file));

    Person::key(Qt::Key_Down);
    typeNewPassphrase();
    QVERIFY(Person::saveShot(QStringLiteral("change-5-new-keys")));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(QStringLiteral("Write down your recovery key")), 30'000);
    QVERIFY(Person::saveShot(QStringLiteral("change-6-recovery-key")));
    const QStringList groups = support::writeDownRecoveryKey();
    Person::key(Qt::Key_Return);
    QVERIFY(support::typeGroupsBack(groups));
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(QStringLiteral("vault.countersign.previous")), 30'000);
    QVERIFY(Person::saveShot(QStringLiteral("change-7-old-copies")));
    QVERIFY(Person::tabTo(QStringLiteral("Delete them")));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(QStringLiteral("deleted.")), 30'000);
    QVERIFY(Person::sees(QLatin1String(journeys::Code)));
    QVERIFY(Person::saveShot(QStringLiteral("change-8-done")));

    // What was stolen is read as before; what is saved from now on is not.
    const auto old = vault::toPassphrase(base::bytesOf(std::string_view(journeys::Passphrase)));
    QVERIFY(vault::Vault::open(
        stolen, vault::Passphrase { std::move(*old->bytes.clone()) }, m_computer->services()));
    QCOMPARE(vault::Vault::open(m_computer->vaultPath(),
                 vault::Passphrase { std::move(*old->bytes.clone()) }, m_computer->services())
                 .error()
                 .code,
        base::ErrorCode::WrongPassphrase);
    unlockWithTheNewOne();
    if (QTest::currentTestFailed())
        return;
    // The new paper opens it, too.
    Person::key(Qt::Key_L, Qt::ControlModifier);
    QTRY_VERIFY(Person::sees(QStringLiteral("Unlock your vault")));
    Person::type(groups.join(u'-'));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(QStringLiteral("Choose a new passphrase")), 30'000);
}

QTEST_MAIN(ChangePassphraseTest)
#include "change_passphrase_test.moc"
