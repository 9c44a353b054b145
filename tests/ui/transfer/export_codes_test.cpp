// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/otp/migration.h"
#include "core/qr/qr_reader.h"
#include "core/qr/qr_writer.h"
#include "tests/support/fail_on_warning.h"
#include "tests/ui/transfer/export_scene.h"
#include "ui/transfer/code_show.h"

#include <QBuffer>

using namespace Qt::StringLiterals;
using support::Person;
using ui::transfer::CodePictures;
using ui::transfer::CodeShow;

namespace {

const QString Show = u"Show the codes"_s;

/// So many accounts, and the page at the choice between codes on the screen and files.
struct CodesScene : ExportPageScene
{
    explicit CodesScene(int accounts)
    {
        for (int i = 0; i < accounts; ++i)
            open.add(support::entryOf("ACME", QByteArray::number(i).constData()));
        choose("google-migration-qr");
        if (!answerWhoItIs())
            qFatal("the page does not go on");
        Person::key(Qt::Key_Return);
    }

    /// What a phone in front of the page reads; nothing where there is no code, or several.
    std::optional<otp::MigrationPart> scanned()
    {
        const auto codes = qr::readCodes(page.grab().toImage());
        if (!codes || codes->size() != 1)
            return {};
        auto part = otp::readMigration(codes->front().text);
        return part ? std::optional(std::move(*part)) : std::nullopt;
    }
    bool showCodes(const char* first) { return Person::press(Show) && see(first); }
    QStringList files() const { return QDir(path(".")).entryList(QDir::Files); }
};

QStringList namesOf(const std::optional<otp::MigrationPart>& part)
{
    QStringList names;
    for (std::size_t i = 0; part && i < part->entries.size(); ++i)
        names << part->entries[i].name;
    return names;
}

constexpr std::string_view Link = "otpauth-migration://offline?data=AA";

} // namespace

/// Codes that another device scans from the screen.
class ExportCodesTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void aPhoneReadsThemOneAfterTheOther();
    void areBlackOnWhiteAndLargeEnough();
    void turnsByKeysAndStopsAtTheEnds();
    void theArrowsGoWhereTheButtonsAre();
    void oneCodeIsNotTurned();
    void noFileIsWrittenForThem();
    void whatIsTickedIsInThem();
    void goAfterAMinuteWithoutATurn();
    void escapeHidesThemAndThenThePage();
    void theLockHidesThem();
    void anotherPageHidesThem();
    void otherKindsHaveNone();
    void reachesEverythingByTab();
    void aPictureIsShrunkToItsModules();
    void whatIsNoPictureOfACodeIsTold();
};

void ExportCodesTest::aPhoneReadsThemOneAfterTheOther()
{
    CodesScene scene(23);
    QCOMPARE(Person::focused(), Show);
    Person::key(Qt::Key_Space);
    QVERIFY(scene.see("Code 1 of 3"));
    QVERIFY(Person::sees(u"“Import accounts”"_s));
    QCOMPARE(Person::focused(), u"QR code 1 of 3"_s);
    QStringList names;
    std::vector<int> places;
    for (const char* place : { "Code 1 of 3", "Code 2 of 3", "Code 3 of 3" }) {
        QVERIFY2(scene.see(place), place);
        const auto part = scene.scanned();
        QVERIFY2(part, place);
        QCOMPARE(part->batchSize, 3);
        places.push_back(part->batchIndex);
        QCOMPARE(part->entries.front().secret.text(), std::string_view("12345678901234567890"));
        names << namesOf(part);
        Person::key(Qt::Key_Right);
    }
    QCOMPARE(places, (std::vector<int> { 0, 1, 2 }));
    QStringList all;
    for (int i = 0; i < 23; ++i)
        all << QString::number(i);
    QCOMPARE(names, all);
    QVERIFY(Person::press(u"Done"_s));
    QCOMPARE(scene.closed.count(), 1);
    QVERIFY(!scene.scanned());
}

void ExportCodesTest::areBlackOnWhiteAndLargeEnough()
{
    CodesScene scene(10);
    const QSize before(420, 520);
    scene.page.resize(before);
    QVERIFY(scene.showCodes("Code 1 of 1"));
    QCOMPARE(Person::focused(), u"QR code 1 of 1"_s);
    const auto pixelsPerModule = [&scene] {
        const auto codes = qr::readCodes(scene.page.grab().toImage());
        if (!codes || codes->size() != 1)
            return 0;
        const auto matrix = qr::encode(base::bytesOf(codes->front().text));
        return (codes->front().position.width() + matrix->size() / 2) / matrix->size();
    };
    QTRY_VERIFY(pixelsPerModule() >= 4);
    // By keys, so that the focus is shown.
    Person::key(Qt::Key_Tab);
    Person::key(Qt::Key_Tab, Qt::ShiftModifier);
    QCOMPARE(Person::focused(), u"QR code 1 of 1"_s);
    const QImage page = scene.page.grab().toImage();
    const QRect place = qr::readCodes(page)->front().position.adjusted(-8, -8, 8, 8);
    for (int y = place.top(); y < place.bottom(); ++y) {
        for (int x = place.left(); x < place.right(); ++x)
            QVERIFY(page.pixelColor(x, y) == Qt::white || page.pixelColor(x, y) == Qt::black);
    }
    Person::key(Qt::Key_Escape);
    QCOMPARE(scene.page.size(), before);
}

void ExportCodesTest::turnsByKeysAndStopsAtTheEnds()
{
    CodesScene scene(23);
    QVERIFY(scene.showCodes("Code 1 of 3"));
    QVERIFY(!Person::press(u"Previous"_s));
    Person::key(Qt::Key_Left);
    QVERIFY(Person::sees(u"Code 1 of 3"_s));
    Person::key(Qt::Key_Space);
    QVERIFY(Person::sees(u"Code 2 of 3"_s));
    QVERIFY(Person::press(u"Previous"_s));
    QVERIFY(Person::sees(u"Code 1 of 3"_s));
    QCOMPARE(Person::focused(), u"QR code 1 of 3"_s); // not on a button that is out of use
    Person::key(Qt::Key_End);
    QVERIFY(Person::sees(u"Code 3 of 3"_s));
    QVERIFY(!Person::press(u"Next"_s));
    Person::key(Qt::Key_Return);
    QVERIFY(Person::sees(u"Code 3 of 3"_s));
    Person::key(Qt::Key_PageUp);
    QVERIFY(Person::sees(u"Code 2 of 3"_s));
    Person::key(Qt::Key_Home);
    QVERIFY(Person::sees(u"Code 1 of 3"_s));
}

void ExportCodesTest::theArrowsGoWhereTheButtonsAre()
{
    CodesScene scene(23);
    scene.page.setLayoutDirection(Qt::RightToLeft);
    QVERIFY(scene.showCodes("Code 1 of 3"));
    Person::key(Qt::Key_Left);
    QVERIFY(Person::sees(u"Code 2 of 3"_s));
    Person::key(Qt::Key_Right);
    QVERIFY(Person::sees(u"Code 1 of 3"_s));
}

void ExportCodesTest::oneCodeIsNotTurned()
{
    CodesScene scene(3);
    QVERIFY(scene.showCodes("Code 1 of 1"));
    QVERIFY(!Person::sees(u"Next"_s));
    QVERIFY(!Person::sees(u"Previous"_s));
    QCOMPARE(namesOf(scene.scanned()), (QStringList { u"0"_s, u"1"_s, u"2"_s }));
}

void ExportCodesTest::noFileIsWrittenForThem()
{
    CodesScene scene(3);
    const QStringList before = scene.files();
    QVERIFY(Person::sees(u"and no file is written"_s));
    QVERIFY(!Person::press(ExportPageScene::writeText())); // for a file the yes is missing
    QVERIFY(scene.showCodes("Code 1 of 1"));
    QCOMPARE(scene.files(), before);
    QVERIFY(Person::press(u"Back"_s));
    QVERIFY(!scene.scanned());
    QVERIFY(!Person::press(ExportPageScene::writeText()));
}

void ExportCodesTest::whatIsTickedIsInThem()
{
    CodesScene scene(3);
    QVERIFY(Person::press(u"Back"_s));
    Person::key(Qt::Key_Space);
    Person::key(Qt::Key_Return);
    QVERIFY(scene.showCodes("Code 1 of 1"));
    QCOMPARE(namesOf(scene.scanned()), (QStringList { u"1"_s, u"2"_s }));
}

void ExportCodesTest::goAfterAMinuteWithoutATurn()
{
    CodesScene scene(12);
    QVERIFY(scene.showCodes("Code 1 of 2"));
    QVERIFY(Person::sees(u"Hidden in 60 second(s)."_s));
    scene.open.clock().time += std::chrono::seconds(50);
    Person::key(Qt::Key_Right);
    QVERIFY(Person::sees(u"Hidden in 60 second(s)."_s)); // the next one has a minute, too
    scene.open.clock().time += std::chrono::seconds(59);
    QTRY_VERIFY(Person::sees(u"Hidden in 1 second(s)."_s));
    QVERIFY(scene.scanned());
    scene.open.clock().time += std::chrono::seconds(1);
    QTRY_VERIFY(Person::sees(u"The codes were hidden"_s));
    QVERIFY(!scene.scanned());
    QCOMPARE(Person::focused(), Show);
    QVERIFY(scene.showCodes("Code 1 of 2"));
    QVERIFY(!Person::sees(u"The codes were hidden"_s));
}

void ExportCodesTest::escapeHidesThemAndThenThePage()
{
    CodesScene scene(3);
    QVERIFY(scene.showCodes("Code 1 of 1"));
    Person::key(Qt::Key_Escape);
    QVERIFY(!scene.scanned());
    QCOMPARE(scene.closed.count(), 0);
    QCOMPARE(Person::focused(), Show);
    Person::key(Qt::Key_Escape);
    QCOMPARE(scene.closed.count(), 1);
}

void ExportCodesTest::theLockHidesThem()
{
    CodesScene scene(3);
    QVERIFY(scene.showCodes("Code 1 of 1"));
    scene.open.session.lock();
    QVERIFY(!scene.scanned());
    QVERIFY(!Person::sees(u"Code 1"_s));
}

void ExportCodesTest::anotherPageHidesThem()
{
    CodesScene scene(3);
    QVERIFY(scene.showCodes("Code 1 of 1"));
    scene.page.hide();
    scene.page.show();
    scene.comeToTheFront();
    QVERIFY(!scene.scanned());
    QVERIFY(Person::sees(u"Continue…"_s));
}

void ExportCodesTest::otherKindsHaveNone()
{
    ExportPageScene scene;
    scene.open.add(support::entryOf("ACME", "ada"));
    for (const char* id : { "aegis-json-encrypted", "google-migration-uri", "html-sheet" }) {
        ExportPageScene::choose(id);
        QVERIFY(scene.answerWhoItIs());
        Person::key(Qt::Key_Return);
        QVERIFY(Person::sees(u"Write 1 account(s)…"_s));
        QVERIFY2(!Person::sees(Show), id);
        Person::key(Qt::Key_Escape);
        scene.page.setFocus();
    }
}

void ExportCodesTest::reachesEverythingByTab()
{
    CodesScene scene(12);
    QCOMPARE(Person::tabOrder(),
        (QStringList { Show, u"I know that it holds every secret"_s, u"Back"_s, u"Cancel"_s }));
    QVERIFY(scene.showCodes("Code 1 of 2"));
    QCOMPARE(Person::tabOrder(),
        (QStringList { u"QR code 1 of 2"_s, u"Next"_s, u"Back"_s, u"Done"_s, u"Cancel"_s }));
}

void ExportCodesTest::aPictureIsShrunkToItsModules()
{
    CodePictures pictures;
    for (const int pixels : { 1, 3, 8 })
        QVERIFY(
            pictures.append(base::bytesOf(*qr::toPng(*qr::encode(base::bytesOf(Link)), pixels))));
    QCOMPARE(pictures.count(), 3);
    const QImage drawn = qr::toImage(*qr::encode(base::bytesOf(Link)), 1);
    for (int i = 0; i < pictures.count(); ++i)
        QCOMPARE(pictures.at(i), drawn);
}

void ExportCodesTest::whatIsNoPictureOfACodeIsTold()
{
    CodePictures pictures;
    const auto isDamaged = [&pictures](base::ByteView png) {
        const auto appended = pictures.append(png);
        return !appended && appended.error().code == base::ErrorCode::Damaged;
    };
    QVERIFY(isDamaged(base::bytesOf(std::string_view("no picture"))));
    QImage white(40, 40, QImage::Format_Grayscale8);
    white.fill(Qt::white);
    QByteArray png;
    QBuffer buffer(&png);
    QVERIFY(buffer.open(QIODevice::WriteOnly) && white.save(&buffer, "PNG"));
    QVERIFY(isDamaged(base::bytesOf(png)));
    QCOMPARE(pictures.count(), 0);
}

QTEST_MAIN(ExportCodesTest)
#include "export_codes_test.moc"
