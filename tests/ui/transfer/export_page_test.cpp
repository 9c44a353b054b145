// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/detect.h"
#include "tests/support/fail_on_warning.h"
#include "tests/ui/transfer/export_scene.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using support::Person;
using transfer::ExportFormat;
using Scene = ExportPageScene;

namespace {

const QString Kinds = u"Kinds of files"_s;
const QString Table = u"Accounts for the file"_s;
const QString Words = u"corrèct hörse staple lanterns"_s;
const QString AsciiWords = u"seven quiet lanterns drift upstream"_s;

void addThree(Scene& scene)
{
    scene.open.add(support::entryOf("ACME", "ada"));
    scene.open.add(support::entryOf(
        "ACME", "odd", "12345678901234567890", otp::Totp { .algorithm = crypto::Hash::Sha384 }));
    scene.open.add(support::entryOf("Bank", "bob", "09876543210987654321", otp::Hotp {}));
}

/// What our reader finds in a file; nothing where it does not open.
std::vector<transfer::ImportedAccount> accountsIn(const QString& path, const QString& words = {})
{
    const auto content = transfer::readContent(path.toStdString());
    const auto passphrase = crypto::SecretBytes::copyOf(words.toStdString());
    if (!content || !passphrase)
        return {};
    const auto formats = transfer::detect(*content, transfer::importFormats());
    if (!formats)
        return {};
    auto read = transfer::read(*content, *formats, { .passphrase = &*passphrase });
    return read ? std::move(read->imported.accounts) : std::vector<transfer::ImportedAccount>();
}

/// A format whose file has one account fewer than it should.
base::Result<crypto::WipedBytes> writeOneLess(
    const transfer::Outgoing& accounts, const transfer::Sealing& sealing)
{
    Q_UNUSED(accounts);
    Q_UNUSED(sealing);
    const std::string text = R"({"version":1,"header":{"slots":null,"params":null},)"
                             R"("db":{"version":3,"entries":[]}})";
    return crypto::WipedBytes(text.begin(), text.end());
}

QString everything()
{
    return Person::everythingSeen().join(u" | "_s);
}

ExportFormat lossyFormat()
{
    ExportFormat format =
        *transfer::findFormat(transfer::exportFormats(), std::string_view("aegis-json"));
    format.write = writeOneLess;
    return format;
}

} // namespace

/// Accounts leave, for another program.
class ExportPageTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void writesTheDefaultKindAndReadsItBack();
    void offersTheKindsOfTheList();
    void tellsOfTheKindAtHand();
    void looksAtNothingBeforeItKnowsWhoItIs();
    void knowsWhoItIsForOneExportAlone();
    void tellsWhatIsLostBeforeItWrites();
    void writesWhatIsTickedAlone();
    void writesWhatWasLookedForAlone();
    void goesOnWithNothingOnlyWhereSomethingIsChosen();
    void plainNeedsAnExplicitYes();
    void writesASheetForPaper();
    void writesAsManyPicturesAsItTakes();
    void warnsOfLettersThatAProgramDoesNotTake();
    void asksForThePassphraseTwice();
    void takesThePassphraseAsItWasTyped();
    void writesOverNoFile();
    void removesWhatComesBackDifferently();
    void namesPushRegistrationsAmongWhatIsLeft();
    void leavingThePageForgetsEverything();
    void theLockForgetsEverything();
    void aLockWhileItWritesIsTold();
    void anotherPageIsToldHowItEnded();
    void leadsToTheBackups();
    void showsNoSecret();
    void fitsIntoANarrowWindow();
    void reachesEverythingByTab();
};

void ExportPageTest::writesTheDefaultKindAndReadsItBack()
{
    Scene scene;
    addThree(scene);
    QVERIFY(scene.answerWhoItIs());
    QCOMPARE(Person::focused(), Table);
    QVERIFY(Person::sees(u"Aegis (JSON, encrypted)"_s));
    QVERIFY(Person::press(u"Continue with 2 account(s)"_s));
    QVERIFY(Person::sees(u"another one than that of your vault"_s));
    Scene::typePassphrase(Words);
    const QString file = scene.path("out.json");
    QVERIFY(scene.writeTo(file));
    QVERIFY(scene.see("2 account(s) are in “out.json”. The file was read back and every account "
                      "compared. 1 account(s) did not fit."));
    QVERIFY(Person::sees(u"Left out: ACME (odd) (algorithm SHA384)"_s));
    QVERIFY(!Person::sees(u"is not encrypted"_s));
    QCOMPARE(QFileInfo(file).permissions() & ~(QFile::ReadUser | QFile::WriteUser),
        QFile::ReadOwner | QFile::WriteOwner);
    const auto accounts = accountsIn(file, Words);
    QCOMPARE(accounts.size(), std::size_t { 2 });
    QCOMPARE(transfer::openedEntry(accounts[0])->secret.text(),
        std::string_view("12345678901234567890"));
    QCOMPARE(transfer::openedEntry(accounts[1])->secret.text(),
        std::string_view("09876543210987654321"));
    QVERIFY(accountsIn(file, u"secret words"_s).empty()); // not with that of the vault
    QCOMPARE(Person::focused(), u"Done"_s);
    QVERIFY(Person::press(u"Done"_s));
    QCOMPARE(scene.closed.count(), 1);
    QCOMPARE(scene.noticed.count(), 0);
}

void ExportPageTest::offersTheKindsOfTheList()
{
    {
        Scene scene;
        QCOMPARE(Person::focused(), Kinds);
        QVERIFY(
            Person::sees(u"Aegis (JSON, encrypted), Opens with a passphrase that you choose"_s));
        Person::key(Qt::Key_End);
        QVERIFY(Person::sees(u"Sheet for paper (HTML), Not encrypted"_s));
    }
    const ExportFormat* const own[] = { transfer::exportFormats()[2] };
    Scene scene(own);
    QVERIFY(Person::sees(u"2FAS (JSON, encrypted)"_s));
    QVERIFY(!Person::sees(u"Aegis (JSON"_s));
}

void ExportPageTest::tellsOfTheKindAtHand()
{
    Scene scene;
    QVERIFY(Person::sees(u"For Aegis on Android"_s));
    Scene::choose("2fas-json-encrypted");
    QVERIFY(Person::sees(u"For 2FAS on Android and iPhone"_s));
    QVERIFY(Person::sees(u"What stays behind, where an account has it: its note"_s));
    QVERIFY(Person::sees(u"The names of tags can be read in the file"_s));
    QVERIFY(!Person::sees(u"On some phones the program takes only"_s));
    transfer::Format newest =
        *transfer::findFormat(transfer::importFormats(), std::string_view("stratum-json"));
    newest.id = "newest";
    ExportFormat unknown = *transfer::exportFormats()[0];
    unknown.format = &newest;
    const ExportFormat* const own[] = { &unknown };
    Scene other(own);
    QVERIFY(Person::sees(u"For programs that read this: Stratum (JSON)."_s));
}

void ExportPageTest::looksAtNothingBeforeItKnowsWhoItIs()
{
    Scene scene;
    addThree(scene);
    QVERIFY(Person::press(u"Continue…"_s));
    QVERIFY(scene.see("with the secrets that make their codes"));
    Person::type(u"wrong words"_s);
    Person::key(Qt::Key_Return);
    QVERIFY(scene.see("Nothing was shown or changed."));
    Person::key(Qt::Key_Escape);
    scene.comeToTheFront();
    QVERIFY(Person::sees(u"Continue…"_s));
    QVERIFY(!Person::sees(u"ACME"_s));
}

void ExportPageTest::knowsWhoItIsForOneExportAlone()
{
    Scene scene;
    addThree(scene);
    QVERIFY(scene.answerWhoItIs());
    QVERIFY(Person::press(u"Back"_s));
    Scene::choose("otpauth-uri-list");
    QVERIFY(Person::press(u"Continue…"_s));
    QVERIFY(scene.see("Continue with 3 account(s)")); // the same export
    Person::key(Qt::Key_Escape);
    QCOMPARE(scene.closed.count(), 1);
    QVERIFY(scene.answerWhoItIs()); // another one
}

void ExportPageTest::tellsWhatIsLostBeforeItWrites()
{
    Scene scene;
    addThree(scene);
    const vault::Id first = scene.open.session.vault().accounts().front().id;
    QVERIFY(scene.open.session.vault().edit(first, { .note = u"my note"_s, .pinned = true }));
    Scene::choose("google-migration-uri");
    QVERIFY(scene.answerWhoItIs());
    QVERIFY(Person::sees(u"1 account(s) do not fit into this kind of file. Of 1 account(s) "
                         "something stays behind."_s));
    QVERIFY(Person::sees(u"ACME (ada), without its note, that it is pinned"_s));
    QVERIFY(Person::sees(u"It is written without: its note, that it is pinned."_s));
    QVERIFY(Person::sees(u"ACME (odd), does not fit: algorithm SHA384"_s));
    QVERIFY(Person::sees(u"Bank (bob), whole"_s));
    Person::key(Qt::Key_Down);
    QVERIFY(Person::sees(u"It does not fit into this kind of file: algorithm SHA384."_s));
    Person::key(Qt::Key_Space); // has no tick to take away
    QVERIFY(Person::sees(u"Continue with 2 account(s)"_s));
}

void ExportPageTest::writesWhatIsTickedAlone()
{
    Scene scene;
    addThree(scene);
    QVERIFY(scene.answerWhoItIs());
    Person::key(Qt::Key_Space);
    QVERIFY(Person::sees(u"ACME (ada), left out"_s));
    QVERIFY(Person::sees(u"Continue with 1 account(s)"_s));
    Person::key(Qt::Key_Return);
    Scene::typePassphrase(Words);
    const QString file = scene.path("one.json");
    QVERIFY(scene.writeTo(file));
    QVERIFY(scene.see("1 account(s) were left out, as you chose."));
    const auto accounts = accountsIn(file, Words);
    QCOMPARE(accounts.size(), std::size_t { 1 });
    QCOMPARE(accounts[0].entry.name, u"bob"_s);
}

void ExportPageTest::writesWhatWasLookedForAlone()
{
    Scene scene;
    addThree(scene);
    Scene::choose("aegis-json");
    QVERIFY(scene.answerWhoItIs());
    QVERIFY(Person::press(u"All that are shown"_s)); // none
    QVERIFY(Person::fill(u"Search the accounts"_s, u"bob"_s));
    QVERIFY(!Person::sees(u"ACME"_s));
    QVERIFY(Person::press(u"All that are shown"_s)); // that one
    QVERIFY(Person::sees(u"Continue with 1 account(s)"_s));
    QVERIFY(Person::tabTo(u"All (3)"_s));
    Person::key(Qt::Key_End);
    QVERIFY(Person::sees(u"Do not fit (1)"_s));
    QVERIFY(Person::sees(u"No account fits what is asked for."_s));
    QVERIFY(Person::press(u"Continue with 1 account(s)"_s));
    QVERIFY(Person::press(u"I know that it holds every secret"_s));
    const QString file = scene.path("bob.json");
    QVERIFY(scene.writeTo(file));
    QVERIFY(scene.see("1 account(s) are in “bob.json”"));
    QCOMPARE(accountsIn(file).size(), std::size_t { 1 });
}

void ExportPageTest::goesOnWithNothingOnlyWhereSomethingIsChosen()
{
    Scene scene;
    addThree(scene);
    QVERIFY(scene.answerWhoItIs());
    QVERIFY(Person::press(u"All that are shown"_s));
    QVERIFY(Person::sees(u"No account is chosen that fits into this kind of file."_s));
    QVERIFY(!Person::press(u"Continue with 0 account(s)"_s));
    Person::key(Qt::Key_Return);
    QVERIFY(Person::sees(u"Continue with 0 account(s)"_s));
}

void ExportPageTest::plainNeedsAnExplicitYes()
{
    Scene scene;
    addThree(scene);
    Scene::choose("otpauth-uri-list");
    QVERIFY(scene.answerWhoItIs());
    Person::key(Qt::Key_Return);
    QVERIFY(Person::sees(u"It holds every secret, so whoever can read it"_s));
    QVERIFY(Person::sees(u"Tick that you know what the file holds"_s));
    QVERIFY(!Person::sees(u"Passphrase"_s));
    QVERIFY(!Person::press(Scene::writeText()));
    QCOMPARE(Person::focused(), u"I know that it holds every secret"_s);
    Person::key(Qt::Key_Space);
    QVERIFY(!Person::sees(u"Tick that you know"_s));
    const QString file = scene.path("links.txt");
    QVERIFY(scene.writeTo(file));
    QVERIFY(scene.see("3 account(s) are in “links.txt”"));
    QVERIFY(Person::sees(u"It is not encrypted: whoever can read it has every secret in it."_s));
    QCOMPARE(QFileInfo(file).permissions() & ~(QFile::ReadUser | QFile::WriteUser),
        QFile::ReadOwner | QFile::WriteOwner);
    QCOMPARE(accountsIn(file).size(), std::size_t { 3 });
    QVERIFY(Person::press(u"Done"_s));
    Scene::choose("otpauth-uri-list"); // the yes was for that file
    QVERIFY(scene.answerWhoItIs());
    Person::key(Qt::Key_Return);
    QVERIFY(!Person::press(Scene::writeText()));
}

void ExportPageTest::writesASheetForPaper()
{
    Scene scene;
    addThree(scene);
    Scene::choose("html-sheet");
    QVERIFY(Person::sees(u"open the sheet in a browser and print it"_s));
    QVERIFY(scene.answerWhoItIs());
    Person::key(Qt::Key_Return);
    Person::key(Qt::Key_Space);
    const QString file = scene.path("sheet.html");
    QVERIFY(scene.writeTo(file));
    QVERIFY(scene.see("3 account(s) are in “sheet.html”"));
    QCOMPARE(accountsIn(file).size(), std::size_t { 3 });
}

void ExportPageTest::writesAsManyPicturesAsItTakes()
{
    Scene scene;
    for (int i = 0; i < 12; ++i)
        scene.open.add(support::entryOf("ACME", QByteArray::number(i).constData()));
    Scene::choose("google-migration-qr");
    QVERIFY(scene.answerWhoItIs());
    Person::key(Qt::Key_Return);
    QVERIFY(Person::press(u"I know that it holds every secret"_s));
    const QString file = scene.path("codes.png");
    QVERIFY(scene.writeTo(file));
    QVERIFY(scene.see("12 account(s) are in 2 files, from “"));
    const QDir folder = QFileInfo(file).dir();
    std::size_t count = 0;
    for (const QString& name : folder.entryList({ u"codes*.png"_s }))
        count += accountsIn(folder.filePath(name)).size();
    QCOMPARE(count, std::size_t { 12 });
}

void ExportPageTest::warnsOfLettersThatAProgramDoesNotTake()
{
    const QString warning = u"On some phones the program takes only letters without accents"_s;
    Scene scene;
    addThree(scene);
    Scene::choose("2fas-json-encrypted");
    QVERIFY(scene.answerWhoItIs());
    Person::key(Qt::Key_Return);
    Person::type(AsciiWords);
    QTRY_VERIFY(Person::sees(u"Strong"_s));
    QVERIFY(!Person::sees(warning));
    Person::type(u"ö"_s);
    QTRY_VERIFY(Person::sees(warning));
    QVERIFY(Person::press(u"Back"_s));
    QVERIFY(Person::press(u"Back"_s));
    Scene::choose("aegis-json-encrypted");
    QVERIFY(Person::press(u"Continue…"_s));
    QVERIFY(scene.see("Continue with"));
    Person::key(Qt::Key_Return);
    Person::type(Words);
    QTRY_VERIFY(Person::sees(u"Strong"_s));
    QVERIFY(!Person::sees(warning));
}

void ExportPageTest::asksForThePassphraseTwice()
{
    Scene scene;
    addThree(scene);
    QVERIFY(scene.answerWhoItIs());
    Person::key(Qt::Key_Return);
    QVERIFY(Person::press(Scene::writeText()));
    QVERIFY(!scene.page.findChild<QFileDialog*>());
    Person::type(Words);
    Person::key(Qt::Key_Return);
    Person::type(u"another one"_s);
    Person::key(Qt::Key_Return);
    QVERIFY(Person::sees(u"The two passphrases are not the same."_s));
    QVERIFY(!scene.page.findChild<QFileDialog*>());
}

/// A letter and its accent apart stay so: other programs do not put them together.
void ExportPageTest::takesThePassphraseAsItWasTyped()
{
    const QString apart = u"ho\u0308rse staple lanterns upstream"_s;
    Scene scene;
    addThree(scene);
    QVERIFY(scene.answerWhoItIs());
    Person::key(Qt::Key_Return);
    Scene::typePassphrase(apart);
    const QString file = scene.path("out.json");
    QVERIFY(scene.writeTo(file));
    QVERIFY(scene.see("2 account(s) are in"));
    QCOMPARE(accountsIn(file, apart).size(), std::size_t { 2 });
    QVERIFY(accountsIn(file, apart.normalized(QString::NormalizationForm_C)).empty());
}

void ExportPageTest::writesOverNoFile()
{
    Scene scene;
    addThree(scene);
    const QString file = scene.path("mine.txt");
    QVERIFY(base::createFile(file.toStdString(), base::bytesOf(std::string_view("mine"))));
    QVERIFY(scene.answerWhoItIs());
    Person::key(Qt::Key_Return);
    Scene::typePassphrase(Words);
    QVERIFY(scene.writeTo(file));
    QVERIFY2(scene.see("exists already."), qPrintable(everything()));
    QVERIFY(Person::sees(u"Writing the file: “"_s));
    QVERIFY(Person::sees(u"Choose another name; nothing is written over."_s));
    QCOMPARE(base::textOf(support::contentsOf(file.toStdString())), std::string_view("mine"));
    // What was typed is still there.
    QVERIFY(scene.writeTo(scene.path("other.json")));
    QVERIFY(scene.see("2 account(s) are in “other.json”"));
    QVERIFY(!Person::sees(u"exists already"_s));
}

void ExportPageTest::removesWhatComesBackDifferently()
{
    const ExportFormat lossy = lossyFormat();
    const ExportFormat* const own[] = { &lossy };
    Scene scene(own);
    addThree(scene);
    const QStringList before = QDir(scene.path(".")).entryList(QDir::Files);
    QVERIFY(scene.answerWhoItIs());
    Person::key(Qt::Key_Return);
    Person::key(Qt::Key_Space);
    const QString file = scene.path("bad.json");
    QVERIFY(scene.writeTo(file));
    QVERIFY(scene.see("Reading the file back: "));
    QVERIFY(!Person::sees(u"are in “bad.json”"_s));
    QVERIFY(!QFileInfo::exists(file));
    QCOMPARE(QDir(scene.path(".")).entryList(QDir::Files), before);
}

void ExportPageTest::namesPushRegistrationsAmongWhatIsLeft()
{
    Scene scene;
    const vault::Id id = scene.open.add(support::entryOf("ACME", "ada"));
    vault::Registrations registrations(scene.open.session.vault());
    QVERIFY(registrations.begin(id, { .protocol = "okta", .server = "https://a.test" }));
    scene.open.addPush(u"Push"_s, u"only"_s);
    QVERIFY(scene.answerWhoItIs());
    QVERIFY(Person::sees(u"The keys of its push sign-ins stay here"_s));
    QVERIFY(Person::sees(u"Push (only), does not fit: it makes no codes"_s));
    Person::key(Qt::Key_Return);
    Scene::typePassphrase(Words);
    QVERIFY(scene.writeTo(scene.path("out.json")));
    QVERIFY(scene.see("1 account(s) are in"));
    QVERIFY(Person::sees(u"Left out of ACME (ada): the keys of its push sign-ins"_s));
    QVERIFY(Person::sees(u"Left out: Push (only) (it makes no codes"_s));
}

void ExportPageTest::leavingThePageForgetsEverything()
{
    Scene scene;
    addThree(scene);
    QVERIFY(scene.answerWhoItIs());
    Person::key(Qt::Key_Return);
    Person::type(Words);
    const std::size_t inUse = crypto::secureHeapInUse();
    scene.page.hide();
    QVERIFY(crypto::secureHeapInUse() < inUse);
    scene.page.show();
    scene.comeToTheFront();
    QVERIFY(!Person::sees(u"Passphrase"_s));
    QVERIFY(!Person::sees(u"ACME"_s));
    scene.page.setFocus();
    QVERIFY(scene.answerWhoItIs());
}

void ExportPageTest::theLockForgetsEverything()
{
    Scene scene;
    addThree(scene);
    QVERIFY(scene.answerWhoItIs());
    scene.open.session.lock();
    QVERIFY(!Person::sees(u"ACME"_s));
    QVERIFY(Person::press(u"Continue…"_s));
    QVERIFY(!QApplication::activeModalWidget());
}

void ExportPageTest::aLockWhileItWritesIsTold()
{
    Scene scene;
    addThree(scene);
    QSignalSpy ended(&scene.writer, &ui::transfer::ExportWriter::endedBehindLock);
    QVERIFY(scene.answerWhoItIs());
    Person::key(Qt::Key_Return);
    Scene::typePassphrase(Words);
    const QString file = scene.path("late.json");
    QVERIFY(scene.writeTo(file));
    scene.open.session.lock();
    QTRY_COMPARE(ended.count(), 1);
    QVERIFY(ended.first().first().toBool());
    QCOMPARE(accountsIn(file, Words).size(), std::size_t { 2 });
    QVERIFY(!Person::sees(u"late.json"_s));
}

void ExportPageTest::anotherPageIsToldHowItEnded()
{
    Scene scene;
    addThree(scene);
    QVERIFY(scene.answerWhoItIs());
    Person::key(Qt::Key_Return);
    Scene::typePassphrase(Words);
    QVERIFY(scene.writeTo(scene.path("late.json")));
    scene.page.hide();
    QTRY_COMPARE(scene.noticed.count(), 1);
    QVERIFY(
        scene.noticed.first().first().toString().startsWith(u"2 account(s) are in “late.json”."_s));
}

void ExportPageTest::leadsToTheBackups()
{
    Scene scene;
    QSignalSpy backups(&scene.page, &ui::transfer::ExportPage::backupsWanted);
    QVERIFY(Person::sees(u"make a backup"_s));
    QVERIFY(Person::press(u"Backups"_s));
    QCOMPARE(backups.count(), 1);
}

void ExportPageTest::showsNoSecret()
{
    Scene scene;
    addThree(scene);
    Scene::choose("otpauth-uri-list");
    QVERIFY(scene.answerWhoItIs());
    for (const QString& seen : Person::everythingSeen()) {
        for (const auto& secret : { u"GEZDGNBVGY3TQOJQ"_s, u"1234567890"_s, u"0987654321"_s })
            QVERIFY(!seen.contains(secret));
    }
}

void ExportPageTest::fitsIntoANarrowWindow()
{
    Scene scene;
    addThree(scene);
    scene.page.resize(360, 700);
    const auto fits = [&scene] {
        const QWidget* const contents = scene.page.column()->parentWidget();
        return contents->width() <= contents->parentWidget()->width()
            && contents->minimumSizeHint().width() <= 360
            && scene.page.minimumSizeHint().width() <= 360;
    };
    QTRY_VERIFY(fits());
    QVERIFY(scene.answerWhoItIs());
    QTRY_VERIFY(fits());
    Person::key(Qt::Key_Return);
    QTRY_VERIFY(fits());
}

void ExportPageTest::reachesEverythingByTab()
{
    Scene scene;
    addThree(scene);
    QCOMPARE(
        Person::tabOrder(), (QStringList { Kinds, u"Backups"_s, u"Continue…"_s, u"Cancel"_s }));
    QVERIFY(scene.answerWhoItIs());
    QCOMPARE(Person::tabOrder(),
        (QStringList { Table, u"Back"_s, u"Continue with 2 account(s)"_s, u"Cancel"_s,
            u"Search the accounts"_s, u"All (3)"_s, u"All that are shown"_s }));
    QVERIFY(Person::press(u"Continue with 2 account(s)"_s));
    QCOMPARE(Person::tabOrder(),
        (QStringList { u"Passphrase"_s, u"Show what is typed"_s, u"Suggest a passphrase"_s,
            u"Passphrase again"_s, u"Show what is typed"_s, u"Back"_s, u"Write 2 account(s)…"_s,
            u"Cancel"_s }));
}

QTEST_MAIN(ExportPageTest)
#include "export_page_test.moc"
