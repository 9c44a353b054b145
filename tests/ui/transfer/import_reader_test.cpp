// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "tests/support/open_session.h"
#include "ui/transfer/import_reader.h"

#include <QFile>
#include <QFileInfo>
#include <QImage>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

using namespace Qt::StringLiterals;
using transfer::Refusal;
using ui::transfer::ImportReader;

namespace {

constexpr const char* AegisPassphrase = "corr\xc3\xa8"
                                        "ct h\xc3\xb6rse";

QString fixture(const char* name)
{
    return QString::fromStdString(support::fixtureFile(name));
}

struct ReaderScene
{
    QTemporaryDir folder;
    support::OpenSession open;
    ImportReader reader { open.session };
    ui::transfer::ImportFindings findings;
    QStringList files; ///< that were read, in the order in which they were told of
    int answers = 0;
    int jobs = 0;
    QList<Refusal> questions; ///< for a passphrase

    ReaderScene()
    {
        QObject::connect(
            &reader, &ImportReader::finished, &reader, [this](ui::transfer::ImportFindings& found) {
                findings = std::move(found);
                for (const ui::transfer::ReadImport& read : findings.read)
                    files << QFileInfo(read.path).fileName();
                ++answers;
            });
        QObject::connect(&reader, &ImportReader::passphraseNeeded, &reader,
            [this](const QString&, const transfer::Failure& why) { questions << why.refusal; });
    }
    ~ReaderScene() { QThreadPool::globalInstance()->waitForDone(); }

    QString file(const char* name, const QByteArray& content) const
    {
        QFile made(folder.filePath(QLatin1String(name)));
        if (!made.open(QIODevice::WriteOnly) || made.write(content) != content.size())
            qFatal("cannot write");
        return made.fileName();
    }
    /// Does something as soon as what was read is being compared.
    template <typename Act> void whenComparing(Act act)
    {
        QObject::connect(&reader, &ImportReader::startedReading, &reader, [this, act] {
            if (++jobs == 2) // the first is the reading
                act();
        });
    }
    QStringList pictures() const
    {
        QStringList paths;
        for (const transfer::GivenFile& picture : findings.pictures)
            paths << picture.path;
        return paths;
    }
    void type(const char* passphrase)
    {
        reader.open(std::move(*crypto::SecretBytes::copyOf(passphrase)));
    }
};

} // namespace

/// Files of other programs, read beside the window.
class ImportReaderTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void readsSeveralInTheirOrder()
    {
        ReaderScene scene;
        scene.reader.read(
            { fixture("2fas-json/every-kind.2fas"), fixture("aegis-json/every-kind.json") });
        QCOMPARE(scene.answers, 0); // never before it returns
        QTRY_COMPARE(scene.answers, 1);
        QCOMPARE(scene.findings.read.size(), std::size_t { 2 });
        QCOMPARE(scene.findings.read[0].format->id, std::string_view("2fas-json"));
        QCOMPARE(scene.findings.read[1].format->id, std::string_view("aegis-json"));
        QVERIFY(scene.findings.read[0].isOpen);
        QVERIFY(scene.questions.isEmpty());
    }

    void tellsByContentAndNotByName()
    {
        ReaderScene scene;
        QFile aegis(fixture("aegis-json/every-kind.json"));
        QVERIFY(aegis.open(QIODevice::ReadOnly));
        QImage blank(8, 8, QImage::Format_RGB32);
        blank.fill(Qt::white);
        const QString picture = scene.folder.filePath(u"backup.json"_s);
        QVERIFY(blank.save(picture, "PNG"));
        scene.reader.read({ scene.file("holiday.png", aegis.readAll()), picture });
        QTRY_COMPARE(scene.answers, 1);
        QCOMPARE(scene.findings.read.size(), std::size_t { 1 });
        QCOMPARE(scene.pictures(), QStringList { picture });
        QVERIFY(scene.findings.refused.empty());
    }

    /// The page that looks at pictures knows nothing of the form of these codes.
    void codesInAFormOfTheirOwnAreReadHere()
    {
        ReaderScene scene;
        scene.reader.read({ fixture("lastpass-authenticator-qr/two-parts.png") });
        QTRY_COMPARE(scene.answers, 1);
        QVERIFY(scene.findings.pictures.empty());
        QCOMPARE(scene.findings.read.size(), std::size_t { 1 });
        QCOMPARE(scene.findings.plan->entries().size(), std::size_t { 2 });
    }

    /// Here it is not read to its end: the page that it goes to says what is wrong with it.
    void aPictureIsToldByItsBeginning()
    {
        ReaderScene scene;
        const QString large = scene.file("large.bin", "\x89PNG\r\n\x1a\n");
        QVERIFY(QFile::resize(large, qint64 { transfer::LargestFile } + 1)); // of zeros
        scene.reader.read({ large });
        QTRY_COMPARE(scene.answers, 1);
        QCOMPARE(scene.pictures(), QStringList { large });
        QVERIFY(scene.findings.refused.empty());
    }

    void goesOnWhereOneIsRefused()
    {
        ReaderScene scene;
        scene.reader.read({ scene.file("notes.txt", "nothing of interest"),
            scene.folder.filePath(u"missing.json"_s), fixture("aegis-json/every-kind.json") });
        QTRY_COMPARE(scene.answers, 1);
        QCOMPARE(scene.findings.refused.size(), std::size_t { 2 });
        QCOMPARE(scene.findings.refused[0].why.refusal, Refusal::NotRecognised);
        QCOMPARE(scene.findings.refused[1].why.refusal, Refusal::Failed);
        QCOMPARE(scene.findings.read.size(), std::size_t { 1 });
    }

    void asksWhenTheOthersAreRead()
    {
        ReaderScene scene;
        scene.reader.read({ fixture("aegis-json-encrypted/three-slots.json"),
            fixture("aegis-json/every-kind.json") });
        QTRY_COMPARE(scene.questions, QList { Refusal::PassphraseNeeded });
        QCOMPARE(scene.answers, 0);
        scene.type("wrong");
        QTRY_COMPARE(
            scene.questions, (QList { Refusal::PassphraseNeeded, Refusal::WrongPassphrase }));
        scene.type(AegisPassphrase);
        QTRY_COMPARE(scene.answers, 1);
        QCOMPARE(scene.findings.read.size(), std::size_t { 2 });
        QVERIFY(scene.findings.read[0].isOpen);
        QVERIFY(!scene.findings.read[1].isOpen);
    }

    void oneThatIsDamagedInsideIsRefused()
    {
        ReaderScene scene;
        scene.reader.read({ fixture("aegis-json-encrypted/tampered.json") });
        QTRY_COMPARE(scene.questions.size(), 1);
        scene.type(AegisPassphrase);
        QTRY_COMPARE(scene.answers, 1);
        QCOMPARE(scene.findings.refused.size(), std::size_t { 1 });
        QCOMPARE(scene.findings.refused[0].why.refusal, Refusal::Damaged);
    }

    void oneIsLeftOut()
    {
        ReaderScene scene;
        scene.reader.read({ fixture("aegis-json-encrypted/three-slots.json"),
            fixture("2fas-json-encrypted/every-kind.2fas") });
        QTRY_COMPARE(scene.questions.size(), 1);
        scene.reader.leaveOut();
        QTRY_COMPARE(scene.questions.size(), 2);
        scene.reader.leaveOut();
        QTRY_COMPARE(scene.answers, 1);
        QVERIFY(scene.findings.read.empty());
        QVERIFY(scene.findings.refused.empty());
    }

    void stoppingATryAsksAgain()
    {
        ReaderScene scene;
        scene.reader.read({ fixture("aegis-json-encrypted/three-slots.json") });
        QTRY_COMPARE(scene.questions.size(), 1);
        scene.type(AegisPassphrase);
        QVERIFY(scene.reader.isReading());
        scene.reader.stop();
        QVERIFY(!scene.reader.isReading());
        QCOMPARE(scene.questions.size(), 2);
        scene.type(AegisPassphrase);
        QTRY_COMPARE(scene.answers, 1);
        QCOMPARE(scene.findings.read.size(), std::size_t { 1 });
    }

    void stoppingTheFirstLookEndsIt()
    {
        ReaderScene scene;
        int stops = 0;
        QObject::connect(&scene.reader, &ImportReader::stopped, &scene.reader, [&] { ++stops; });
        scene.reader.read(
            { fixture("aegis-json/every-kind.json"), fixture("2fas-json/every-kind.2fas") });
        scene.reader.stop();
        QCOMPARE(stops, 1);
        // What is read afterwards comes alone.
        scene.reader.read({ fixture("2fas-json/every-kind.2fas") });
        QTRY_COMPARE(scene.answers, 1);
        QCOMPARE(scene.findings.read.size(), std::size_t { 1 });
    }

    void whatComesMeanwhileIsReadToo()
    {
        ReaderScene scene;
        scene.reader.read({ fixture("aegis-json/every-kind.json") });
        scene.reader.read({ fixture("2fas-json/every-kind.2fas") });
        QTRY_COMPARE(scene.answers, 1);
        QCOMPARE(scene.findings.read.size(), std::size_t { 2 });
        scene.reader.read({ fixture("aegis-json-encrypted/three-slots.json") });
        QTRY_COMPARE(scene.questions.size(), 1);
        scene.reader.read({ fixture("2fas-json/every-kind.2fas") });
        QVERIFY(!scene.reader.isReading()); // one question after another
        scene.reader.leaveOut();
        QTRY_COMPARE(scene.answers, 2);
        QCOMPARE(scene.findings.read.size(), std::size_t { 1 });
    }

    void saysWhatTheyWouldBring()
    {
        ReaderScene scene;
        scene.reader.read(
            { fixture("2fas-json/every-kind.2fas"), fixture("aegis-json/every-kind.json") });
        QTRY_COMPARE(scene.answers, 1);
        const auto& entries = scene.findings.plan->entries();
        const auto first = static_cast<std::size_t>(scene.findings.read[0].entries);
        QVERIFY(first > 0 && first < entries.size());
        QCOMPARE(entries.size(), first + static_cast<std::size_t>(scene.findings.read[1].entries));
        for (std::size_t i = 0; i < entries.size(); ++i)
            QCOMPARE(entries[i].file, std::size_t { i < first ? 0U : 1U });
    }

    void comparesWithTheVaultAsItIsInTheEnd()
    {
        ReaderScene scene;
        const QString links = scene.file("links.txt",
            "otpauth://totp/ACME:alice?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=ACME\n");
        scene.whenComparing([&scene] {
            scene.open.add(support::entryOf("ACME", "alice", "12345678901234567890"));
        });
        scene.reader.read({ links });
        QTRY_COMPARE(scene.answers, 1);
        QCOMPARE(scene.jobs, 3);
        QCOMPARE(scene.findings.plan->entries().size(), std::size_t { 1 });
        QVERIFY(scene.findings.plan->entries()[0].status == transfer::Status::Duplicate);
        QVERIFY(scene.findings.plan->entries()[0].action == transfer::Action::Skip);
    }

    void whatComesWhileOthersAreComparedFollows()
    {
        ReaderScene scene;
        scene.whenComparing(
            [&scene] { scene.reader.read({ fixture("2fas-json/every-kind.2fas") }); });
        scene.reader.read({ fixture("aegis-json/every-kind.json") });
        QTRY_COMPARE(scene.answers, 2);
        QCOMPARE(scene.files, (QStringList { u"every-kind.json"_s, u"every-kind.2fas"_s }));
        QCOMPARE(scene.findings.read.size(), std::size_t { 1 });
        QCOMPARE(scene.findings.plan->entries().size(),
            static_cast<std::size_t>(scene.findings.read[0].entries));
    }

    void theLockEndsItWhileItCompares()
    {
        ReaderScene scene;
        bool isLocked = false;
        scene.whenComparing([&] {
            scene.open.session.lock();
            isLocked = true;
        });
        scene.reader.read({ fixture("aegis-json/every-kind.json") });
        QTRY_VERIFY(isLocked);
        QVERIFY(!scene.reader.isReading());
        QThreadPool::globalInstance()->waitForDone();
        QCoreApplication::sendPostedEvents();
        QCOMPARE(scene.answers, 0);
    }

    void goesAwayInTheMiddle()
    {
        support::OpenSession open;
        auto reader = std::make_unique<ImportReader>(open.session);
        int signalled = 0;
        QObject::connect(reader.get(), &ImportReader::stoppedReading, QCoreApplication::instance(),
            [&signalled] { ++signalled; });
        reader->read({ fixture("aegis-json/every-kind.json") });
        reader.reset();
        QThreadPool::globalInstance()->waitForDone();
        QCoreApplication::sendPostedEvents();
        QCOMPARE(signalled, 0);
    }
};

QTEST_GUILESS_MAIN(ImportReaderTest)
#include "import_reader_test.moc"
