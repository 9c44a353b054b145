// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "tests/support/page_picture.h"
#include "ui/add/offer_reader.h"

#include <QFile>
#include <QGuiApplication>
#include <QSignalSpy>
#include <QTemporaryDir>

using ui::add::Findings;
using ui::add::OfferReader;

namespace {

/// Keeps what a reader found.
struct ReaderScene
{
    OfferReader reader;
    Findings findings;
    int answers = 0;
    QTemporaryDir folder;

    ReaderScene()
    {
        QObject::connect(&reader, &OfferReader::found, &reader, [this](Findings& found) {
            findings = std::move(found);
            ++answers;
        });
    }
    QString file(const char* name, const QByteArray& contents)
    {
        QFile file(folder.filePath(QString::fromLatin1(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(contents) != contents.size())
            qFatal("cannot write %s", name);
        return file.fileName();
    }
    QByteArray png(const QImage& picture)
    {
        const QString path = folder.filePath(QStringLiteral("made.png"));
        if (!picture.save(path))
            qFatal("cannot save a picture");
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
};

const otp::Entry* entryOf(const ui::add::Finding& finding)
{
    const auto* accounts =
        finding.offer ? std::get_if<enroll::AccountsOffer>(&*finding.offer) : nullptr;
    return accounts && accounts->entries.size() == 1 ? &accounts->entries.front() : nullptr;
}

} // namespace

class OfferReaderTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void findsAllCodesOfAPicture()
    {
        ReaderScene scene;
        scene.reader.readPictures({ support::pagePicture(
            { support::GitHubLink, support::BankLink, support::WifiText }) });
        QVERIFY(scene.reader.isReading());
        QTRY_COMPARE(scene.answers, 1);
        QVERIFY(!scene.reader.isReading());
        QCOMPARE(scene.findings.size(), std::size_t { 3 });
        QVERIFY(entryOf(scene.findings[0]) != nullptr);
        QVERIFY(entryOf(scene.findings[1]) != nullptr);
        QVERIFY(std::holds_alternative<enroll::TextOffer>(*scene.findings[2].offer));
    }

    void findsAllLinksOfACode()
    {
        ReaderScene scene;
        const std::string both =
            std::string(support::GitHubLink) + '\n' + std::string(support::BankLink);
        scene.reader.readPictures({ support::pagePicture({ both }) });
        QTRY_COMPARE(scene.answers, 1);
        QCOMPARE(scene.findings.size(), std::size_t { 2 });
        QVERIFY(entryOf(scene.findings[0]) != nullptr);
        QVERIFY(entryOf(scene.findings[1]) != nullptr);
    }

    void readsFilesAndNamesWhatIsWrongWithOthers()
    {
        ReaderScene scene;
        const QByteArray png = scene.png(support::pagePicture({ support::GitHubLink }));
        scene.reader.readFiles(
            { scene.file("good.png", png), scene.file("text.png", "\x89PNG\r\n\x1a\n and no more"),
                scene.file("cut.png", png.left(png.size() / 2)),
                scene.file("empty.png", scene.png(support::pagePicture({}))),
                scene.folder.filePath(QStringLiteral("missing.png")) });
        QTRY_COMPARE(scene.answers, 1);
        QCOMPARE(scene.findings.size(), std::size_t { 5 });
        QVERIFY(entryOf(scene.findings[0]) != nullptr);
        QCOMPARE(scene.findings[1].offer.error().code, base::ErrorCode::PictureUnreadable);
        QCOMPARE(scene.findings[2].offer.error().code, base::ErrorCode::PictureUnreadable);
        QCOMPARE(scene.findings[3].offer.error().code, base::ErrorCode::NoCodeFound);
        QCOMPARE(scene.findings[4].offer.error().code, base::ErrorCode::CannotRead);
        QCOMPARE(scene.findings[3].file, QStringLiteral("empty.png"));
        QCOMPARE(scene.findings[4].file, QStringLiteral("missing.png"));
    }

    void anEmptyScreenBesideOneWithACodeIsNoFailure()
    {
        ReaderScene scene;
        scene.reader.readPictures(
            { support::pagePicture({}), support::pagePicture({ support::GitHubLink }) });
        QTRY_COMPARE(scene.answers, 1);
        QCOMPARE(scene.findings.size(), std::size_t { 1 });
        QVERIFY(entryOf(scene.findings[0]) != nullptr);
    }

    void aCancelledReadingGivesNoAnswer()
    {
        ReaderScene scene;
        QSignalSpy stopped(&scene.reader, &OfferReader::stoppedReading);
        scene.reader.readPictures({ support::pagePicture({ support::GitHubLink }) });
        scene.reader.cancel();
        QVERIFY(!scene.reader.isReading());
        QCOMPARE(stopped.count(), 1);
        scene.reader.readPictures({ support::pagePicture({ support::BankLink }) });
        QTRY_COMPARE(scene.answers, 1);
        QCOMPARE(entryOf(scene.findings[0])->issuer, QStringLiteral("Bank"));
    }

    void aNewReadingDropsTheOldAnswer()
    {
        ReaderScene scene;
        scene.reader.readPictures({ support::pagePicture({ support::GitHubLink }) });
        scene.reader.readPictures({ support::pagePicture({ support::BankLink }) });
        QTRY_COMPARE(scene.answers, 1);
        QCOMPARE(entryOf(scene.findings[0])->issuer, QStringLiteral("Bank"));
    }

    void mayGoWhileAJobRuns()
    {
        auto reader = std::make_unique<OfferReader>();
        reader->readPictures({ support::pagePicture({ support::GitHubLink }) });
        reader.reset();
    }

    void readsTextLineByLine()
    {
        std::string text(support::GitHubLink);
        text += "\n\n# a comment\n";
        text += support::BankLink;
        const Findings findings = OfferReader::readText(text);
        QCOMPARE(findings.size(), std::size_t { 2 });
        QCOMPARE(entryOf(findings[1])->issuer, QStringLiteral("Bank"));
    }

    void onlyTheLinkOfAnActivationIsKept()
    {
        ReaderScene scene;
        const std::string text =
            std::string(support::ActivationLink) + '\n' + std::string(support::BankLink);
        const Findings read = OfferReader::readText(text);
        QCOMPARE(read.size(), std::size_t { 2 });
        QCOMPARE(read[0].link.text(), support::ActivationLink);
        QVERIFY(read[1].link.isEmpty());
        scene.reader.readPictures({ support::pagePicture({ support::ActivationLink }) });
        QTRY_COMPARE(scene.answers, 1);
        QCOMPARE(scene.findings.front().link.text(), support::ActivationLink);
    }
};

QTEST_MAIN(OfferReaderTest)
#include "offer_reader_test.moc"
