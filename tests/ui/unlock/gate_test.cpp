// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/atomic_file.h"
#include "core/vault/device_id.h"
#include "core/vault/recovery_key.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/person.h"
#include "tests/support/recovery_sheet.h"
#include "tests/support/vault_home.h"
#include "ui/unlock/gate.h"

#include <QLabel>
#include <QSignalSpy>
#include <QThreadPool>

using support::Person;

class GateTest : public QObject
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
            Person::saveShot(QStringLiteral("failed-gate"));
        m_gate.reset();
        QThreadPool::globalInstance()->waitForDone();
        m_session.reset();
        m_home.reset();
    }

    void createsAVaultAndOpensItAfterTheKeyIsWrittenDown();
    void asksAgainForAGroupThatIsWrong();
    void showsTheKeyAgainWhileItIsAskedFor();
    void forgetsTheKeyOnceItIsConfirmed();
    void weakPassphraseNeedsAnExplicitYes();
    void passphrasesThatDifferAreRefused();
    void suggestsAPassphrase();
    void unlocksByPassphrase();
    void wrongPassphraseIsToldAndTheThirdTimeTheRecoveryKeyIsNamed();
    void nothingTypedIsNoTry();
    void damagedAndNewerFilesAreTold_data();
    void damagedAndNewerFilesAreTold();
    void recoveryKeyLeadsToANewPassphrase();
    void newPassphraseCanBePutOff();
    void mistypedRecoveryKeyIsTold();
    void lockGoesBackToUnlocking();
    void aLockByWrongTriesSaysSo();
    void everyPageIsWalkedByTab();
    void anOlderCopyIsAskedAbout_data();
    void anOlderCopyIsAskedAbout();
    void aNewerCopyIsFoundInTheChosenFolderOfBackups();
    void anOlderCopyWithoutANewerOneCanBeGoneOnWith();

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
    QString recoveryText(const vault::RecoveryKey& key)
    {
        const auto text = vault::formatRecoveryKey(key);
        return QString::fromLatin1(text->text().data(), static_cast<qsizetype>(text->size()));
    }
    void typePassphraseTwice(const QString& words)
    {
        QCOMPARE(Person::focused(), QStringLiteral("Passphrase"));
        Person::type(words);
        QVERIFY(Person::tabTo(QStringLiteral("Passphrase again")));
        Person::type(words);
        Person::key(Qt::Key_Return);
    }

    /// From here on the computer remembers what it sees of the vault.
    void rememberWhatIsSeen()
    {
        vault::Services services = m_home->services();
        const auto device = vault::deviceId(m_state.path().toStdString(), {}, services.random);
        services.device = *device;
        services.stateFolder = m_state.path().toStdString();
        m_session = std::make_unique<vault::VaultSession>(m_home->path(), services);
    }
    /// A vault whose second account is lost with an older file; the newer one goes to `copy`.
    void putBackOlder(const std::string& copy)
    {
        m_home->create();
        auto vault = vault::Vault::open(
            m_home->path(), support::passphrase("secret words"), m_session->services());
        const otp::Entry entry = support::entryOf("I", "n");
        QVERIFY(vault->add({ &entry, 1 }));
        const base::Bytes older = support::contentsOf(m_home->path());
        QVERIFY(vault->add({ &entry, 1 }));
        if (!copy.empty())
            QVERIFY(base::createFile(copy, support::contentsOf(m_home->path())));
        m_home->write(older);
    }

    const QString m_words = QStringLiteral("seven quiet lanterns drift upstream");
    QTemporaryDir m_state;
    settings::AppSettings m_settings {
        m_state.filePath(QStringLiteral("settings.ini")).toStdString()
    };
    std::unique_ptr<support::VaultHome> m_home;
    std::unique_ptr<vault::VaultSession> m_session;
    std::unique_ptr<ui::unlock::Gate> m_gate;
};

void GateTest::createsAVaultAndOpensItAfterTheKeyIsWrittenDown()
{
    open();
    QVERIFY(Person::sees(QStringLiteral("Create your vault")));
    QSignalSpy created(m_gate.get(), &ui::unlock::Gate::vaultCreated);
    typePassphraseTwice(m_words);
    QTRY_VERIFY(Person::sees(QStringLiteral("Write down your recovery key")));
    QVERIFY(!m_session->isOpen());
    const QStringList groups = support::writeDownRecoveryKey();
    QCOMPARE(groups.size(), 9);
    QCOMPARE(groups.first(), QStringLiteral("CSR1"));

    QCOMPARE(Person::focused(), QStringLiteral("I have written it down"));
    Person::key(Qt::Key_Return);
    QVERIFY(support::writeDownRecoveryKey().isEmpty());
    QVERIFY(support::typeGroupsBack(groups));
    QVERIFY(m_session->isOpen());
    QCOMPARE(created.size(), 1);

    const auto key = vault::parseRecoveryKey(groups.join(u'-').toStdString());
    QVERIFY(key);
    QVERIFY(vault::Vault::open(
        m_home->path(), vault::RecoveryKey { std::move(*key->bytes.clone()) }, m_home->services()));
    QVERIFY(m_home->open(m_words.toStdString()));
}

void GateTest::asksAgainForAGroupThatIsWrong()
{
    open();
    typePassphraseTwice(m_words);
    QTRY_COMPARE(support::writeDownRecoveryKey().size(), 9);
    QStringList groups = support::writeDownRecoveryKey();
    const QStringList right = groups;
    for (QString& group : groups)
        group = group == QStringLiteral("QQQQ") ? QStringLiteral("PPPP") : QStringLiteral("QQQQ");
    Person::key(Qt::Key_Return);
    QVERIFY(support::typeGroupsBack(groups));
    QVERIFY(Person::sees(QStringLiteral("is not the same as in the key")));
    QVERIFY(!m_session->isOpen());
    Person::press(QStringLiteral("Show the key again"));
    Person::key(Qt::Key_Return);
    QStringList small;
    for (const QString& group : right)
        small << group.toLower();
    QVERIFY(support::typeGroupsBack(small));
    QVERIFY(m_session->isOpen());
}

void GateTest::showsTheKeyAgainWhileItIsAskedFor()
{
    open();
    typePassphraseTwice(m_words);
    QTRY_COMPARE(support::writeDownRecoveryKey().size(), 9);
    const QStringList groups = support::writeDownRecoveryKey();
    Person::key(Qt::Key_Return);
    QVERIFY(Person::sees(QStringLiteral("Check what you wrote")));
    Person::key(Qt::Key_Escape);
    QTRY_COMPARE(support::writeDownRecoveryKey(), groups);
}

void GateTest::forgetsTheKeyOnceItIsConfirmed()
{
    open();
    typePassphraseTwice(m_words);
    QTRY_COMPARE(support::writeDownRecoveryKey().size(), 9);
    const QStringList groups = support::writeDownRecoveryKey();
    Person::key(Qt::Key_Return);
    QVERIFY(support::typeGroupsBack(groups));
    for (const QLabel* label : m_gate->findChildren<QLabel*>())
        QVERIFY(!groups.contains(label->text()));
}

void GateTest::weakPassphraseNeedsAnExplicitYes()
{
    open();
    const QString weak = QStringLiteral("password1");
    typePassphraseTwice(weak);
    QVERIFY(Person::sees(QStringLiteral("This passphrase is easy to guess.")));
    QVERIFY(!m_session->exists());
    QCOMPARE(Person::focused(), QStringLiteral("Use this weak passphrase all the same"));
    Person::key(Qt::Key_Space);
    QVERIFY(Person::press(QStringLiteral("Create vault")));
    QTRY_VERIFY(Person::sees(QStringLiteral("Write down your recovery key")));
    QVERIFY(m_home->open(weak.toStdString()));
}

void GateTest::passphrasesThatDifferAreRefused()
{
    open();
    Person::type(m_words);
    QVERIFY(Person::tabTo(QStringLiteral("Passphrase again")));
    Person::type(m_words.chopped(1));
    Person::key(Qt::Key_Return);
    QVERIFY(Person::sees(QStringLiteral("The two passphrases are not the same.")));
    QCOMPARE(Person::focused(), QStringLiteral("Passphrase again"));
    QVERIFY(!m_session->exists());
    // The first one is still there: only the second has to be typed anew.
    Person::type(m_words);
    Person::key(Qt::Key_Return);
    QTRY_VERIFY(Person::sees(QStringLiteral("Write down your recovery key")));
}

void GateTest::suggestsAPassphrase()
{
    open();
    QVERIFY(Person::tabTo(QStringLiteral("Suggest a passphrase")));
    Person::key(Qt::Key_Space);
    QCOMPARE(Person::focused(), QStringLiteral("Passphrase again"));
    QVERIFY(Person::sees(QStringLiteral("Strong.")));
    static const QRegularExpression form(QStringLiteral("^[a-zA-Z0-9]{4}([- ][a-zA-Z0-9]{4}){4}$"));
    const QStringList suggested = Person::everythingSeen().filter(form);
    QCOMPARE(suggested.size(), 1);
    // The field overwrites what it shares with whoever has looked.
    const std::string words = suggested.first().toStdString();
    Person::type(QString::fromStdString(words));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY(Person::sees(QStringLiteral("Write down your recovery key")));
    QVERIFY(m_home->open(words));
}

void GateTest::unlocksByPassphrase()
{
    m_home->create();
    open();
    QVERIFY(Person::sees(QStringLiteral("Unlock your vault")));
    QCOMPARE(Person::focused(), QStringLiteral("Passphrase or recovery key"));
    Person::type(QStringLiteral("secret words"));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY(m_session->isOpen());
    QCOMPARE(m_session->vault().openedBy(), vault::SlotKind::Passphrase);
}

void GateTest::wrongPassphraseIsToldAndTheThirdTimeTheRecoveryKeyIsNamed()
{
    m_home->create();
    open();
    for (int attempt = 1; attempt <= 3; ++attempt) {
        Person::type(QStringLiteral("wrong words"));
        Person::key(Qt::Key_Return);
        QTRY_VERIFY(Person::sees(QStringLiteral("This passphrase does not open the vault.")));
        QTRY_COMPARE(Person::focused(), QStringLiteral("Passphrase or recovery key"));
        QCOMPARE(Person::sees(QStringLiteral("CSR1")), attempt == 3);
        QVERIFY(!m_session->isOpen());
    }
    Person::type(QStringLiteral("secret words"));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY(m_session->isOpen());
}

void GateTest::nothingTypedIsNoTry()
{
    m_home->create();
    open();
    for (int i = 0; i < 4; ++i)
        Person::key(Qt::Key_Return);
    QVERIFY(Person::sees(QStringLiteral("Nothing was typed yet.")));
    QVERIFY(!Person::sees(QStringLiteral("CSR1")));
}

void GateTest::damagedAndNewerFilesAreTold_data()
{
    QTest::addColumn<int>("place");
    QTest::addColumn<bool>("mended");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("a flipped byte") << 200 << false << QStringLiteral("damaged");
    QTest::newRow("a format of the future") << 9 << true << QStringLiteral("newer version");
}

void GateTest::damagedAndNewerFilesAreTold()
{
    QFETCH(int, place);
    QFETCH(bool, mended);
    QFETCH(QString, sentence);
    m_home->create();
    base::Bytes file = support::contentsOf(m_home->path());
    file[static_cast<std::size_t>(place)] ^= 0x02;
    m_home->write(mended ? support::mended(file) : file);
    open();
    Person::type(QStringLiteral("secret words"));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY2(
        Person::sees(sentence), qPrintable(Person::everythingSeen().join(QStringLiteral(" | "))));
    QVERIFY(!m_session->isOpen());
}

void GateTest::recoveryKeyLeadsToANewPassphrase()
{
    const QString key = recoveryText(m_home->create().recoveryKey);
    open();
    Person::type(key.toLower().remove(u'-'));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY(Person::sees(QStringLiteral("Choose a new passphrase")));
    QVERIFY(!m_session->isOpen());
    QSignalSpy noticed(m_gate.get(), &ui::unlock::Gate::noticed);
    typePassphraseTwice(m_words);
    QTRY_VERIFY(m_session->isOpen());
    QCOMPARE(noticed.size(), 1);

    const auto old = m_home->open("secret words");
    QVERIFY(!old);
    QCOMPARE(old.error().code, base::ErrorCode::WrongPassphrase);
    QVERIFY(m_home->open(m_words.toStdString()));
}

void GateTest::newPassphraseCanBePutOff()
{
    const QString key = recoveryText(m_home->create().recoveryKey);
    open();
    Person::type(key);
    Person::key(Qt::Key_Return);
    QTRY_VERIFY(Person::sees(QStringLiteral("Choose a new passphrase")));
    QVERIFY(Person::tabTo(QStringLiteral("Not now")));
    Person::key(Qt::Key_Space);
    QVERIFY(m_session->isOpen());
    QVERIFY(m_home->open("secret words"));
}

void GateTest::mistypedRecoveryKeyIsTold()
{
    QString key = recoveryText(m_home->create().recoveryKey);
    key[10] = key[10] == u'Q' ? u'P' : u'Q';
    open();
    Person::type(key);
    Person::key(Qt::Key_Return);
    QTRY_VERIFY(Person::sees(QStringLiteral("typing error")));
    QVERIFY(!m_session->isOpen());
}

void GateTest::lockGoesBackToUnlocking()
{
    m_home->create();
    open();
    m_session->open(std::move(*m_home->open()));
    m_session->lock();
    QVERIFY(Person::sees(QStringLiteral("Unlock your vault")));
    QVERIFY(!Person::sees(QStringLiteral("does not open")));
}

void GateTest::aLockByWrongTriesSaysSo()
{
    m_home->create();
    open();
    m_session->open(std::move(*m_home->open()));
    for (int attempt = 1; attempt <= 3; ++attempt)
        m_session->countVerification(false);
    QVERIFY(Person::sees(QStringLiteral("Unlock your vault")));
    QVERIFY(Person::sees(QStringLiteral("three times in a row")));
}

void GateTest::everyPageIsWalkedByTab()
{
    open();
    QCOMPARE(Person::tabOrder(),
        QStringList({ QStringLiteral("Passphrase"), QStringLiteral("Show what is typed"),
            QStringLiteral("Suggest a passphrase"), QStringLiteral("Passphrase again"),
            QStringLiteral("Show what is typed"), QStringLiteral("Create vault"),
            QStringLiteral("Restore a backup…") }));
    m_gate.reset();
    m_home->create();
    open();
    QCOMPARE(Person::tabOrder(),
        QStringList({ QStringLiteral("Passphrase or recovery key"),
            QStringLiteral("Show what is typed"), QStringLiteral("Unlock") }));
}

void GateTest::anOlderCopyIsAskedAbout_data()
{
    QTest::addColumn<QString>("choice");
    QTest::addColumn<int>("accounts");
    QTest::newRow("the newer one") << QStringLiteral("Use the newer copy") << 2;
    QTest::newRow("both") << QStringLiteral("Merge both") << 2;
    QTest::newRow("the older one") << QStringLiteral("Go on with the older one") << 1;
}

void GateTest::anOlderCopyIsAskedAbout()
{
    QFETCH(QString, choice);
    QFETCH(int, accounts);
    rememberWhatIsSeen();
    putBackOlder(m_home->folder() + "/copy.countersign");
    open();
    Person::type(QStringLiteral("secret words"));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY(Person::sees(QStringLiteral("copy.countersign")));
    QVERIFY(Person::sees(QStringLiteral("This is an older copy of your vault")));
    QVERIFY(Person::sees(QStringLiteral("with all changes and 2 account")));
    QVERIFY(!m_session->isOpen());
    if (choice.startsWith(QStringLiteral("Use")))
        QVERIFY(Person::saveShot(QStringLiteral("older-copy")));
    QVERIFY(Person::tabTo(choice));
    Person::key(Qt::Key_Space);
    QTRY_VERIFY(m_session->isOpen());
    QCOMPARE(m_session->vault().accounts().size(), static_cast<std::size_t>(accounts));
    const otp::Entry entry = support::entryOf("I", "later");
    QVERIFY(m_session->vault().add({ &entry, 1 }));
}

void GateTest::aNewerCopyIsFoundInTheChosenFolderOfBackups()
{
    const QTemporaryDir stick;
    QVERIFY(m_settings.setBackupFolder(stick.path().toStdString()));
    rememberWhatIsSeen();
    putBackOlder(stick.filePath(QStringLiteral("far.countersign")).toStdString());
    open();
    Person::type(QStringLiteral("secret words"));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY(Person::sees(QStringLiteral("far.countersign")));
    QVERIFY(Person::tabTo(QStringLiteral("Use the newer copy")));
    Person::key(Qt::Key_Space);
    QTRY_VERIFY(m_session->isOpen());
    QCOMPARE(m_session->vault().accounts().size(), std::size_t { 2 });
    QVERIFY(m_settings.setBackupFolder({}));
}

void GateTest::anOlderCopyWithoutANewerOneCanBeGoneOnWith()
{
    rememberWhatIsSeen();
    putBackOlder({});
    open();
    Person::type(QStringLiteral("secret words"));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY(Person::sees(QStringLiteral("No newer copy was found")));
    QVERIFY(!Person::sees(QStringLiteral("Merge both")));
    Person::key(Qt::Key_Space);
    QTRY_VERIFY(m_session->isOpen());
}

QTEST_MAIN(GateTest)
#include "gate_test.moc"
