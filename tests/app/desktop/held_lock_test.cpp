// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/desktop/application.h"
#include "core/base/file_lock.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/person.h"
#include "tests/support/vault_home.h"

using support::Person;

/// Another program is saving and does not finish: the window says so, keeps what was typed, and
/// does it when it is tried again.
class HeldLockTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        support::failOnWarning();
        m_home = std::make_unique<support::VaultHome>();
        auto created = m_home->create();
        const otp::Entry entry = support::entryOf("Example", "alice");
        QVERIFY(created.vault.add({ &entry, 1 }));
        desktop::Environment environment { m_home->services(), m_home->path(),
            m_home->folder() + "/settings.ini", [] { return support::SmallCosts; } };
        environment.knownCosts = [] { return support::SmallCosts; };
        m_program = std::make_unique<desktop::Application>(environment);
        m_program->window().present();
        QVERIFY(QTest::qWaitForWindowActive(&m_program->window()));
        Person::type(QStringLiteral("secret words"));
        Person::key(Qt::Key_Return);
        QTRY_VERIFY(Person::sees(QStringLiteral("alice")));
        Person::key(Qt::Key_Down);
        m_held.emplace(std::move(
            *base::FileLock::acquire(m_home->path() + ".lock", std::chrono::milliseconds(0))));
    }
    void cleanup()
    {
        if (QTest::currentTestFailed())
            Person::saveShot(QStringLiteral("failed-held-lock"));
        m_held.reset();
        m_program.reset();
        m_home.reset();
    }

    void theWindowIsLessPatientThanTheCommandLine()
    {
        QCOMPARE(m_home->services().lockPatience, std::chrono::milliseconds(5'000));
        QCOMPARE(m_program->session().services().lockPatience, std::chrono::milliseconds(300));
    }

    void anEditIsKeptAndSavedTheNextTime()
    {
        Person::key(Qt::Key_F2);
        QTRY_VERIFY(Person::sees(QStringLiteral("Edit account")));
        Person::type(QStringLiteral("My bank"));
        Person::key(Qt::Key_Return);
        QTRY_VERIFY(Person::sees(QStringLiteral("saving the vault just now.")));
        QVERIFY(Person::sees(QStringLiteral("My bank")));
        m_held.reset();
        Person::key(Qt::Key_Return);
        QTRY_VERIFY(Person::sees(QStringLiteral("Saved.")));
        QCOMPARE(account().issuer, QStringLiteral("My bank"));
    }

    void aTypedAccountIsKeptAndSavedTheNextTime()
    {
        Person::key(Qt::Key_N, Qt::ControlModifier);
        QTRY_VERIFY(Person::sees(QStringLiteral("Type it in…")));
        QVERIFY(Person::press(QStringLiteral("Type it in…")));
        QVERIFY(Person::fill(QStringLiteral("Issuer"), QStringLiteral("Shop")));
        QVERIFY(Person::fill(QStringLiteral("Secret"), QStringLiteral("JBSWY3DPEHPK3PXP")));
        QVERIFY(Person::press(QStringLiteral("Show the code")));
        QTRY_VERIFY(Person::sees(QStringLiteral("Save 1 account")));
        QVERIFY(Person::press(QStringLiteral("Save 1 account")));
        QTRY_VERIFY2(Person::sees(QStringLiteral("saving the vault just now.")),
            qPrintable(Person::everythingSeen().join(QStringLiteral(" | "))));
        m_held.reset();
        QVERIFY(Person::press(QStringLiteral("Save 1 account")));
        QTRY_VERIFY(Person::sees(QStringLiteral("added")));
        QCOMPARE(m_program->session().vault().accounts().size(), std::size_t { 2 });
    }

    void whatAKeyDoesIsTriedAgainByAButton_data()
    {
        QTest::addColumn<Qt::Key>("key");
        QTest::addColumn<QString>("done");
        QTest::newRow("to the trash") << Qt::Key_Delete << QStringLiteral("Moved to the trash");
        QTest::newRow("pin") << Qt::Key_P << QStringLiteral("Pinned to the top of the list.");
    }
    void whatAKeyDoesIsTriedAgainByAButton()
    {
        QFETCH(Qt::Key, key);
        QFETCH(QString, done);
        Person::key(key);
        QTRY_VERIFY(Person::sees(QStringLiteral("saving the vault just now.")));
        QVERIFY(!Person::sees(done));
        m_held.reset();
        QVERIFY(Person::press(QStringLiteral("Try again")));
        QTRY_VERIFY(Person::sees(done));
    }

    void theTrashIsTriedAgainByAButton()
    {
        m_held.reset();
        Person::key(Qt::Key_Delete);
        QTRY_VERIFY(Person::sees(QStringLiteral("Moved to the trash")));
        Person::key(Qt::Key_T, Qt::ControlModifier);
        auto held = std::make_optional(
            base::FileLock::acquire(m_home->path() + ".lock", std::chrono::milliseconds(0)));
        QVERIFY(Person::press(QStringLiteral("Restore")));
        QTRY_VERIFY(Person::sees(QStringLiteral("saving the vault just now.")));
        held.reset();
        QVERIFY(Person::press(QStringLiteral("Try again")));
        QTRY_VERIFY(Person::sees(QStringLiteral("The trash is empty.")));
    }

private:
    vault::Account account() { return m_program->session().vault().accounts().front(); }

    std::unique_ptr<support::VaultHome> m_home;
    std::unique_ptr<desktop::Application> m_program;
    std::optional<base::FileLock> m_held;
};

QTEST_MAIN(HeldLockTest)
#include "held_lock_test.moc"
