// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/detect.h"
#include "core/vault/intake.h"
#include "tests/journeys/unlocked.h"
#include "tests/support/dropped.h"
#include "tests/support/vault_home.h"

#include <QApplication>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

using namespace Qt::StringLiterals;
using support::Person;

namespace {

const QString FilePassphrase = u"nine amber kettles hum at dawn"_s;

QString documents()
{
    return QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
}

} // namespace

/// Somebody leaves for another program, and takes everything along.
class ExportFileTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        support::failOnWarning();
        QVERIFY(QDir().mkpath(documents()));
        m_computer.emplace();
        QVERIFY(journeys::unlock(*m_computer));
        addAccounts();
    }
    void cleanup()
    {
        if (QTest::currentTestFailed())
            Person::saveShot(u"export-failed"_s);
        m_computer.reset();
        QDir(documents()).removeRecursively();
    }

    void chooseLookWriteAndReadItAgain();
    void withoutEncryptionOnlyAfterAYes();
    void aLockWhileItWritesIsToldAtTheGate();
    void leavingForAnotherPageAsksAgain();

private:
    vault::Vault& vault() { return m_computer->program().session().vault(); }
    void addAccounts();
    /// Says who it is, in the dialog.
    void answerWhoItIs();
    /// Takes the name that is suggested, with Enter.
    void takeTheName();
    void comeToTheFront();

    std::optional<journeys::Computer> m_computer;
};

/// A counter, a PIN, a note with a tag, and one that Aegis has no place for.
void ExportFileTest::addAccounts()
{
    std::vector<vault::Incoming> incoming(3);
    incoming[0].entry = support::entryOf(
        "Savings bank", "4711", "09876543210987654321", otp::Hotp { .counter = 7 });
    incoming[0].note = u"the card lies in the drawer"_s;
    incoming[0].tags = QStringList { u"Money"_s };
    incoming[1].entry = support::entryOf("Intranet", "ada", "d20a028660d67c73", otp::Motp {});
    incoming[1].entry.pin = *crypto::SecretBytes::copyOf(std::string_view("7315"));
    incoming[2].entry = support::entryOf("Old server", "root", "12345678901234567890",
        otp::Totp { .algorithm = crypto::Hash::Sha384 });
    QVERIFY(vault::Intake(vault()).take(incoming));
    m_computer->program().session().notifyChanged();
    QTRY_VERIFY(Person::sees(u"Savings bank"_s));
}

void ExportFileTest::comeToTheFront()
{
    QTRY_VERIFY_WITH_TIMEOUT(!QApplication::activeModalWidget(), 30'000);
    m_computer->program().window().present();
    QVERIFY(QTest::qWaitForWindowActive(&m_computer->program().window()));
}

void ExportFileTest::answerWhoItIs()
{
    QTRY_VERIFY(Person::sees(u"Confirm that it is you"_s));
    Person::type(QLatin1String(journeys::Passphrase));
    Person::key(Qt::Key_Return);
    comeToTheFront();
}

void ExportFileTest::takeTheName()
{
    QTRY_VERIFY(Person::sees(u"Where the file goes"_s));
    Person::key(Qt::Key_Return);
    comeToTheFront();
}

void ExportFileTest::chooseLookWriteAndReadItAgain()
{
    Person::key(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(Person::focused(), u"Kinds of files"_s);
    QVERIFY(Person::sees(u"For Aegis on Android"_s));
    QVERIFY(Person::saveShot(u"export-1-kinds"_s));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY(Person::sees(u"with the secrets that make their codes"_s));
    QVERIFY(Person::saveShot(u"export-2-confirm"_s));
    answerWhoItIs();
    QTRY_COMPARE(Person::focused(), u"Accounts for the file"_s);
    QVERIFY(Person::sees(u"1 account does not fit into this kind of file."_s));
    QVERIFY(Person::sees(u"Old server (root), does not fit: algorithm SHA384"_s));
    QVERIFY(Person::saveShot(u"export-3-preview"_s));
    Person::key(Qt::Key_Return);
    QTRY_COMPARE(Person::focused(), u"Passphrase"_s);
    Person::type(FilePassphrase);
    Person::key(Qt::Key_Return);
    Person::type(FilePassphrase);
    QTRY_VERIFY(Person::sees(u"Strong"_s));
    QVERIFY(Person::saveShot(u"export-4-passphrase"_s));
    Person::key(Qt::Key_Return);
    takeTheName();
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(u"3 accounts are in “countersi"_s), 30'000);
    QVERIFY(Person::sees(u"The file was read back and every account compared."_s));
    QVERIFY(Person::sees(u"Left out: Old server (root) (algorithm SHA384)"_s));
    QVERIFY(Person::saveShot(u"export-5-done"_s));
    Person::key(Qt::Key_Space); // Done
    QTRY_VERIFY(Person::sees(QLatin1String(journeys::Code)));

    // The import page knows them all again.
    const QString file = QDir(documents()).filePath(u"countersign-aegis.json"_s);
    QVERIFY(support::dropFiles(m_computer->program().window(), { file }));
    QTRY_COMPARE(Person::focused(), u"Passphrase of the file"_s);
    Person::type(FilePassphrase);
    Person::key(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(u"There already (3)"_s)
            || Person::sees(u"Savings bank (4711), there already"_s),
        30'000);
    QVERIFY(Person::sees(u"Import 0 accounts"_s));
    QVERIFY(Person::saveShot(u"export-6-read-again"_s));

    // So does a reader that has not seen the vault.
    const auto content = transfer::readContent(file.toStdString());
    QVERIFY(content);
    const auto formats = transfer::detect(*content, transfer::importFormats());
    QVERIFY(formats);
    const auto words = crypto::SecretBytes::copyOf(FilePassphrase.toStdString());
    const auto read = transfer::read(*content, *formats, { .passphrase = &*words });
    QVERIFY(read);
    const auto& accounts = read->imported.accounts;
    QCOMPARE(accounts.size(), std::size_t { 3 });
    QCOMPARE(transfer::openedEntry(accounts[0])->secret.text(),
        std::string_view("12345678901234567890"));
    QCOMPARE(transfer::openedEntry(accounts[1])->secret.text(),
        std::string_view("09876543210987654321"));
    QVERIFY(accounts[1].entry.credential == otp::Credential(otp::Hotp { .counter = 7 }));
    QCOMPARE(accounts[1].note, u"the card lies in the drawer"_s);
    QCOMPARE(accounts[1].tags, QStringList { u"Money"_s });
    QCOMPARE(transfer::openedEntry(accounts[2])->pin.text(), std::string_view("7315"));
}

void ExportFileTest::withoutEncryptionOnlyAfterAYes()
{
    Person::key(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(Person::focused(), u"Kinds of files"_s);
    for (int i = 0; i < 20 && !Person::sees(u"One link a line"_s); ++i)
        Person::key(Qt::Key_Down);
    QVERIFY(Person::sees(u"One link a line"_s));
    QVERIFY(Person::saveShot(u"export-7-links"_s));
    Person::key(Qt::Key_Return);
    answerWhoItIs();
    QTRY_COMPARE(Person::focused(), u"Accounts for the file"_s);
    QVERIFY(Person::sees(u"Savings bank (4711), without its note, its tags"_s));
    QVERIFY(Person::saveShot(u"export-8-losses"_s));
    Person::key(Qt::Key_Return);
    QTRY_COMPARE(Person::focused(), u"I know that it holds every secret"_s);
    QVERIFY(Person::sees(u"until then nothing is written"_s));
    QVERIFY(!support::findControl(u"Write 4 accounts…"_s));
    QVERIFY(Person::saveShot(u"export-9-not-yet"_s));
    Person::key(Qt::Key_Space);
    QVERIFY(Person::tabTo(u"Write 4 accounts…"_s));
    Person::key(Qt::Key_Space);
    takeTheName();
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(u"4 accounts are in “countersi"_s), 30'000);
    QVERIFY(Person::sees(u"It is not encrypted: whoever can read it has every secret in it."_s));
    QVERIFY(Person::saveShot(u"export-10-plain-done"_s));
    const QFileInfo file(QDir(documents()).filePath(u"countersign-accounts.txt"_s));
    QVERIFY(file.size() > 0);
    QVERIFY(!file.permissions().testFlag(QFile::ReadGroup));
    QVERIFY(!file.permissions().testFlag(QFile::ReadOther));
}

void ExportFileTest::aLockWhileItWritesIsToldAtTheGate()
{
    Person::key(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(Person::focused(), u"Kinds of files"_s);
    Person::key(Qt::Key_Return);
    answerWhoItIs();
    QTRY_COMPARE(Person::focused(), u"Accounts for the file"_s);
    Person::key(Qt::Key_Return);
    QTRY_COMPARE(Person::focused(), u"Passphrase"_s);
    Person::type(FilePassphrase);
    Person::key(Qt::Key_Return);
    Person::type(FilePassphrase);
    Person::key(Qt::Key_Return);
    QTRY_VERIFY(Person::sees(u"Where the file goes"_s));
    Person::key(Qt::Key_Return);
    m_computer->program().session().lock();
    comeToTheFront();
    QTRY_VERIFY_WITH_TIMEOUT(
        Person::sees(
            u"The vault was locked while an export was being written. The file is there"_s),
        30'000);
    QVERIFY(QFileInfo::exists(QDir(documents()).filePath(u"countersign-aegis.json"_s)));
}

void ExportFileTest::leavingForAnotherPageAsksAgain()
{
    Person::key(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(Person::focused(), u"Kinds of files"_s);
    QVERIFY(Person::press(u"Backups"_s));
    QTRY_VERIFY(Person::sees(u"Back up now"_s));
    Person::key(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
    Person::key(Qt::Key_Return);
    answerWhoItIs();
    QTRY_COMPARE(Person::focused(), u"Accounts for the file"_s);
    Person::key(Qt::Key_1, Qt::ControlModifier);
    QTRY_VERIFY(Person::sees(QLatin1String(journeys::Code)));
    Person::key(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(Person::focused(), u"Kinds of files"_s);
    Person::key(Qt::Key_Return);
    QTRY_VERIFY(Person::sees(u"Confirm that it is you"_s));
    // Only a dialog that has the keyboard closes; before, its page would get the key.
    Person::window()->activateWindow();
    QTRY_COMPARE(QApplication::activeWindow(), Person::window());
    Person::key(Qt::Key_Escape);
    comeToTheFront();
    QVERIFY(!Person::sees(u"Savings bank"_s));
}

QTEST_MAIN(ExportFileTest)
#include "export_file_test.moc"
