// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/journeys/unlocked.h"
#include "tests/support/icons.h"
#include "tests/support/looks.h"
#include "tests/support/page_picture.h"

#include <QApplication>
#include <QClipboard>

using support::Person;

namespace {

constexpr char WeakPassphrase[] = "password1";

otp::Entry longNamed(const char* issuer, const char* name, otp::Credential credential)
{
    otp::Entry entry;
    entry.issuer = QString::fromUtf8(issuer);
    entry.name = QString::fromUtf8(name);
    entry.credential = credential;
    entry.secret = std::move(*crypto::SecretBytes::copyOf("12345678901234567890"));
    return entry;
}

} // namespace

/// The pages in the looks that people use, but for those of files of other programs: nothing is cut
/// off, lies on something else or has an edge that cannot be seen; and pictures, to be looked at.
class LooksTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void cleanup()
    {
        if (QTest::currentTestFailed())
            Person::saveShot(QStringLiteral("looks-failed"));
        m_computer.reset();
        m_look.reset();
    }

    void everyPageFits_data() { support::addLooks(AsItOpens); }
    void everyPageFits();

private:
    static constexpr int AsItOpens = 0;

    void makeVault();
    void addAccounts();
    void changeAccounts();
    void lookAtBackups();
    void changeWaysIn();
    void answerWhoItIs();
    void unlockAgain();
    void closeDialog();
    /// Presses a button that may be disabled while something is still going on.
    static bool pressOnceItCan(const QString& name)
    {
        return QTest::qWaitFor([&name] { return support::findControl(name) != nullptr; }, 30'000)
            && Person::press(name);
    }
    void look(const char* page);

    std::optional<support::Look> m_look;
    std::optional<journeys::Computer> m_computer;
    QStringList m_groups; ///< of the recovery key
    QStringList m_faults;
};

void LooksTest::everyPageFits()
{
    m_look.emplace();
    m_faults.clear();
    m_computer.emplace();
    QVERIFY(m_computer->start());
    if (m_look->width() > 0)
        m_computer->program().window().resize(
            m_look->width(), m_computer->program().window().height());

    for (const auto step :
        { &LooksTest::makeVault, &LooksTest::addAccounts, &LooksTest::changeAccounts,
            &LooksTest::lookAtBackups, &LooksTest::changeWaysIn, &LooksTest::unlockAgain }) {
        (this->*step)();
        if (QTest::currentTestFailed())
            return;
    }
    QVERIFY2(m_faults.isEmpty(), qPrintable(m_faults.join(u'\n')));
}

void LooksTest::makeVault()
{
    Person::type(QLatin1String(WeakPassphrase));
    QTRY_VERIFY(Person::sees(QStringLiteral("Weak")));
    QVERIFY(Person::tabTo(QStringLiteral("Passphrase again")));
    Person::type(QLatin1String(WeakPassphrase));
    Person::key(Qt::Key_Return);
    QVERIFY(Person::sees(QStringLiteral("easy to guess")));
    look("create");
    Person::key(Qt::Key_Space);
    QVERIFY(Person::tabTo(QStringLiteral("Create vault")));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY(Person::sees(QStringLiteral("Write down your recovery key")));
    look("recovery-key");
    m_groups = support::writeDownRecoveryKey();
    Person::key(Qt::Key_Return);
    look("two-groups");
    QVERIFY(support::typeGroupsBack(m_groups));
    QTRY_VERIFY(Person::sees(QStringLiteral("Scan the screen")));
    look("add");
    QVERIFY(Person::press(QStringLiteral("Type it in…")));
    look("typed-form");
}

void LooksTest::addAccounts()
{
    Person::key(Qt::Key_Escape);
    QTRY_VERIFY(Person::sees(QStringLiteral("Your first backup")));
    look("first-backup");
    QVERIFY(Person::press(QStringLiteral("Later")));
    QTRY_VERIFY(Person::sees(QStringLiteral("No accounts yet")));
    look("empty-list");
    const auto paste = [](const std::vector<std::string_view>& texts) {
        QApplication::clipboard()->setImage(support::pagePicture(texts));
        Person::key(Qt::Key_V, Qt::ControlModifier | Qt::ShiftModifier);
    };
    paste({ support::GitHubLink });
    QTRY_VERIFY(Person::sees(QStringLiteral("Try it at the site")));
    look("card");
    Person::key(Qt::Key_Return);
    QTRY_VERIFY(Person::sees(QStringLiteral("GitHub, alice, code")));
    paste({ support::GitHubLink, support::BankLink, support::WifiText });
    QTRY_VERIFY(Person::sees(QStringLiteral("Add Bank alice")));
    look("pick-list");
    Person::key(Qt::Key_1, Qt::ControlModifier);

    std::vector<otp::Entry> entries;
    entries.push_back(longNamed("Example", "alice@example.com", otp::Totp {}));
    entries.push_back(longNamed("A company with a rather long name and more of it",
        "somebody.with.a.long.name@mail.example.com", otp::Totp {}));
    entries.push_back(longNamed("Savings bank", "4711 0815", otp::Hotp {}));
    entries.push_back(longNamed("\xd7\x91\xd7\xa0\xd7\xa7", "\xd7\x93\xd7\x9f", otp::Totp {}));
    vault::VaultSession& session = m_computer->program().session();
    const auto ids = session.vault().add(entries);
    QVERIFY(ids);
    QVERIFY(session.vault().edit((*ids)[0], { .picture = support::drawnIcon(Qt::white) }));
    QVERIFY(session.vault().edit((*ids)[1], { .picture = support::drawnIcon(Qt::black) }));
    QVERIFY(session.vault().edit(
        session.vault().accounts().front().id, { .picture = support::icon(QColor(20, 130, 90)) }));
    session.notifyChanged();
    QTRY_VERIFY(Person::sees(QStringLiteral("Savings bank")));
    look("list");
}

void LooksTest::changeAccounts()
{
    Person::key(Qt::Key_F2);
    QTRY_VERIFY(Person::sees(QStringLiteral("Edit account")));
    look("edit");
    closeDialog();
    Person::key(Qt::Key_Down);
    Person::key(Qt::Key_Q);
    QTRY_VERIFY(Person::sees(QStringLiteral("Confirm")));
    look("verify");
    Person::type(QLatin1String(WeakPassphrase));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(QStringLiteral("Closes in")), 30'000);
    look("qr");
    closeDialog();
    QTRY_COMPARE(Person::focused(), QStringLiteral("Accounts"));
    Person::key(Qt::Key_Delete);
    QTRY_VERIFY(Person::sees(QStringLiteral("Moved to the trash")));
    look("list-notice");
    Person::key(Qt::Key_F1);
    QTRY_VERIFY(Person::sees(QStringLiteral("In the list")));
    look("keys");
    closeDialog();
    Person::key(Qt::Key_T, Qt::ControlModifier);
    QTRY_VERIFY(Person::sees(QStringLiteral("Delete for good")));
    look("trash");
}

void LooksTest::lookAtBackups()
{
    Person::key(Qt::Key_B, Qt::ControlModifier);
    QTRY_VERIFY(Person::sees(QStringLiteral("There is no backup of this vault yet.")));
    look("no-backup");
    QVERIFY(pressOnceItCan(QStringLiteral("Back up now")));
    QTRY_VERIFY(Person::sees(QStringLiteral(", read back"))); // in the list
    look("backups");
    QVERIFY(pressOnceItCan(QStringLiteral("Test a backup…")));
    QTRY_VERIFY(Person::sees(QStringLiteral("is opened with what you type")));
    Person::type(QLatin1String(WeakPassphrase));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(QStringLiteral("accounts match.")), 60'000);
    look("drill");
    closeDialog();
    QVERIFY(pressOnceItCan(QStringLiteral("Restore…")));
    QTRY_VERIFY(Person::sees(QStringLiteral("A new vault is made of the backup.")));
    look("restore");
    closeDialog();
    vault::VaultSession& session = m_computer->program().session();
    const vault::Id id = session.vault().accounts().front().id;
    QVERIFY(session.vault().moveToTrash(id) && session.vault().deleteFromTrash(id));
    session.notifyChanged();
    QVERIFY(pressOnceItCan(QStringLiteral("Merge…")));
    QTRY_VERIFY(Person::sees(QStringLiteral("nothing is written before")));
    Person::type(QLatin1String(WeakPassphrase));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(QStringLiteral("This would change.")), 60'000);
    look("merge");
    closeDialog();
    Person::key(Qt::Key_1, Qt::ControlModifier);
}

void LooksTest::changeWaysIn()
{
    constexpr auto CtrlShift = Qt::ControlModifier | Qt::ShiftModifier;
    Person::key(Qt::Key_K, CtrlShift);
    QTRY_COMPARE(Person::focused(), QStringLiteral("What opens the vault"));
    look("ways-in");
    Person::key(Qt::Key_Delete);
    QTRY_VERIFY(Person::sees(QStringLiteral("will open the vault no more")));
    look("verify-removal");
    closeDialog();
    Person::key(Qt::Key_P, CtrlShift);
    answerWhoItIs();
    QTRY_COMPARE_WITH_TIMEOUT(Person::focused(), QStringLiteral("Just changing it"), 30'000);
    look("change-passphrase");
    Person::key(Qt::Key_Escape);
    QTRY_COMPARE(Person::focused(), QStringLiteral("What opens the vault"));
    QVERIFY(pressOnceItCan(QStringLiteral("Add passphrase…")));
    answerWhoItIs();
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(QStringLiteral("The others stay valid.")), 30'000);
    Person::key(Qt::Key_Return);
    look("add-passphrase");
    Person::key(Qt::Key_Escape);
}

void LooksTest::answerWhoItIs()
{
    QTRY_VERIFY(Person::sees(QStringLiteral("Confirm")));
    Person::type(QLatin1String(WeakPassphrase));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(!Person::sees(QStringLiteral("Confirm that it is you")), 30'000);
    m_computer->program().window().present();
    QVERIFY(QTest::qWaitForWindowActive(&m_computer->program().window()));
}

void LooksTest::unlockAgain()
{
    Person::key(Qt::Key_L, Qt::ControlModifier);
    QTRY_VERIFY(Person::sees(QStringLiteral("Unlock your vault")));
    Person::type(QStringLiteral("wrong words"));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(QStringLiteral("does not open the vault")), 30'000);
    look("unlock");
    Person::type(m_groups.join(u'-'));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(QStringLiteral("Passphrase again")), 30'000);
    look("new-passphrase");
}

/// Without a window manager nobody gives the keyboard back after a dialog.
void LooksTest::closeDialog()
{
    // Only a dialog that has the keyboard closes; before, its page would get the key.
    Person::window()->activateWindow();
    QTRY_COMPARE(QApplication::activeWindow(), Person::window());
    Person::key(Qt::Key_Escape);
    m_computer->program().window().present();
    QVERIFY(QTest::qWaitForWindowActive(&m_computer->program().window()));
}

/// Takes a picture of the window in front and notes what is wrong with it.
void LooksTest::look(const char* page)
{
    m_faults +=
        support::faultsSeen(QStringLiteral("looks-") + QLatin1String(page), m_look->leastEdge());
}

QTEST_MAIN(LooksTest)
#include "looks_test.moc"
