// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/export_plan.h"
#include "tests/journeys/unlocked.h"
#include "tests/support/dropped.h"
#include "tests/support/looks.h"
#include "tests/support/test_files.h"

#include <QApplication>
#include <QDir>
#include <QFileDialog>
#include <QTemporaryDir>

using support::Person;

namespace {

constexpr int ForThreeCodes = 18; ///< with those below, as ten fit into one

otp::Entry named(const QString& issuer, const QString& name, otp::Credential credential)
{
    otp::Entry entry;
    entry.issuer = issuer;
    entry.name = name;
    entry.credential = credential;
    entry.secret = std::move(*crypto::SecretBytes::copyOf("12345678901234567890"));
    return entry;
}

std::vector<otp::Entry> accounts()
{
    std::vector<otp::Entry> entries;
    entries.push_back(named(QStringLiteral("A company with a rather long name and more of it"),
        QStringLiteral("somebody.with.a.long.name@mail.example.com"), otp::Totp {}));
    entries.push_back(
        named(QStringLiteral("Savings bank"), QStringLiteral("4711 0815"), otp::Hotp {}));
    entries.push_back(named(QString::fromUtf8("\xd7\x91\xd7\xa0\xd7\xa7"),
        QString::fromUtf8("\xd7\x93\xd7\x9f"), otp::Totp {}));
    for (int i = 0; i < ForThreeCodes; ++i)
        entries.push_back(named(QStringLiteral("Example"), QString::number(i), otp::Totp {}));
    return entries;
}

} // namespace

/// The pages for files of other programs in the looks that people use: nothing is cut off, lies on
/// something else or has an edge that cannot be seen, and what a page is there for is done by a
/// button in sight; and pictures, to be looked at.
class TransferLooksTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void cleanup()
    {
        if (QTest::currentTestFailed())
            Person::saveShot(QStringLiteral("transfer-failed"));
        m_computer.reset();
        m_look.reset();
    }

    void everyPageFits_data() { support::addLooks(AsItOpens); }
    void everyPageFits();

private:
    static constexpr int AsItOpens = 0;

    void openVault();
    void importFiles();
    void importDespiteOthers();
    void moveByHand();
    void chooseKind();
    void exportEncrypted();
    void exportCodes();
    void exportPaper();
    void exportPlain();
    void writeExport();
    void answerWhoItIs();
    bool drop(const QStringList& paths)
    {
        return support::dropFiles(m_computer->program().window(), paths);
    }
    QString fixture(const char* name) { return QString::fromStdString(support::fixtureFile(name)); }
    QString unreadable(const QString& name);
    /// By keys, which bring a button into sight.
    static bool pressByKey(const QString& name)
    {
        const bool isThere = Person::tabTo(name);
        if (isThere)
            Person::key(Qt::Key_Space);
        return isThere;
    }
    void look(const char* page);

    std::optional<support::Look> m_look;
    std::optional<journeys::Computer> m_computer;
    QTemporaryDir m_folder; ///< for files that are written
    QStringList m_faults;
};

void TransferLooksTest::everyPageFits()
{
    m_look.emplace();
    m_faults.clear();
    m_computer.emplace();
    for (const auto step : { &TransferLooksTest::openVault, &TransferLooksTest::importFiles,
             &TransferLooksTest::importDespiteOthers, &TransferLooksTest::moveByHand,
             &TransferLooksTest::chooseKind, &TransferLooksTest::exportEncrypted,
             &TransferLooksTest::exportCodes, &TransferLooksTest::exportPaper,
             &TransferLooksTest::exportPlain }) {
        (this->*step)();
        if (QTest::currentTestFailed())
            return;
    }
    QVERIFY2(m_faults.isEmpty(), qPrintable(m_faults.join(u'\n')));
}

void TransferLooksTest::openVault()
{
    QVERIFY(journeys::unlock(*m_computer));
    QWidget& window = m_computer->program().window();
    if (m_look->width() > 0)
        window.resize(m_look->width(), window.height());
    vault::VaultSession& session = m_computer->program().session();
    QVERIFY(session.vault().add(accounts()));
    const vault::Id id = session.vault().accounts()[1].id;
    QVERIFY(session.vault().edit(id, { .note = QStringLiteral("note"), .pinned = true }));
    session.notifyChanged();
}

void TransferLooksTest::importFiles()
{
    Person::key(Qt::Key_I, Qt::ControlModifier);
    QTRY_COMPARE(Person::focused(), QStringLiteral("Choose files…"));
    look("import");
    QVERIFY(drop({ unreadable(QStringLiteral("notes of the year.txt")),
        fixture("andotp-encrypted-old/every-kind.bin") }));
    QTRY_VERIFY(Person::sees(QStringLiteral("2 files could not be read.")));
    look("import-refused");
    QVERIFY(drop({ fixture("aegis-json-encrypted/three-slots.json") }));
    QTRY_COMPARE(Person::focused(), QStringLiteral("Passphrase of the file"));
    look("import-passphrase");
    Person::type(QStringLiteral("wrong words"));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(QStringLiteral("does not open the file")), 30'000);
    look("import-wrong-passphrase");
    QVERIFY(Person::press(QStringLiteral("Leave this file out")));
    QTRY_COMPARE(Person::focused(), QStringLiteral("Choose files…"));
    QVERIFY(drop({ fixture("aegis-json/two-left.json") }));
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(QStringLiteral("Import 1 account")), 30'000);
    QVERIFY(drop({ fixture("aegis-json/every-kind.json") }));
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(QStringLiteral("Import 9 accounts")), 30'000);
    look("import-preview");
    Person::key(Qt::Key_Escape);
    QTRY_VERIFY(Person::sees(QStringLiteral("Savings bank")));
}

/// There is much to be told above what is imported.
void TransferLooksTest::importDespiteOthers()
{
    QStringList paths { fixture("aegis-json/every-kind.json") };
    for (const char* name : { "first notes.txt", "a_rather_long_name_without_a_space_in_it.txt",
             "notes of another year.txt", "the last of the notes.txt" })
        paths << unreadable(QLatin1String(name));
    QVERIFY(drop(paths));
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(QStringLiteral("Import 8 accounts")), 30'000);
    QVERIFY(Person::sees(QStringLiteral("4 files could not be read.")));
    look("import-preview-refused");
    QVERIFY(pressByKey(QStringLiteral("Import 8 accounts")));
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(QStringLiteral("8 accounts imported.")), 30'000);
    look("import-result");
    vault::VaultSession& session = m_computer->program().session();
    QVERIFY(session.vault().undo());
    session.notifyChanged();
}

void TransferLooksTest::moveByHand()
{
    Person::key(Qt::Key_M, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(Person::focused(), QStringLiteral("Accounts that you have there"));
    look("coach");
    Person::type(QStringLiteral("GitHub: alice"));
    Person::key(Qt::Key_Return, Qt::ShiftModifier);
    Person::type(QStringLiteral("A company with a rather long name and more of it: somebody"));
    Person::key(Qt::Key_Return);
    QVERIFY(Person::tabTo(QStringLiteral("Checklist")));
    look("coach-list");
    Person::key(Qt::Key_Return);
    QTRY_VERIFY(Person::sees(QStringLiteral("on the checklist")));
    look("coach-add");
    Person::key(Qt::Key_Escape);
    QTRY_COMPARE(Person::focused(), QStringLiteral("Checklist"));
    vault::VaultSession& session = m_computer->program().session();
    QVERIFY(session.vault().undo());
    session.notifyChanged();
    Person::key(Qt::Key_Escape);
    QTRY_VERIFY(Person::sees(QStringLiteral("Savings bank")));
}

void TransferLooksTest::chooseKind()
{
    Person::key(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(Person::focused(), QStringLiteral("Kinds of files"));
    look("export");
    Person::key(Qt::Key_Down);
    Person::key(Qt::Key_Down); // the one with the most to say of
    look("export-2fas");
}

void TransferLooksTest::exportEncrypted()
{
    Person::key(Qt::Key_Return);
    answerWhoItIs();
    QTRY_COMPARE(Person::focused(), QStringLiteral("Accounts for the file"));
    look("export-preview");
    Person::key(Qt::Key_Return);
    QTRY_COMPARE(Person::focused(), QStringLiteral("Passphrase"));
    Person::type(QStringLiteral("sch\u00f6n"));
    QTRY_VERIFY(Person::sees(QStringLiteral("On some phones the program takes only letters")));
    QVERIFY(pressByKey(QStringLiteral("Write 22 accounts…")));
    look("export-passphrase");
    QVERIFY(pressByKey(QStringLiteral("Back")));
    QVERIFY(pressByKey(QStringLiteral("Back")));
    QTRY_COMPARE(Person::focused(), QStringLiteral("Kinds of files"));
}

/// To be scanned by another device.
void TransferLooksTest::exportCodes()
{
    Person::key(Qt::Key_Home);
    for (const auto* format : transfer::exportFormats()) {
        if (format->format->id == "google-migration-qr")
            break;
        Person::key(Qt::Key_Down);
    }
    Person::key(Qt::Key_Return);
    QTRY_COMPARE(Person::focused(), QStringLiteral("Accounts for the file"));
    Person::key(Qt::Key_Return);
    QTRY_COMPARE(Person::focused(), QStringLiteral("Show the codes"));
    look("export-codes-plain");
    Person::key(Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(QStringLiteral("Code 1 of 3")), 30'000);
    Person::key(Qt::Key_Space); // so that there are both ways to turn
    QTRY_VERIFY(Person::sees(QStringLiteral("Code 2 of 3")));
    look("export-codes");
    for (const auto& turn : { QStringLiteral("Previous"), QStringLiteral("Next") })
        QVERIFY2(support::findControl(turn), qPrintable(turn)); // in sight, however little room
    Person::key(Qt::Key_Escape);
    QVERIFY(pressByKey(QStringLiteral("Back")));
    QVERIFY(pressByKey(QStringLiteral("Back")));
    QTRY_COMPARE(Person::focused(), QStringLiteral("Kinds of files"));
}

void TransferLooksTest::exportPaper()
{
    Person::key(Qt::Key_End);
    Person::key(Qt::Key_Return);
    QTRY_COMPARE(Person::focused(), QStringLiteral("Accounts for the file"));
    Person::key(Qt::Key_Return);
    QTRY_COMPARE(Person::focused(), QStringLiteral("I know that it holds every secret"));
    Person::key(Qt::Key_Space);
    look("export-paper");
    QVERIFY(pressByKey(QStringLiteral("Back")));
    QVERIFY(pressByKey(QStringLiteral("Back")));
    QTRY_COMPARE(Person::focused(), QStringLiteral("Kinds of files"));
}

void TransferLooksTest::exportPlain()
{
    Person::key(Qt::Key_Home);
    Person::key(Qt::Key_Down);
    Person::key(Qt::Key_Down);
    Person::key(Qt::Key_Down);
    Person::key(Qt::Key_Return);
    QTRY_COMPARE(Person::focused(), QStringLiteral("Accounts for the file"));
    Person::key(Qt::Key_Return);
    QTRY_COMPARE(Person::focused(), QStringLiteral("I know that it holds every secret"));
    look("export-plain");
    Person::key(Qt::Key_Space);
    writeExport();
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(QStringLiteral("The file was read back")), 30'000);
    look("export-done");
    for (const QFileInfo& written : QDir(m_folder.path()).entryInfoList(QDir::Files))
        QVERIFY(QFile::remove(written.filePath())); // the next look writes it again
    Person::key(Qt::Key_Space); // Done
    QTRY_VERIFY(Person::sees(QStringLiteral("Savings bank")));
}

/// Under the name that is suggested.
void TransferLooksTest::writeExport()
{
    QVERIFY(pressByKey(QStringLiteral("Write 22 accounts…")));
    auto* const dialog = m_computer->program().window().findChild<QFileDialog*>();
    QVERIFY(dialog);
    dialog->setDirectory(m_folder.path());
    Person::key(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(!QApplication::activeModalWidget(), 30'000);
    m_computer->program().window().present();
    QVERIFY(QTest::qWaitForWindowActive(&m_computer->program().window()));
}

void TransferLooksTest::answerWhoItIs()
{
    QTRY_VERIFY(Person::sees(QStringLiteral("Confirm")));
    Person::type(QLatin1String(journeys::Passphrase));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(!Person::sees(QStringLiteral("Confirm that it is you")), 30'000);
    m_computer->program().window().present();
    QVERIFY(QTest::qWaitForWindowActive(&m_computer->program().window()));
}

/// A file in which there is nothing to be imported.
QString TransferLooksTest::unreadable(const QString& name)
{
    QFile file(m_folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write("milk, bread") < 0)
        qFatal("no file can be written");
    return file.fileName();
}

/// Takes a picture of the window in front and notes what is wrong with it.
void TransferLooksTest::look(const char* page)
{
    const QString picture = QStringLiteral("transfer-") + QLatin1String(page);
    m_faults += support::faultsSeen(picture, m_look->leastEdge());
    const QStringList cut = support::cutButtons(Person::window());
    if (!cut.isEmpty())
        m_faults << picture + u'-' + QLatin1String(QTest::currentDataTag()) << cut;
}

QTEST_MAIN(TransferLooksTest)
#include "transfer_looks_test.moc"
