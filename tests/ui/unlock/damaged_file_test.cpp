// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/slots.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/person.h"
#include "tests/support/recovery_sheet.h"
#include "tests/support/vault_home.h"
#include "ui/unlock/gate.h"

#include <QDir>
#include <QListWidget>
#include <QSignalSpy>
#include <QThreadPool>

using support::Person;

/// The ways on from a vault whose file is damaged.
class DamagedFileTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        support::failOnWarning();
        m_home = std::make_unique<support::VaultHome>();
        m_session = std::make_unique<vault::VaultSession>(m_home->path(), m_home->services());
    }
    void cleanup()
    {
        if (QTest::currentTestFailed())
            Person::saveShot(QStringLiteral("failed-damaged-file"));
        m_gate.reset();
        QThreadPool::globalInstance()->waitForDone();
        m_session.reset();
        m_home.reset();
    }

    void aDamagedFileOffersItsPreviousCopy();
    void whatIsReadOfADamagedFileBecomesANewVault();
    void cancellingLeavesTheDamagedFileAlone();
    void aDamagedFileIsReadOnlyWithWhatOpensIt();
    void aFileWithoutItsBeginningIsNotRead();
    void whatIsLostIsSaidFirst();

private:
    void open()
    {
        m_gate = std::make_unique<ui::unlock::Gate>(
            *m_session, m_settings, [] { return support::SmallCosts; },
            [] { return support::SmallCosts; });
        m_gate->resize(420, 640);
        m_gate->show();
        QVERIFY(QTest::qWaitForWindowActive(m_gate.get()));
    }
    void typePassphraseTwice(const QString& words)
    {
        QCOMPARE(Person::focused(), QStringLiteral("Passphrase"));
        Person::type(words);
        QVERIFY(Person::tabTo(QStringLiteral("Passphrase again")));
        Person::type(words);
        Person::key(Qt::Key_Return);
    }
    /// A vault of two accounts with its body damaged; `secret` of the second one, too.
    void damage(bool secret = false)
    {
        auto created = m_home->create();
        const otp::Entry first = support::entryOf("Example", "alice");
        const otp::Entry second = support::entryOf("Other", "bob");
        QVERIFY(created.vault.add({ &first, 1 }));
        QVERIFY(created.vault.add({ &second, 1 }));
        base::Bytes file = support::contentsOf(m_home->path());
        if (secret)
            flipSecret(file, created.vault.accounts().back());
        file.back() ^= 1; // of the tag, which nothing but itself needs
        m_home->write(file);
        m_damaged = std::move(file);
    }
    static void flipSecret(base::Bytes& file, const vault::Account& account)
    {
        const auto header = vault::parseVaultFile(file)->header;
        const auto slot = vault::openSlots(header, support::passphrase("secret words"));
        const auto plain = vault::decryptBody(*vault::parseVaultFile(file), slot->master.view());
        // In the account itself; in what can be undone there is no secret of a new account.
        const vault::SealedSecret& secret = account.secret;
        const auto found = std::search(plain->begin(), plain->end(), secret.begin(), secret.end());
        QVERIFY(found != plain->end());
        const auto place = static_cast<std::size_t>(found - plain->begin());
        file[56 + base::readU32(base::ByteView(file).subspan(12)) + 4 + place + 20] ^= 1;
    }
    void readWhatCanBeRead()
    {
        open();
        Person::type(QStringLiteral("secret words"));
        Person::key(Qt::Key_Return);
        QTRY_VERIFY(Person::sees(QStringLiteral("file is damaged")));
        QVERIFY(Person::press(QStringLiteral("Read what can be read…")));
        QVERIFY(Person::sees(QStringLiteral("once more")));
        QTRY_COMPARE(Person::focused(), QStringLiteral("Passphrase or recovery key"));
        Person::type(QStringLiteral("secret words"));
        Person::key(Qt::Key_Return);
        QTRY_VERIFY(Person::sees(QStringLiteral("What could be read")));
    }
    void expectTheDamagedFileAlone()
    {
        QVERIFY(support::contentsOf(m_home->path()) == m_damaged);
        QCOMPARE(QDir(QString::fromStdString(m_home->folder()))
                     .entryList({ QStringLiteral("*.countersign") })
                     .size(),
            1);
        QVERIFY(!m_session->isOpen());
    }

    const QString m_words = QStringLiteral("seven quiet lanterns drift upstream");
    QTemporaryDir m_state;
    settings::AppSettings m_settings {
        m_state.filePath(QStringLiteral("settings.ini")).toStdString()
    };
    base::Bytes m_damaged;
    std::unique_ptr<support::VaultHome> m_home;
    std::unique_ptr<vault::VaultSession> m_session;
    std::unique_ptr<ui::unlock::Gate> m_gate;
};

void DamagedFileTest::aDamagedFileOffersItsPreviousCopy()
{
    damage();
    open();
    QSignalSpy wanted(m_gate.get(), &ui::unlock::Gate::restoreRequested);
    QVERIFY(!Person::sees(QStringLiteral("Restore a copy…")));
    Person::type(QStringLiteral("secret words"));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY(Person::sees(QStringLiteral("file is damaged")));
    QCOMPARE(Person::tabOrder(),
        QStringList({ QStringLiteral("Passphrase or recovery key"),
            QStringLiteral("Show what is typed"), QStringLiteral("Unlock"),
            QStringLiteral("Restore a copy…"), QStringLiteral("Read what can be read…") }));
    QVERIFY(Person::press(QStringLiteral("Restore a copy…")));
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted.front().front().value<std::string>(), m_home->previousPath());

    QVERIFY(QFile::remove(QString::fromStdString(m_home->previousPath())));
    Person::fill(QStringLiteral("Passphrase or recovery key"), QStringLiteral("secret words"));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY(Person::sees(QStringLiteral("file is damaged")));
    QVERIFY(Person::press(QStringLiteral("Restore a copy…")));
    QCOMPARE(wanted.back().front().value<std::string>(), std::string());
}

void DamagedFileTest::whatIsReadOfADamagedFileBecomesANewVault()
{
    damage();
    readWhatCanBeRead();
    QVERIFY(Person::sees(QStringLiteral("2 account(s) can be saved")));
    QVERIFY(Person::sees(QStringLiteral("Example, alice")));
    QVERIFY(Person::sees(QStringLiteral("secret intact")));
    QCOMPARE(Person::focused(), QStringLiteral("Save as a new vault…"));
    QCOMPARE(Person::tabOrder(),
        QStringList({ QStringLiteral("Save as a new vault…"), QStringLiteral("Cancel"),
            QStringLiteral("Accounts that were read") }));
    expectTheDamagedFileAlone();
    Person::key(Qt::Key_Return);
    QVERIFY(Person::sees(QStringLiteral("v-salvaged-1.countersign")));
    QSignalSpy noticed(m_gate.get(), &ui::unlock::Gate::noticed);
    QSignalSpy firstRun(m_gate.get(), &ui::unlock::Gate::vaultCreated);
    typePassphraseTwice(m_words);
    QTRY_COMPARE(support::writeDownRecoveryKey().size(), 9);
    QVERIFY(!m_session->isOpen());
    const QStringList groups = support::writeDownRecoveryKey();
    Person::key(Qt::Key_Return);
    QVERIFY(support::typeGroupsBack(groups));
    QVERIFY(m_session->isOpen());
    QCOMPARE(noticed.size(), 1);
    QCOMPARE(firstRun.size(), 0);
    QCOMPARE(m_session->vault().accounts().size(), std::size_t { 2 });
    QVERIFY(support::contentsOf(m_home->path()) == m_damaged);

    const std::string path = m_home->folder() + "/v-salvaged-1.countersign";
    QCOMPARE(m_session->path(), path);
    m_session->lock();
    Person::type(m_words);
    Person::key(Qt::Key_Return);
    QTRY_VERIFY(m_session->isOpen());
    QCOMPARE(m_session->vault().path(), path);
}

void DamagedFileTest::cancellingLeavesTheDamagedFileAlone()
{
    damage();
    readWhatCanBeRead();
    Person::key(Qt::Key_Return);
    QVERIFY(Person::sees(QStringLiteral("stays as it is")));
    Person::type(m_words);
    Person::key(Qt::Key_Escape);
    QVERIFY(Person::sees(QStringLiteral("What could be read")));
    QVERIFY(Person::sees(QStringLiteral("Example, alice")));
    Person::key(Qt::Key_Escape);
    QVERIFY(Person::sees(QStringLiteral("Unlock your vault")));
    QVERIFY(!Person::sees(QStringLiteral("alice")));
    QVERIFY(!Person::sees(QStringLiteral("Restore a copy…")));
    expectTheDamagedFileAlone();
}

void DamagedFileTest::aDamagedFileIsReadOnlyWithWhatOpensIt()
{
    damage();
    open();
    Person::type(QStringLiteral("wrong words"));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY(Person::sees(QStringLiteral("file is damaged")));
    // What is typed already is not asked for again.
    Person::fill(QStringLiteral("Passphrase or recovery key"), QStringLiteral("wrong words"));
    QVERIFY(Person::press(QStringLiteral("Read what can be read…")));
    QTRY_VERIFY(Person::sees(QStringLiteral("This passphrase does not open the vault.")));
    QVERIFY(!Person::sees(QStringLiteral("alice")));
    QVERIFY(Person::press(QStringLiteral("Back to unlocking")));
    QCOMPARE(Person::focused(), QStringLiteral("Passphrase or recovery key"));
    QVERIFY(!Person::sees(QStringLiteral("Back to unlocking")));
    expectTheDamagedFileAlone();
}

void DamagedFileTest::aFileWithoutItsBeginningIsNotRead()
{
    damage();
    m_damaged[60] ^= 1;
    m_home->write(m_damaged);
    open();
    Person::type(QStringLiteral("secret words"));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY(Person::sees(QStringLiteral("file is damaged")));
    Person::fill(QStringLiteral("Passphrase or recovery key"), QStringLiteral("secret words"));
    QVERIFY(Person::press(QStringLiteral("Read what can be read…")));
    QTRY_VERIFY(Person::sees(QStringLiteral("the beginning of the file is damaged")));
    expectTheDamagedFileAlone();
}

void DamagedFileTest::whatIsLostIsSaidFirst()
{
    damage(true);
    readWhatCanBeRead();
    QVERIFY(Person::sees(QStringLiteral("1 account(s) can be saved")));
    QVERIFY(Person::sees(QStringLiteral("1 account(s) cannot: their secrets are damaged.")));
    const auto* list =
        qobject_cast<QListWidget*>(support::findControl(QStringLiteral("Accounts that were read")));
    QVERIFY(list);
    QCOMPARE(list->count(), 2);
    QCOMPARE(list->item(0)->data(Qt::AccessibleTextRole).toString(),
        QStringLiteral("Other, bob, not saved: its secret is damaged"));
}

QTEST_MAIN(DamagedFileTest)
#include "damaged_file_test.moc"
