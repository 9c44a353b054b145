// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/settings/app_settings.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/idle_watch.h"
#include "tests/support/person.h"
#include "tests/support/vault_home.h"
#include "ui/backup/backup_keeper.h"
#include "ui/shell/main_window.h"

#include <QApplication>
#include <QThreadPool>

using support::Person;

namespace {

/// A way to something that asks for a verification: the keys to press in the list, then the button
/// of the page that they lead to, if any.
struct Way
{
    Qt::Key key = Qt::Key_unknown;
    Qt::KeyboardModifiers modifiers = {};
    QString button = {};
    QString list = {}; ///< that has the focus on that page
};

} // namespace

Q_DECLARE_METATYPE(Way)

/// What an unlocked vault alone does not allow: each asks who it is, and without the right answer
/// shows nothing and changes nothing. (The command line's: tests/app/cli/gates; the calls behind
/// them refuse whatever asks without a verification: tests/core/vault/gates.)
class GatesTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        support::failOnWarning();
        m_home = std::make_unique<support::VaultHome>();
        m_session = std::make_unique<vault::VaultSession>(m_home->path(), m_home->services());
        m_settings = std::make_unique<settings::AppSettings>(m_home->folder() + "/settings.ini");
        m_backups = std::make_unique<ui::backup::BackupKeeper>(*m_session, *m_settings);
        m_push = std::make_unique<support::IdleWatch>(*m_session);
        auto created = m_home->create();
        const otp::Entry entry = support::entryOf("Example", "alice");
        QVERIFY(created.vault.add({ &entry, 1 }));
        m_window = std::make_unique<ui::shell::MainWindow>(
            ui::shell::Surroundings { *m_session, *m_settings, *m_backups, m_push->watch,
                m_home->clock, [] { return support::SmallCosts; } });
        m_window->present();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_session->open(std::move(created.vault));
        m_before = support::contentsOf(m_home->path());
        QTRY_VERIFY(Person::sees(QStringLiteral("alice")));
    }
    void cleanup()
    {
        if (QTest::currentTestFailed())
            Person::saveShot(QStringLiteral("failed-gates"));
        m_window.reset();
        QThreadPool::globalInstance()->waitForDone();
        m_push.reset();
        m_backups.reset();
        m_session.reset();
        m_home.reset();
    }

    void refusesWithoutVerification_data() { addRows(); }
    void refusesWithoutVerification()
    {
        go();
        if (QTest::currentTestFailed())
            return;
        Person::key(Qt::Key_Escape);
        QTRY_VERIFY(!Person::sees(QStringLiteral("Confirm that it is you")));
        expectNothing();
    }

    void refusesAWrongPassphrase_data() { addRows(); }
    void refusesAWrongPassphrase()
    {
        go();
        if (QTest::currentTestFailed())
            return;
        Person::type(QStringLiteral("wrong words"));
        Person::key(Qt::Key_Return);
        QTRY_VERIFY(Person::sees(QStringLiteral("Nothing was shown or changed.")));
        Person::key(Qt::Key_Escape);
        QTRY_VERIFY(!Person::sees(QStringLiteral("Confirm that it is you")));
        expectNothing();
    }

    void opensToTheRightOne_data() { addRows(); }
    void opensToTheRightOne()
    {
        QFETCH(QString, behind);
        go();
        if (QTest::currentTestFailed())
            return;
        Person::type(QStringLiteral("secret words"));
        Person::key(Qt::Key_Return);
        QTRY_VERIFY2(
            Person::sees(behind), qPrintable(Person::everythingSeen().join(QStringLiteral(" | "))));
    }

private:
    static void addRows()
    {
        QTest::addColumn<Way>("way");
        QTest::addColumn<QString>("behind");
        const auto ways = [](const char* button) {
            return Way { Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier,
                QString::fromUtf8(button), QStringLiteral("What opens the vault") };
        };
        QTest::newRow("show a QR code")
            << Way { Qt::Key_Q } << QStringLiteral("Whoever sees this code");
        QTest::newRow("change the passphrase")
            << Way { Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier }
            << QStringLiteral("Why is it changed?");
        QTest::newRow("change the passphrase, from the list")
            << ways("Change passphrase…") << QStringLiteral("Why is it changed?");
        QTest::newRow("add a passphrase")
            << ways("Add passphrase…") << QStringLiteral("The others stay valid.");
        QTest::newRow("add a recovery key")
            << ways("Add recovery key…") << QStringLiteral("Write down your recovery key");
        QTest::newRow("remove a way in") << ways("Remove…") << QStringLiteral("Removed: ");
        QTest::newRow("export") << Way { Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier,
            QStringLiteral("Continue…"), QStringLiteral("Kinds of files") }
                                << QStringLiteral("Every account fits, and nothing is lost.");
    }

    void go()
    {
        QFETCH(Way, way);
        Person::key(Qt::Key_Down); // from the search into the list
        Person::key(way.key, way.modifiers);
        if (!way.button.isEmpty()) {
            QTRY_COMPARE(Person::focused(), way.list);
            QVERIFY(Person::press(way.button));
        }
        QTRY_VERIFY(Person::sees(QStringLiteral("Confirm that it is you")));
        QVERIFY(QTest::qWaitForWindowActive(Person::window()));
        QTRY_COMPARE(QApplication::focusWidget(), Person::window()->focusWidget());
    }

    /// Behind the question nothing is open, and the file is as before.
    void expectNothing()
    {
        QFETCH(QString, behind);
        m_window->present();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QThreadPool::globalInstance()->waitForDone();
        QCoreApplication::processEvents();
        QVERIFY(!Person::sees(behind));
        QVERIFY(support::contentsOf(m_home->path()) == m_before);
        QVERIFY(m_session->isOpen());
    }

    std::unique_ptr<support::VaultHome> m_home;
    std::unique_ptr<vault::VaultSession> m_session;
    std::unique_ptr<settings::AppSettings> m_settings;
    std::unique_ptr<ui::backup::BackupKeeper> m_backups;
    std::unique_ptr<support::IdleWatch> m_push;
    std::unique_ptr<ui::shell::MainWindow> m_window;
    base::Bytes m_before;
};

QTEST_MAIN(GatesTest)
#include "gates_test.moc"
