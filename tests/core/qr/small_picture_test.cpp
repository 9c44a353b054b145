// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/qr/small_picture.h"
#include "tests/support/fail_on_warning.h"

#include <QBuffer>
#include <QColorSpace>
#include <QImage>
#include <QTest>

#include <random>

namespace {

QByteArray fileOf(const QImage& picture, const char* format = "PNG")
{
    QByteArray file;
    QBuffer buffer(&file);
    buffer.open(QIODevice::WriteOnly);
    if (!picture.save(&buffer, format, 100))
        qFatal("cannot write a picture");
    return file;
}

QImage pictureOf(const qr::SmallPicture& small)
{
    return QImage::fromData(small.file, "PNG");
}

/// Every pixel another one, some of them translucent.
QImage noise(int width, int height)
{
    std::mt19937 random(7);
    QImage picture(width, height, QImage::Format_ARGB32);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x)
            picture.setPixel(x, y, static_cast<QRgb>(random()));
    }
    return picture;
}

/// The left half red, the right half blue.
QImage twoColours(int width, int height)
{
    QImage picture(width, height, QImage::Format_RGB32);
    picture.fill(Qt::blue);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width / 2; ++x)
            picture.setPixelColor(x, y, Qt::red);
    }
    return picture;
}

/// JPEG whose file says "turn it by 90 degrees" (Exif 2.3, tag 0x0112, value 6).
QByteArray lyingPhoto(const QImage& picture)
{
    static constexpr char Exif[] = "\xff\xe1\x00\x22"
                                   "Exif\0\0MM\0\x2a\0\0\0\x08"
                                   "\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    QByteArray file = fileOf(picture, "JPEG");
    file.insert(2, QByteArray(Exif, sizeof Exif - 1));
    return file;
}

} // namespace

/// Pictures of any kind as the small file that an account keeps.
class SmallPictureTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void aSmallOneStaysPixelForPixel()
    {
        const QImage picture = noise(48, 30);
        const auto small = qr::smallPicture(fileOf(picture), 1);
        QVERIFY(small);
        QCOMPARE(pictureOf(*small).convertToFormat(QImage::Format_ARGB32), picture);
        QCOMPARE(small->decoded, qint64 { 48 * 30 });
    }

    void whatItMakesBecomesItselfAgain()
    {
        for (const QImage& picture : { noise(48, 30), noise(500, 300), twoColours(96, 96) }) {
            const auto once = qr::smallPicture(fileOf(picture), 1);
            QVERIFY(once);
            const auto twice = qr::smallPicture(once->file, 1);
            QVERIFY(twice);
            QCOMPARE(twice->file, once->file);
        }
    }

    void aLargeOneIsMadeSmallAndKeepsItsShape()
    {
        const auto small = qr::smallPicture(fileOf(twoColours(1000, 500)), 1);
        QVERIFY(small);
        const QImage picture = pictureOf(*small);
        QCOMPARE(picture.size(), QSize(96, 48));
        QCOMPARE(picture.pixelColor(10, 20), QColor(Qt::red));
        QCOMPARE(picture.pixelColor(90, 20), QColor(Qt::blue));
    }

    void oneThatDoesNotCompressFitsAllTheSame()
    {
        const auto small = qr::smallPicture(fileOf(noise(96, 96)), 1);
        QVERIFY(small);
        QVERIFY(small->file.size() <= qr::LargestSmallFile);
        QVERIFY(pictureOf(*small).width() < 96);
    }

    void nothingButThePixelsIsKept()
    {
        QImage picture = twoColours(40, 40);
        picture.setText(QStringLiteral("Location"), QStringLiteral("at home"));
        picture.setDotsPerMeterX(4711);
        const QByteArray file = fileOf(picture);
        QVERIFY(file.contains("at home"));
        const auto small = qr::smallPicture(file, 1);
        QVERIFY(small);
        QVERIFY(!small->file.contains("at home"));
        QVERIFY(pictureOf(*small).textKeys().isEmpty());
    }

    void coloursOfAnotherSpaceLookTheSame()
    {
        QImage wide = twoColours(40, 40);
        wide.setColorSpace(QColorSpace::AdobeRgb);
        wide.setPixelColor(0, 0, QColor(100, 150, 100));
        const auto small = qr::smallPicture(fileOf(wide), 1);
        QVERIFY(small);
        wide.convertToColorSpace(QColorSpace::SRgb);
        const QColor converted = wide.pixelColor(0, 0);
        QVERIFY(converted != QColor(100, 150, 100));
        QCOMPARE(pictureOf(*small).pixelColor(0, 0), converted);
    }

    void aPhotoStandsUpright()
    {
        const auto small = qr::smallPicture(lyingPhoto(twoColours(80, 40)), 1);
        QVERIFY(small);
        const QImage picture = pictureOf(*small);
        QCOMPARE(picture.size(), QSize(40, 80));
        // What was on the left is at the top now.
        QVERIFY(picture.pixelColor(20, 10).red() > 200);
        QVERIFY(picture.pixelColor(20, 70).blue() > 200);
    }

    void aDrawingIsDrawnInThatSize()
    {
        const auto small =
            qr::smallPicture("<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'>"
                             "<rect width='10' height='5' fill='#ff0000'/></svg>",
                1);
        QVERIFY(small);
        const QImage picture = pictureOf(*small);
        QCOMPARE(picture.size(), QSize(96, 96));
        QCOMPARE(picture.pixelColor(50, 20), QColor(Qt::red));
        QCOMPARE(picture.pixelColor(50, 80).alpha(), 0);
    }

    void oneAboveTheLimitIsNotDecoded()
    {
        QImage picture(1001, 1000, QImage::Format_Mono);
        picture.fill(0);
        const auto refused = qr::smallPicture(fileOf(picture), 1);
        QCOMPARE(refused.error().code, base::ErrorCode::PictureTooLarge);
        QCOMPARE(refused.error().arguments, (std::vector<std::string> { "2", "1" }));
        QVERIFY(qr::smallPicture(fileOf(picture), 2));
    }

    void whatIsNoPictureIsRefused()
    {
        QCOMPARE(qr::smallPicture("ABC", 1).error().code, base::ErrorCode::PictureUnreadable);
        QCOMPARE(qr::smallPicture({}, 1).error().code, base::ErrorCode::PictureUnreadable);
        const QByteArray whole = fileOf(noise(20, 20));
        QCOMPARE(qr::smallPicture(whole.chopped(20), 1).error().code,
            base::ErrorCode::PictureUnreadable);
    }
};

QTEST_GUILESS_MAIN(SmallPictureTest)
#include "small_picture_test.moc"
