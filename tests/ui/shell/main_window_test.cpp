// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "tests/support/idle_watch.h"
#include "tests/support/person.h"
#include "tests/support/vault_home.h"
#include "ui/shell/main_window.h"
#include "ui/unlock/ways_in.h"

#include <QAbstractButton>
#include <QDropEvent>
#include <QLabel>
#include <QMenuBar>
#include <QMimeData>
#include <QThreadPool>

using namespace std::chrono_literals;
using support::Person;

namespace {

constexpr std::string_view Link =
    "otpauth://totp/Example:alice?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Example";

} // namespace

class MainWindowTest : public QObject
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
        m_home->create();
        m_window = std::make_unique<ui::shell::MainWindow>(
            ui::shell::Surroundings { *m_session, *m_settings, *m_backups, m_push->watch,
                m_home->clock, [] { return support::SmallCosts; }, 5min });
        m_window->present();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    void cleanup()
    {
        if (QTest::currentTestFailed())
            Person::saveShot(QStringLiteral("failed-main-window"));
        m_window.reset();
        QThreadPool::globalInstance()->waitForDone();
        m_push.reset();
        m_backups.reset();
        m_session.reset();
        m_settings.reset();
        m_home.reset();
    }

    void locksByKeyAndShowsNothingThen();
    void locksAfterFiveMinutesWithoutInput();
    void whatWasReadOfADamagedFileGoesWithoutInput();
    void locksWhenItIsClosed();
    void keysDoNothingWhileLocked();
    void undoesTheLastChangeByKey();
    void showsWhatAnotherProgramSaves();
    void saysWhyItWasClosed();
    void linkWaitsForTheUnlock();
    void onlyOneLinkAtATime();
    void dropGoesToTheAddPage();
    void dropIsRefusedWhileLocked();
    void keySheetListsTheShortcuts();
    void keySheetListsTheKeysOfThePage();
    void keySheetListsTheKeysOfTheChecklist();
    void noKeyOfAPageIsThatOfAMenu();
    void tellsOfBackupsAtTheEdgeAndLeadsToThem();
    void backsUpWhereBackupsGetAPassphraseOfTheirOwn();
    void staysUsableInASmallWindow();

private:
    void unlock()
    {
        m_session->open(std::move(*m_home->open()));
        QVERIFY(m_session->isOpen());
    }
    crypto::SecretBytes link() { return std::move(*crypto::SecretBytes::copyOf(Link)); }

    std::unique_ptr<support::VaultHome> m_home;
    std::unique_ptr<settings::AppSettings> m_settings;
    std::unique_ptr<vault::VaultSession> m_session;
    std::unique_ptr<ui::backup::BackupKeeper> m_backups;
    std::unique_ptr<support::IdleWatch> m_push;
    std::unique_ptr<ui::shell::MainWindow> m_window;
};

void MainWindowTest::locksByKeyAndShowsNothingThen()
{
    auto opened = m_home->open();
    std::vector<otp::Entry> entries;
    entries.push_back(support::entryOf("Example", "alice"));
    QVERIFY(opened->add(entries));
    m_session->open(std::move(*opened));
    QTRY_VERIFY2(Person::sees(QStringLiteral("alice")),
        qPrintable(Person::everythingSeen().join(QStringLiteral(" | "))));
    Person::key(Qt::Key_L, Qt::ControlModifier);
    QVERIFY(!m_session->isOpen());
    QVERIFY(Person::sees(QStringLiteral("Unlock your vault")));
    QVERIFY(!Person::sees(QStringLiteral("alice")));
    QCOMPARE(Person::focused(), QStringLiteral("Passphrase or recovery key"));
}

void MainWindowTest::locksAfterFiveMinutesWithoutInput()
{
    unlock();
    m_home->clock.time += 5min;
    Person::key(Qt::Key_A);
    QVERIFY(!m_session->isOpen());
    QVERIFY(Person::sees(QStringLiteral("nothing was typed or clicked")));
}

void MainWindowTest::whatWasReadOfADamagedFileGoesWithoutInput()
{
    const otp::Entry entry = support::entryOf("Example", "alice");
    QVERIFY(m_home->open()->add({ &entry, 1 }));
    base::Bytes damaged = support::contentsOf(m_home->path());
    damaged.back() ^= 1;
    m_home->write(damaged);
    Person::type(QStringLiteral("secret words"));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY(Person::sees(QStringLiteral("file is damaged")));
    QVERIFY(Person::press(QStringLiteral("Read what can be read…")));
    QTRY_COMPARE(Person::focused(), QStringLiteral("Passphrase or recovery key"));
    Person::type(QStringLiteral("secret words"));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY(Person::sees(QStringLiteral("What could be read")));
    m_home->clock.time += 5min;
    Person::key(Qt::Key_A);
    QVERIFY(!Person::sees(QStringLiteral("What could be read")));
    QVERIFY(Person::sees(QStringLiteral("nothing was typed or clicked")));
}

void MainWindowTest::locksWhenItIsClosed()
{
    unlock();
    Person::key(Qt::Key_Q, Qt::ControlModifier);
    QVERIFY(!m_session->isOpen());
    QVERIFY(!m_window->isVisible());
}

void MainWindowTest::keysDoNothingWhileLocked()
{
    Person::key(Qt::Key_N, Qt::ControlModifier);
    Person::key(Qt::Key_F, Qt::ControlModifier);
    Person::key(Qt::Key_T, Qt::ControlModifier);
    QVERIFY(Person::sees(QStringLiteral("Unlock your vault")));
}

void MainWindowTest::undoesTheLastChangeByKey()
{
    auto opened = m_home->open();
    const otp::Entry entry = support::entryOf("Example", "alice");
    const vault::Id id = opened->add({ &entry, 1 })->front();
    m_session->open(std::move(*opened));
    QVERIFY(m_session->vault().moveToTrash(id));
    m_session->notifyChanged();
    QTRY_VERIFY(!Person::sees(QStringLiteral("alice")));
    Person::key(Qt::Key_Z, Qt::ControlModifier);
    QTRY_VERIFY(Person::sees(QStringLiteral("Removal undone: Example alice is back in the list.")));
    QCOMPARE(m_session->vault().accounts().size(), std::size_t { 1 });
    Person::key(Qt::Key_Z, Qt::ControlModifier);
    QTRY_VERIFY(Person::sees(QStringLiteral("Adding undone: Example alice is in the trash.")));
    Person::key(Qt::Key_Z, Qt::ControlModifier);
    QTRY_VERIFY(Person::sees(QStringLiteral("There is nothing to undo")));
    QVERIFY(m_session->vault().accounts().empty());
}

void MainWindowTest::showsWhatAnotherProgramSaves()
{
    unlock();
    auto other = m_home->open();
    const otp::Entry entry = support::entryOf("Example", "alice");
    QVERIFY(other->add({ &entry, 1 }));
    QTRY_VERIFY(Person::sees(QStringLiteral("alice")));
}

void MainWindowTest::saysWhyItWasClosed()
{
    unlock();
    m_home->write(support::contentsOf(support::GoldenPath));
    QTRY_VERIFY(Person::sees(QStringLiteral("Another vault stands in the place of this one.")));
    QVERIFY(Person::sees(QStringLiteral("Unlock your vault")));
}

void MainWindowTest::linkWaitsForTheUnlock()
{
    m_window->offerLink(link());
    QVERIFY(Person::sees(QStringLiteral("Unlock your vault")));
    QVERIFY(!Person::sees(QStringLiteral("alice")));
    unlock();
    QTRY_VERIFY2(Person::sees(QStringLiteral("alice")),
        qPrintable(Person::everythingSeen().join(QStringLiteral(" | "))));
    // It is an offer: nothing is saved before somebody says so.
    QVERIFY(m_session->vault().accounts().empty());
}

void MainWindowTest::onlyOneLinkAtATime()
{
    m_window->offerLink(link());
    m_window->offerLink(std::move(*crypto::SecretBytes::copyOf(
        "otpauth://totp/Other:mallory?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")));
    QVERIFY(Person::sees(QStringLiteral("Another link arrived")));
    unlock();
    QTRY_VERIFY2(Person::sees(QStringLiteral("alice")),
        qPrintable(Person::everythingSeen().join(QStringLiteral(" | "))));
    QVERIFY(!Person::sees(QStringLiteral("mallory")));
}

void MainWindowTest::dropGoesToTheAddPage()
{
    unlock();
    QMimeData contents;
    contents.setText(QString::fromLatin1(Link.data(), static_cast<qsizetype>(Link.size())));
    QDragEnterEvent enter(QPoint(100, 100), Qt::CopyAction, &contents, Qt::LeftButton, {});
    QCoreApplication::sendEvent(m_window.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(100, 100), Qt::CopyAction, &contents, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_window.get(), &drop);
    QTRY_VERIFY2(Person::sees(QStringLiteral("alice")),
        qPrintable(Person::everythingSeen().join(QStringLiteral(" | "))));
}

void MainWindowTest::dropIsRefusedWhileLocked()
{
    QMimeData contents;
    contents.setText(QStringLiteral("otpauth://totp/x?secret=AA"));
    QDragEnterEvent enter(QPoint(100, 100), Qt::CopyAction, &contents, Qt::LeftButton, {});
    enter.ignore();
    QCoreApplication::sendEvent(m_window.get(), &enter);
    QVERIFY(!enter.isAccepted());
}

void MainWindowTest::keySheetListsTheShortcuts()
{
    Person::key(Qt::Key_F1);
    QTRY_VERIFY(Person::sees(QStringLiteral("Ctrl+L")));
    QVERIFY(Person::sees(QStringLiteral("Lock")));
    Person::key(Qt::Key_Escape);
    QTRY_VERIFY(Person::sees(QStringLiteral("Unlock your vault")));
}

void MainWindowTest::keySheetListsTheKeysOfThePage()
{
    Person::key(Qt::Key_F1);
    QTRY_VERIFY(Person::sees(QStringLiteral("Everywhere")));
    QVERIFY(!Person::sees(QStringLiteral("In the list")));
    Person::key(Qt::Key_Escape);
    unlock();
    Person::key(Qt::Key_F1);
    QTRY_VERIFY(Person::sees(QStringLiteral("In the list")));
    const QStringList seen = Person::everythingSeen();
    const auto followedBy = [&seen](const char* keys, const char* action) {
        const qsizetype at = seen.indexOf(QLatin1String(keys));
        return at >= 0 && seen.value(at + 1) == QLatin1String(action);
    };
    QVERIFY(followedBy("F2 or E", "Edit"));
    QVERIFY(followedBy("Q", "Show QR code"));
    QVERIFY(followedBy("P", "Pin to the top"));
    QVERIFY(followedBy("N", "Next code"));
    QVERIFY(followedBy("Del", "Move to trash"));
    QVERIFY(followedBy("Ctrl+H", "Hide codes"));
    Person::key(Qt::Key_Escape);
    Person::key(Qt::Key_T, Qt::ControlModifier);
    Person::key(Qt::Key_F1);
    QTRY_VERIFY(Person::sees(QStringLiteral("In the trash")));
    QVERIFY(Person::sees(QStringLiteral("Delete for good")));
}

void MainWindowTest::keySheetListsTheKeysOfTheChecklist()
{
    unlock();
    Person::key(Qt::Key_M, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(Person::sees(QStringLiteral("Put on the list")));
    Person::key(Qt::Key_F1);
    QTRY_VERIFY(Person::sees(QStringLiteral("On the checklist")));
    QVERIFY(Person::sees(QStringLiteral("Take the line off the list")));
}

/// Alt and the letter would open the menu.
void MainWindowTest::noKeyOfAPageIsThatOfAMenu()
{
    m_session->open(std::move(*m_home->open()));
    QStringList menus;
    for (const QAction* menu : m_window->menuBar()->actions())
        menus << QKeySequence::mnemonic(menu->text()).toString();
    QVERIFY(menus.size() >= 3 && !menus.contains(QString()));
    QStringList taken;
    const auto look = [&](const QWidget* widget, const QString& text) {
        const QString key = QKeySequence::mnemonic(text).toString();
        if (widget->window() == m_window.get() && menus.contains(key))
            taken << text;
    };
    for (const QAbstractButton* button : m_window->findChildren<QAbstractButton*>())
        look(button, button->text());
    for (const QLabel* label : m_window->findChildren<QLabel*>()) {
        if (label->buddy())
            look(label, label->text());
    }
    QVERIFY2(taken.isEmpty(), qPrintable(taken.join(QStringLiteral(" | "))));
}

void MainWindowTest::tellsOfBackupsAtTheEdgeAndLeadsToThem()
{
    QVERIFY(!Person::sees(QStringLiteral("No backup yet")));
    unlock();
    QTRY_VERIFY(Person::sees(QStringLiteral("No backup yet")));
    QVERIFY(Person::tabTo(QStringLiteral("No backup yet. Show the backups")));
    Person::key(Qt::Key_Space);
    QVERIFY(Person::sees(QStringLiteral("Back up now")));
    QVERIFY(!Person::sees(QStringLiteral("Show the backups"))); // it is the page itself
    Person::key(Qt::Key_Escape);
    QVERIFY(Person::sees(QStringLiteral("No backup yet")));
    Person::key(Qt::Key_B, Qt::ControlModifier);
    QVERIFY(Person::sees(QStringLiteral("Back up now")));
    Person::key(Qt::Key_L, Qt::ControlModifier);
    QVERIFY(!Person::sees(QStringLiteral("No backup yet")));
}

void MainWindowTest::backsUpWhereBackupsGetAPassphraseOfTheirOwn()
{
    unlock();
    auto* const ways = m_window->findChild<ui::unlock::WaysIn*>();
    QVERIFY(ways);
    QVERIFY(m_backups->backups().empty());
    emit ways->backupPassphraseSet();
    QTRY_COMPARE(m_backups->backups().size(), std::size_t { 1 });
}

void MainWindowTest::staysUsableInASmallWindow()
{
    m_window->resize(360, 480);
    QCOMPARE(m_window->width(), 360);
    unlock();
    QCOMPARE(m_window->width(), 360);
    Person::key(Qt::Key_N, Qt::ControlModifier);
    QTRY_VERIFY(Person::sees(QStringLiteral("Scan the screen")));
    QCOMPARE(m_window->width(), 360);
}

QTEST_MAIN(MainWindowTest)
#include "main_window_test.moc"
