// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/qr/picture.h"
#include "core/qr/picture_format.h"
#include "core/qr/qr_reader.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/test_files.h"

#include <QBuffer>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <sys/resource.h>

using base::ErrorCode;

namespace {

const std::string Link = "otpauth://totp/Example:anna?secret=JBSWY3DPEHPK3PXP&issuer=Example";

QByteArray fixture(const QString& name)
{
    QFile file(QString::fromStdString(support::fixtureFile("pictures/" + name.toStdString())));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("a fixture is missing");
    return file.readAll();
}

QString written(const QTemporaryDir& folder, const QString& name, const QByteArray& contents)
{
    QFile file(folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(contents) != contents.size())
        qFatal("the test cannot write its file");
    return file.fileName();
}

std::string firstText(const QImage& picture)
{
    const auto codes = qr::readCodes(picture);
    return codes ? codes->front().text : std::string();
}

QByteArray asPng(const QImage& image)
{
    QByteArray png;
    QBuffer buffer(&png);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return png;
}

/// A WebP picture of the largest size it can have, which brings no pixels.
QByteArray largestWebP()
{
    const auto size = [](int value) {
        QByteArray bytes(4, 0);
        bytes[0] = static_cast<char>(value);
        return bytes;
    };
    const QByteArray stream = QByteArray("\x2f\xff\xff\xff\x0f", 5) + QByteArray(15, 0);
    return "RIFF" + size(12 + 20) + "WEBPVP8L" + size(20) + stream;
}

long peakKilobytes()
{
    rusage usage {};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

} // namespace

class PictureTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void wipesThePixelsThatNobodyShares_data()
    {
        QTest::addColumn<int>("format");
        QTest::newRow("bits") << int(QImage::Format_Mono);
        QTest::newRow("palette") << int(QImage::Format_Indexed8);
        QTest::newRow("24 bits, with bytes between the rows") << int(QImage::Format_RGB888);
        QTest::newRow("32 bits") << int(QImage::Format_ARGB32);
    }
    void wipesThePixelsThatNobodyShares()
    {
        QFETCH(int, format);
        // In memory of the test's own, so that it can be looked at afterwards.
        std::vector<uchar> pixels(std::size_t { 64 } * 5, 0xa5);
        QImage picture(pixels.data(), 13, 5, 64, static_cast<QImage::Format>(format));
        {
            QImage shared = picture;
            qr::wipe(shared);
            QVERIFY(shared.isNull());
            QCOMPARE(std::ranges::count(pixels, 0xa5), std::ssize(pixels));
        }
        qr::wipe(picture);
        QVERIFY(picture.isNull());
        QCOMPARE(std::ranges::count(pixels, 0), std::ssize(pixels));
        qr::wipe(picture); // of one that is gone there is nothing
    }

    void loadsEachFormatWhateverItsName_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name : { "code.png", "code.jpg", "progressive.jpg", "code.webp",
                 "code.svg", "code.gif", "code.bmp", "rle.bmp" })
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void loadsEachFormatWhateverItsName()
    {
        QFETCH(QString, name);
        const QTemporaryDir folder;
        const QString path = written(folder, QStringLiteral("holiday.txt"), fixture(name));
        const auto picture = qr::loadPicture(path);
        QVERIFY(picture);
        QCOMPARE(firstText(*picture), Link);
    }

    void tellsAFileByItsBeginning()
    {
        const QTemporaryDir folder;
        const auto formatOf = [&folder](const QByteArray& contents) {
            const QString path = written(folder, QStringLiteral("holiday.txt"), contents);
            return *qr::pictureFormatOf(path.toStdString());
        };
        QVERIFY(formatOf(fixture(QStringLiteral("code.png"))) == qr::PictureFormat::Png);
        QVERIFY(formatOf(fixture(QStringLiteral("code.svg"))) == qr::PictureFormat::Svg);
        QVERIFY(formatOf(QByteArray("GIF89a") + QByteArray(5000, '\0')) == qr::PictureFormat::Gif);
        QVERIFY(formatOf("otpauth://totp/GIF89a") == std::nullopt);
        QVERIFY(formatOf({}) == std::nullopt);
        const auto missing =
            qr::pictureFormatOf(folder.filePath(QStringLiteral("x")).toStdString());
        QCOMPARE(missing.error().code, ErrorCode::CannotRead);
    }

    void refusesAPictureCutAtAnyByte_data() { loadsEachFormatWhateverItsName_data(); }
    void refusesAPictureCutAtAnyByte()
    {
        QFETCH(QString, name);
        QByteArray contents = fixture(name);
        while (contents.endsWith('\n')) // after the end of an SVG
            contents.chop(1);
        for (qsizetype length = 0; length < contents.size(); ++length) {
            const auto picture = qr::loadPicture(contents.first(length));
            QVERIFY2(!picture, QByteArray::number(length).constData());
            QCOMPARE(picture.error().code, ErrorCode::PictureUnreadable);
            QCOMPARE(picture.error().arguments, std::vector<std::string> {});
        }
    }

    void keepsWhatFollowsAPicture()
    {
        for (const char* name : { "code.png", "code.jpg", "code.webp", "code.gif", "code.bmp" }) {
            const auto picture =
                qr::loadPicture(fixture(QString::fromLatin1(name)) + QByteArray(100, 'x'));
            QVERIFY2(picture, name);
        }
    }

    void refusesWhatIsNoPicture_data()
    {
        QTest::addColumn<QByteArray>("contents");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("text") << QByteArray("dear diary");
        QTest::newRow("XML of another kind") << QByteArray("<html><body/></html>");
        QTest::newRow("PNG signature alone") << QByteArray("\x89PNG\r\n\x1a\n");
        QTest::newRow("TIFF") << QByteArray("II*\0\x08\0\0\0", 8);
        QTest::newRow("RIFF of another kind") << QByteArray("RIFF\x10\0\0\0WAVEfmt ", 16);
        QTest::newRow("bitmap without rows") << "BM" + QByteArray(52, 0);
        QTest::newRow("header of a bitmap alone")
            << QByteArray::fromHex("424d00000000000000003600000028000000"
                                   "0a0000000a00000001001800000000000000000000000000000000000000"
                                   "000000000000");
    }
    void refusesWhatIsNoPicture()
    {
        QFETCH(QByteArray, contents);
        const QTemporaryDir folder;
        const auto picture = qr::loadPicture(written(folder, QStringLiteral("code.png"), contents));
        QVERIFY(!picture);
        QCOMPARE(picture.error().code, ErrorCode::PictureUnreadable);
    }

    void saysWhichFileItCannotRead()
    {
        const auto missing = qr::loadPicture(QStringLiteral("/nowhere/code.png"));
        QVERIFY(!missing);
        QCOMPARE(missing.error().code, ErrorCode::CannotRead);
        QCOMPARE(missing.error().arguments.front(), std::string("/nowhere/code.png"));
        const auto folder = qr::loadPicture(QDir::tempPath());
        QVERIFY(!folder);
        QCOMPARE(folder.error().code, ErrorCode::CannotRead);
    }

    void refusesMoreThanAHundredMegapixelsBeforeClaimingMemory_data()
    {
        QTest::addColumn<QByteArray>("contents");
        QTest::addColumn<QByteArray>("megapixels");
        QTest::newRow("one row too many, PNG")
            << asPng(QImage(10'000, 10'001, QImage::Format_Mono)) << QByteArray("101");
        QTest::newRow("16384 by 16384, WebP") << largestWebP() << QByteArray("269");
    }
    void refusesMoreThanAHundredMegapixelsBeforeClaimingMemory()
    {
        QFETCH(QByteArray, contents);
        QFETCH(QByteArray, megapixels);
        const long before = peakKilobytes();
        const auto picture = qr::loadPicture(contents);
        QVERIFY(!picture);
        QCOMPARE(picture.error().code, ErrorCode::PictureTooLarge);
        QCOMPARE(picture.error().arguments,
            (std::vector<std::string> { megapixels.toStdString(), "100" }));
        QVERIFY(peakKilobytes() - before < 5'000);
    }

    void loadsAHundredMegapixels()
    {
        // In colour more than what Qt allows by default.
        QImage image(10'000, 10'000, QImage::Format_RGB32);
        image.fill(Qt::lightGray);
        const QByteArray png = asPng(image);
        image = QImage();
        const auto picture = qr::loadPicture(png);
        QVERIFY(picture);
        QCOMPARE(picture->size(), QSize(10'000, 10'000));
    }
};

QTEST_GUILESS_MAIN(PictureTest)
#include "picture_test.moc"
