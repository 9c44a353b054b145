// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/import_plan.h"
#include "tests/support/dropped.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/open_session.h"
#include "tests/support/page_picture.h"
#include "tests/support/person.h"
#include "tests/support/test_files.h"
#include "ui/transfer/import_page.h"

#include <QDir>
#include <QSignalSpy>
#include <QTest>
#include <QThreadPool>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using support::Person;
using ui::transfer::ImportPage;
using ui::transfer::ImportWriter;

namespace {

const QString Table = u"Entries of the files"_s;
const QString Passphrase = u"Passphrase of the file"_s;
const QString AegisPassphrase = u"corrèct hörse"_s;
const QString ImportAll = u"Import 8 account(s)"_s;
constexpr auto Plain = "aegis-json/every-kind.json";
constexpr auto Encrypted = "aegis-json-encrypted/three-slots.json";

QString fixture(const char* name)
{
    return QString::fromStdString(support::fixtureFile(name));
}

struct ImportScene
{
    support::OpenSession open;
    ImportWriter writer { open.session };
    ImportPage page { open.session, writer };
    QSignalSpy finished { &page, &ImportPage::finished };

    ImportScene()
    {
        page.resize(480, 700);
        page.show();
        page.activateWindow();
        page.setFocus();
        if (!QTest::qWaitForWindowActive(&page))
            qFatal("the page does not come up");
    }
    ~ImportScene() { QThreadPool::globalInstance()->waitForDone(); }

    /// Waits until so many imports have ended well.
    bool seeFinished(int imports)
    {
        return QTest::qWaitFor([&] { return finished.count() == imports; }, 30'000);
    }
    std::size_t accounts() const { return open.session.vault().accounts().size(); }
    void drop(const QStringList& paths)
    {
        if (!support::dropFiles(*page.column()->parentWidget(), paths))
            qFatal("the page takes no files");
    }
    QString file(const char* name, const QByteArray& content) const
    {
        QFile made(QDir(QString::fromStdString(open.home.folder())).filePath(QLatin1String(name)));
        if (!made.open(QIODevice::WriteOnly) || made.write(content) != content.size())
            qFatal("cannot write");
        return made.fileName();
    }
    /// Drops and waits until somebody sees that.
    bool dropAndSee(const QStringList& paths, const QString& text)
    {
        drop(paths);
        return QTest::qWaitFor([&text] { return Person::sees(text); }, 30'000);
    }
};

QString everything()
{
    return Person::everythingSeen().join(u" | "_s);
}

} // namespace

/// Files of other programs come in.
class ImportPageTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void aFileIsShownBeforeItIsSaved();
    void asksForThePassphraseOfTheFile();
    void aTryCanBeStopped();
    void readingCanBeStopped();
    void aFileCanBeLeftOut();
    void theOthersGoOnWhereOneIsNotRecognised();
    void saysWhyNothingIsThere();
    void aKindThatNothingTellsIsNamed();
    void whatCannotBeUsedIsToldAndNotTicked();
    void ticksByKey();
    void duplicatesAreLeftUnlessToldOtherwise();
    void looksForEntries();
    void tellsWhichPartsAreMissing();
    void takesADatabaseWithItsLog();
    void tellsWhatWasLookedAt();
    void tellsOfMuchMemoryBeforeItIsTaken();
    void oneMoreFileIsAdded();
    void picturesGoElsewhere();
    void comparesAgainWhenAnotherProgramChangesTheVault();
    void keepsThePreviewWhenTheSaveFails();
    void whatIsBeingSavedIsNotGivenUp();
    void aLockWhileItIsSavedIsTold();
    void anotherVaultIsNotTakenForIt();
    void forgetsEverythingWhenLocked();
    void forgetsWhatIsBeingReadWhenLocked();
    void givesUpOnEscape();
    void showsNoSecret();
    void fitsIntoANarrowWindow();
    void reachesEverythingByTab();
};

void ImportPageTest::aFileIsShownBeforeItIsSaved()
{
    ImportScene scene;
    QVERIFY2(scene.dropAndSee({ fixture(Plain) }, ImportAll), qPrintable(everything()));
    QVERIFY(Person::sees(u"“every-kind.json”: Aegis (JSON), 8 entry(s)"_s));
    QVERIFY(Person::sees(u"Fabrikam (ada@fabrikam.example), new, by time (TOTP)"_s));
    QCOMPARE(scene.accounts(), std::size_t { 0 });
    QVERIFY(Person::press(ImportAll));
    QVERIFY(Person::sees(u"Importing 8 account(s)…"_s));
    QVERIFY(!support::findControl(u"Stop"_s)); // undo takes it back
    QVERIFY(scene.seeFinished(1));
    QVERIFY(!Person::sees(u"Importing"_s));
    const QString sentence = scene.finished.first().first().toString();
    QVERIFY(sentence.startsWith(u"8 account(s) imported. “every-kind.json” is not encrypted"_s));
    QCOMPARE(scene.accounts(), std::size_t { 8 });
    QVERIFY(!Person::sees(u"Fabrikam"_s));
    QVERIFY(Person::sees(u"Choose files…"_s));
    const auto undone = scene.open.session.vault().undo();
    QVERIFY(undone);
    QCOMPARE(undone->accounts.size(), std::size_t { 8 });
    QCOMPARE(scene.accounts(), std::size_t { 0 });
}

void ImportPageTest::asksForThePassphraseOfTheFile()
{
    ImportScene scene;
    QVERIFY(scene.dropAndSee({ fixture(Encrypted) }, u"“three-slots.json” is encrypted"_s));
    QVERIFY(Person::sees(u"Aegis (JSON, encrypted)"_s));
    QVERIFY(Person::sees(u"it is not that of your vault"_s));
    QCOMPARE(Person::focused(), Passphrase);
    Person::type(u"definitely wrong"_s);
    Person::key(Qt::Key_Return);
    QTRY_VERIFY(Person::sees(u"The passphrase does not open the file: Aegis"_s));
    QCOMPARE(Person::focused(), Passphrase);
    Person::type(AegisPassphrase);
    QVERIFY(Person::press(u"Open"_s));
    QTRY_VERIFY2(Person::sees(ImportAll), qPrintable(everything()));
    QVERIFY(!Person::sees(u"does not open"_s));
    QCOMPARE(Person::focused(), Table);
    Person::key(Qt::Key_Return);
    QVERIFY(scene.seeFinished(1));
    QCOMPARE(scene.accounts(), std::size_t { 8 });
    QCOMPARE(scene.finished.first().first().toString(), u"8 account(s) imported."_s);
}

void ImportPageTest::aTryCanBeStopped()
{
    ImportScene scene;
    QVERIFY(scene.dropAndSee({ fixture(Encrypted) }, u"is encrypted"_s));
    Person::type(AegisPassphrase);
    Person::key(Qt::Key_Return);
    QVERIFY(Person::sees(u"Reading…"_s));
    QVERIFY(!support::findControl(u"Open"_s));
    QVERIFY(Person::press(u"Stop"_s));
    QVERIFY(!Person::sees(u"Reading"_s));
    QVERIFY(Person::sees(u"is encrypted"_s));
    QCOMPARE(Person::focused(), Passphrase);
    Person::type(AegisPassphrase);
    Person::key(Qt::Key_Return);
    QTRY_VERIFY(Person::sees(ImportAll));
}

void ImportPageTest::readingCanBeStopped()
{
    ImportScene scene;
    scene.drop({ fixture(Plain) });
    QVERIFY(Person::press(u"Stop"_s));
    QVERIFY(Person::sees(u"Stopped. Nothing was imported."_s));
    QVERIFY(!Person::sees(u"Reading"_s));
    QCOMPARE(Person::focused(), u"Choose files…"_s);
    QVERIFY(scene.dropAndSee({ fixture(Plain) }, ImportAll));
}

void ImportPageTest::aFileCanBeLeftOut()
{
    ImportScene scene;
    QVERIFY(scene.dropAndSee({ fixture(Encrypted), fixture(Plain) }, u"is encrypted"_s));
    QVERIFY(Person::press(u"Leave this file out"_s));
    QTRY_VERIFY(Person::sees(ImportAll));
    QVERIFY(!Person::sees(u"three-slots"_s));
}

void ImportPageTest::theOthersGoOnWhereOneIsNotRecognised()
{
    ImportScene scene;
    const QString notes = scene.file("notes.txt", "milk, bread");
    QVERIFY(scene.dropAndSee({ notes, fixture(Plain) }, ImportAll));
    QVERIFY(Person::sees(u"1 file(s) could not be read."_s));
    QVERIFY(Person::sees(u"notes.txt: The file is not recognised"_s));
}

void ImportPageTest::saysWhyNothingIsThere()
{
    ImportScene scene;
    QFile whole(fixture(Plain));
    QVERIFY(whole.open(QIODevice::ReadOnly));
    const QString cut = scene.file("cut.json", whole.readAll().left(900));
    QVERIFY(scene.dropAndSee({ cut }, u"cut.json: The file is damaged or incomplete (Aegis"_s));
    QVERIFY(Person::sees(u"Choose files…"_s));
    QVERIFY(!Person::sees(u"It is of this kind"_s)); // it said so itself
    QVERIFY(!Person::sees(u"Import 0"_s));
    QVERIFY(scene.page.isIdle());
}

void ImportPageTest::aKindThatNothingTellsIsNamed()
{
    ImportScene scene;
    const QString notes = scene.file("notes.txt", "milk, bread");
    QVERIFY(scene.dropAndSee({ notes, fixture("andotp-encrypted-old/every-kind.bin") },
        u"2 file(s) could not be read."_s));
    QVERIFY2(Person::press(u"It is of this kind: andOTP (file of its own kind, encrypted)"_s),
        qPrintable(everything()));
    QTRY_VERIFY2(Person::sees(u"“every-kind.bin” is encrypted"_s), qPrintable(everything()));
    QVERIFY(!Person::sees(u"could not be read"_s));
    QVERIFY(!Person::sees(u"It is of this kind"_s));
    Person::type(u"bonjour à tous"_s);
    Person::key(Qt::Key_Return);
    QTRY_VERIFY2(Person::sees(u"Import 5 account(s)"_s), qPrintable(everything()));
    QVERIFY(!Person::sees(u"could not be read"_s)); // nobody said that of the notes
    QVERIFY(Person::press(u"Import 5 account(s)"_s));
    QVERIFY(scene.seeFinished(1));
    QCOMPARE(scene.accounts(), std::size_t { 5 });
}

void ImportPageTest::whatCannotBeUsedIsToldAndNotTicked()
{
    ImportScene scene;
    QVERIFY(scene.dropAndSee({ fixture("aegis-json/two-left.json") }, u"Import 1 account(s)"_s));
    QVERIFY(Person::sees(u"(ada@fabrikam.example), cannot be used, "_s));
    QCOMPARE(Person::focused(), Table);
    // The first is at hand, and the page says what is wrong with it.
    QVERIFY2(Person::sees(u"digits"_s), qPrintable(everything()));
    Person::key(Qt::Key_Space);
    QVERIFY(Person::sees(u"Import 1 account(s)"_s));
    QVERIFY(Person::press(u"All that are shown"_s)); // takes the only one away
    QVERIFY(Person::sees(u"Import 0 account(s)"_s));
    QVERIFY(!Person::press(u"Import 0 account(s)"_s));
    QVERIFY(Person::press(u"All that are shown"_s));
    QVERIFY(Person::press(u"Import 1 account(s)"_s));
    QVERIFY(scene.seeFinished(1));
    QCOMPARE(scene.accounts(), std::size_t { 1 });
}

void ImportPageTest::ticksByKey()
{
    ImportScene scene;
    QVERIFY(scene.dropAndSee({ fixture(Plain) }, ImportAll));
    Person::key(Qt::Key_Down);
    Person::key(Qt::Key_Right); // in another column it is the row all the same
    Person::key(Qt::Key_Space);
    QVERIFY(Person::sees(u"Import 7 account(s)"_s));
    QVERIFY(Person::sees(u"It is left out."_s));
    Person::key(Qt::Key_Return);
    QVERIFY(scene.seeFinished(1));
    QCOMPARE(scene.accounts(), std::size_t { 7 });
}

void ImportPageTest::duplicatesAreLeftUnlessToldOtherwise()
{
    ImportScene scene;
    QVERIFY(scene.dropAndSee({ fixture(Plain) }, ImportAll));
    QVERIFY(!Person::sees(u"Those that are there already"_s));
    QVERIFY(Person::press(ImportAll));
    QVERIFY(scene.seeFinished(1));
    QVERIFY(scene.dropAndSee({ fixture(Plain) }, u"Import 0 account(s)"_s));
    QVERIFY(Person::sees(u", there already, "_s));
    QVERIFY(Person::tabTo(u"Leave them out"_s));
    Person::key(Qt::Key_Down);
    QVERIFY(Person::sees(ImportAll));
    QVERIFY(Person::sees(u"It is put beside the one that is there."_s));
    Person::key(Qt::Key_Down);
    QVERIFY(Person::sees(u"there already; replaces it"_s));
    QVERIFY(Person::press(ImportAll));
    QVERIFY(scene.seeFinished(2));
    QCOMPARE(scene.accounts(), std::size_t { 8 });
    QVERIFY(scene.dropAndSee({ fixture(Plain) }, u"Import 0 account(s)"_s)); // as at first
}

void ImportPageTest::looksForEntries()
{
    ImportScene scene;
    QVERIFY(scene.dropAndSee({ fixture(Plain) }, ImportAll));
    QVERIFY(Person::fill(u"Search the entries"_s, u"tok serial"_s));
    QVERIFY(Person::sees(u"Tokens (serial 7)"_s));
    QVERIFY(!Person::sees(u"Fabrikam"_s));
    QVERIFY(Person::press(u"All that are shown"_s));
    QVERIFY(Person::sees(u"Import 7 account(s)"_s));
    QVERIFY(Person::tabTo(u"All (8)"_s));
    Person::key(Qt::Key_End);
    QVERIFY(Person::sees(u"Cannot be used (0)"_s));
    QVERIFY(Person::sees(u"No entry fits what is asked for."_s));
    QVERIFY(!support::findControl(Table));
    Person::key(Qt::Key_Home);
    QVERIFY(support::findControl(Table));
}

void ImportPageTest::tellsWhichPartsAreMissing()
{
    ImportScene scene;
    QFile both(fixture("google-migration-uri/two-parts.txt"));
    QVERIFY(both.open(QIODevice::ReadOnly));
    const QList<QByteArray> lines = both.readAll().trimmed().split('\n');
    QVERIFY(lines.size() > 1);
    const QString first = scene.file("first.txt", lines[0]);
    const QString second = scene.file("second.txt", lines[1]);
    QVERIFY(scene.dropAndSee({ first }, u"This is 1 of 2 parts of an export"_s));
    QVERIFY(Person::sees(u"Missing are the parts: 1."_s));
    QVERIFY(scene.dropAndSee({ second }, u"“second.txt”"_s));
    QVERIFY(!Person::sees(u"parts of an export"_s));
}

void ImportPageTest::takesADatabaseWithItsLog()
{
    ImportScene scene;
    QFile file(fixture("google-authenticator-sqlite/every-kind.sqlite"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString database = scene.file("databases", file.readAll());
    const QString log = scene.file("databases-wal", "x");
    QVERIFY(scene.dropAndSee({ log, database }, u"“databases”: Google Authenticator"_s));
    QVERIFY2(!Person::sees(u"could not be read"_s), qPrintable(everything()));
}

void ImportPageTest::tellsWhatWasLookedAt()
{
    ImportScene scene;
    const QString file = scene.file("items.json",
        R"({"encrypted":false,"items":[{"name":"a","login":{"totp":"GEZDGNBVGY3TQOJQ"}},{}]})");
    QVERIFY2(scene.dropAndSee({ file }, u"items looked at: 2, with codes: 1"_s),
        qPrintable(everything()));
}

void ImportPageTest::tellsOfMuchMemoryBeforeItIsTaken()
{
    ImportScene scene;
    const QString file = scene.file("ente.txt",
        R"({"kdfParams":{"memLimit":1073741824,"opsLimit":1,"salt":"AAAAAAAAAAAAAAAAAAAAAA=="},)"
        R"("encryptedData":")"
            + QByteArray(64, 'A') + R"(","encryptionNonce":")" + QByteArray(32, 'A') + R"("})");
    QVERIFY2(scene.dropAndSee({ file }, u"takes 1024 MiB of memory"_s), qPrintable(everything()));
    QVERIFY(Person::press(u"Leave this file out"_s));
    QVERIFY(scene.dropAndSee({ fixture(Encrypted) }, u"“three-slots.json” is encrypted"_s));
    QVERIFY(!Person::sees(u"of memory"_s));
}

void ImportPageTest::oneMoreFileIsAdded()
{
    ImportScene scene;
    QVERIFY(scene.dropAndSee({ fixture(Plain) }, ImportAll));
    Person::key(Qt::Key_Space);
    QVERIFY(Person::sees(u"Import 7 account(s)"_s));
    QVERIFY(scene.dropAndSee({ fixture("2fas-json/every-kind.2fas") }, u"2FAS (JSON)"_s));
    QVERIFY2(Person::sees(u"Import 13 account(s)"_s), qPrintable(everything()));
    QVERIFY(Person::sees(u"File: every-kind.json"_s));
    QVERIFY(Person::press(u"Import 13 account(s)"_s));
    QVERIFY(scene.seeFinished(1));
    QVERIFY(scene.finished.first().first().toString().contains(u"2 files are not encrypted"_s));
    QVERIFY(scene.open.session.vault().undo());
    QCOMPARE(scene.accounts(), std::size_t { 0 });
}

void ImportPageTest::picturesGoElsewhere()
{
    ImportScene scene;
    QSignalSpy pictures(&scene.page, &ImportPage::picturesFound);
    const QString path = scene.file("code.dat", {});
    QVERIFY(support::pagePicture({ support::GitHubLink }).save(path, "PNG"));
    scene.drop({ path });
    QTRY_COMPARE(pictures.count(), 1);
    const auto found = pictures.first().first().value<transfer::GivenFiles>();
    QCOMPARE(found.size(), std::size_t { 1 });
    QCOMPARE(found.front().path, path);
    QVERIFY(scene.page.isIdle());
    QVERIFY(!Person::sees(u"could not be read"_s));
}

void ImportPageTest::comparesAgainWhenAnotherProgramChangesTheVault()
{
    ImportScene scene;
    QVERIFY(scene.dropAndSee({ fixture(Plain) }, ImportAll));
    auto other = scene.open.home.open();
    QVERIFY(other);
    const auto content = transfer::readContent(support::fixtureFile(Plain));
    QVERIFY(content);
    auto read =
        transfer::read(*content, *transfer::detect(*content, transfer::importFormats()), {});
    QVERIFY(read);
    read->imported.accounts.resize(5);
    std::vector<transfer::Imported> files;
    files.push_back(std::move(read->imported));
    transfer::ImportPlan plan = transfer::ImportPlan::make(*other, std::move(files));
    QVERIFY(plan.apply(*other));
    QTRY_VERIFY2(Person::sees(u"Import 3 account(s)"_s), qPrintable(everything()));
    QVERIFY(Person::sees(u"Fabrikam (ada@fabrikam.example), there already, by time (TOTP)"_s));
    QVERIFY(Person::sees(u"Those that are there already"_s));
    QVERIFY(Person::press(u"Import 3 account(s)"_s));
    QVERIFY(scene.seeFinished(1));
    QCOMPARE(scene.accounts(), std::size_t { 8 });
}

void ImportPageTest::keepsThePreviewWhenTheSaveFails()
{
    ImportScene scene;
    QVERIFY(scene.dropAndSee({ fixture(Plain) }, ImportAll));
    const QString folder = QString::fromStdString(scene.open.home.folder());
    const QString aside = folder + u"-aside"_s;
    QVERIFY(QDir().rename(folder, aside));
    QFile inTheWay(folder);
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    QVERIFY(Person::press(ImportAll));
    QTRY_VERIFY2(Person::sees(u"The old state stands."_s), qPrintable(everything()));
    QCOMPARE(scene.finished.count(), 0);
    QCOMPARE(scene.accounts(), std::size_t { 0 });
    QVERIFY(Person::sees(u"Fabrikam"_s));
    QVERIFY(!Person::sees(u"Importing"_s));
    QCOMPARE(Person::focused(), Table);
    QVERIFY(inTheWay.remove());
    QVERIFY(QDir().rename(aside, folder));
    QVERIFY(Person::press(ImportAll)); // nothing of it was lost
    QVERIFY(scene.seeFinished(1));
    QCOMPARE(scene.accounts(), std::size_t { 8 });
}

void ImportPageTest::whatIsBeingSavedIsNotGivenUp()
{
    ImportScene scene;
    QSignalSpy cancelled(&scene.page, &ImportPage::cancelled);
    QVERIFY(scene.dropAndSee({ fixture(Plain) }, ImportAll));
    QVERIFY(Person::press(ImportAll));
    Person::key(Qt::Key_Escape);
    QVERIFY(!Person::press(u"Cancel"_s));
    QVERIFY(!support::dropFiles(*scene.page.column()->parentWidget(), { fixture(Encrypted) }));
    QVERIFY(!scene.page.isIdle());
    QCOMPARE(cancelled.count(), 0);
    QVERIFY(scene.seeFinished(1));
    QVERIFY(scene.page.isIdle());
    QCOMPARE(scene.accounts(), std::size_t { 8 });
}

void ImportPageTest::aLockWhileItIsSavedIsTold()
{
    ImportScene scene;
    QSignalSpy ended(&scene.writer, &ImportWriter::endedBehindLock);
    QVERIFY(scene.dropAndSee({ fixture(Plain) }, ImportAll));
    QVERIFY(Person::press(ImportAll));
    scene.open.session.lock();
    QTRY_COMPARE(ended.count(), 1);
    QVERIFY(ended.first().first().toBool());
    QCOMPARE(scene.finished.count(), 0);
    const auto saved = scene.open.home.open();
    QVERIFY(saved);
    QCOMPARE(saved->accounts().size(), std::size_t { 8 });
}

/// Locked while it was being saved, and another vault opened in that moment.
void ImportPageTest::anotherVaultIsNotTakenForIt()
{
    support::VaultHome another;
    ImportScene scene;
    QSignalSpy ended(&scene.writer, &ImportWriter::endedBehindLock);
    QVERIFY(scene.dropAndSee({ fixture(Plain) }, ImportAll));
    QVERIFY(Person::press(ImportAll));
    scene.open.session.lock();
    scene.open.session.open(std::move(another.create().vault));
    const vault::Id id = scene.open.session.vault().id();
    QTRY_COMPARE(ended.count(), 1);
    QVERIFY(scene.open.session.vault().id() == id);
    QCOMPARE(scene.accounts(), std::size_t { 0 });
    QCOMPARE(scene.finished.count(), 0);
}

void ImportPageTest::forgetsEverythingWhenLocked()
{
    ImportScene scene;
    QVERIFY(scene.dropAndSee({ fixture(Encrypted), fixture(Plain) }, u"is encrypted"_s));
    Person::type(u"half a pass"_s);
    scene.open.session.lock();
    QVERIFY(!Person::sees(u"encrypted:"_s));
    QVERIFY(scene.page.isIdle());
    scene.drop({ fixture(Plain) });
    QVERIFY(scene.page.isIdle());
}

void ImportPageTest::forgetsWhatIsBeingReadWhenLocked()
{
    ImportScene scene;
    scene.drop({ fixture(Plain) });
    QVERIFY(!scene.page.isIdle());
    scene.open.session.lock();
    QVERIFY(scene.page.isIdle());
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::sendPostedEvents();
    QVERIFY(!Person::sees(u"Fabrikam"_s));
    QVERIFY(!Person::sees(u"Reading"_s));
}

void ImportPageTest::givesUpOnEscape()
{
    ImportScene scene;
    QSignalSpy cancelled(&scene.page, &ImportPage::cancelled);
    QVERIFY(scene.dropAndSee({ fixture(Plain) }, ImportAll));
    Person::key(Qt::Key_Escape);
    QCOMPARE(cancelled.count(), 1);
    QVERIFY(!Person::sees(u"Fabrikam"_s));
    QCOMPARE(scene.accounts(), std::size_t { 0 });
}

void ImportPageTest::showsNoSecret()
{
    ImportScene scene;
    QVERIFY(scene.dropAndSee({ fixture(Plain) }, ImportAll));
    for (int i = 0; i < 8; ++i) {
        const QString seen = everything();
        for (const auto& secret : { u"3UZKF353HDRQBTUD"_s, u"QDNVWIVXFNNGPNNF"_s, u"4711"_s })
            QVERIFY(!seen.contains(secret));
        Person::key(Qt::Key_Down);
    }
}

void ImportPageTest::fitsIntoANarrowWindow()
{
    ImportScene scene;
    scene.page.resize(360, 700);
    QVERIFY(scene.dropAndSee({ fixture(Plain) }, ImportAll));
    const QWidget* const contents = scene.page.column()->parentWidget();
    QTRY_VERIFY(contents->width() <= contents->parentWidget()->width());
    QVERIFY(contents->minimumSizeHint().width() <= 360);
}

void ImportPageTest::reachesEverythingByTab()
{
    ImportScene scene;
    QCOMPARE(Person::tabOrder(),
        (QStringList { u"Choose files…"_s, u"Move account by account…"_s, u"Cancel"_s }));
    QVERIFY(scene.dropAndSee({ fixture(Encrypted) }, u"is encrypted"_s));
    QCOMPARE(Person::tabOrder(),
        (QStringList { Passphrase, u"Show what is typed"_s, u"Leave this file out"_s, u"Open"_s,
            u"Cancel"_s }));
    QVERIFY(Person::press(u"Leave this file out"_s));
    QTRY_COMPARE(Person::focused(), u"Choose files…"_s);
    QVERIFY(scene.dropAndSee({ fixture(Plain) }, ImportAll));
    QVERIFY(Person::press(ImportAll));
    QVERIFY(scene.seeFinished(1));
    QVERIFY(scene.dropAndSee({ fixture(Plain) }, u"Import 0 account(s)"_s));
    QVERIFY(Person::tabTo(u"Search the entries"_s));
    Person::key(Qt::Key_Tab, Qt::ShiftModifier); // from the start of the page
    QCOMPARE(Person::tabOrder(),
        (QStringList { u"Cancel"_s, u"Search the entries"_s, u"All (8)"_s, u"Leave them out"_s,
            u"All that are shown"_s, Table, u"More files…"_s }));
}

QTEST_MAIN(ImportPageTest)
#include "import_page_test.moc"
