// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/qr/qr_reader.h"
#include "core/qr/qr_writer.h"
#include "tests/support/code_pictures.h"
#include "tests/support/fail_on_warning.h"

#include <QPainter>
#include <QTest>

#include <algorithm>

namespace {

const std::string Link = "otpauth://totp/Example:anna%40example.org?secret=JBSWY3DPEHPK3PXP"
                         "&issuer=Example&algorithm=SHA1&digits=6&period=30";

QImage codeOf(const std::string& text, int pixelsPerModule)
{
    const auto matrix = qr::encode(base::bytesOf(text));
    return matrix ? qr::toImage(*matrix, pixelsPerModule) : QImage();
}

QImage screenOf(QSize size, QColor colour)
{
    QImage screen(size, QImage::Format_RGB32);
    screen.fill(colour);
    return screen;
}

void draw(QImage& screen, QPoint place, const QImage& code)
{
    QPainter painter(&screen);
    painter.drawImage(place, code);
}

std::vector<std::string> textsOf(const QImage& picture)
{
    std::vector<std::string> texts;
    if (const auto codes = qr::readCodes(picture))
        for (const qr::FoundCode& code : *codes)
            texts.push_back(code.text);
    return texts;
}

} // namespace

class QrReaderTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void findsACodeOnAScreenAndSaysWhere()
    {
        QImage screen = screenOf({ 1920, 1080 }, Qt::white);
        const QImage code = codeOf(Link, 4);
        draw(screen, { 700, 300 }, code);
        const auto codes = qr::readCodes(screen);
        QVERIFY(codes);
        QCOMPARE(codes->size(), std::size_t { 1 });
        QCOMPARE(codes->front().text, Link);
        const QRect box(QPoint(700, 300), code.size());
        QVERIFY(box.contains(codes->front().position));
        QVERIFY(box.width() - codes->front().position.width() < 12 * 4);
    }

    void readsLightOnDark()
    {
        QImage screen = screenOf({ 1920, 1080 }, Qt::black);
        QImage code = codeOf(Link, 4);
        code.invertPixels();
        draw(screen, { 100, 50 }, code);
        QCOMPARE(textsOf(screen), std::vector<std::string> { Link });
    }

    void readsAMirroredCode_data()
    {
        QTest::addColumn<bool>("isLight");
        QTest::newRow("dark on light") << false;
        QTest::newRow("light on dark") << true;
    }
    void readsAMirroredCode()
    {
        QFETCH(bool, isLight);
        QImage screen = screenOf({ 1000, 500 }, Qt::white);
        const QImage code = codeOf(Link, 4).mirrored(true, false);
        draw(screen, { 600, 50 }, code);
        if (isLight)
            screen.invertPixels();
        const auto codes = qr::readCodes(screen);
        QVERIFY(codes);
        QCOMPARE(codes->size(), std::size_t { 1 });
        QCOMPARE(codes->front().text, Link);
        QVERIFY(QRect(QPoint(600, 50), code.size()).contains(codes->front().position));
    }

    /// The library takes some masks, read backwards, for others, and gives those codes up.
    void readsMirroredCodesOfEveryMask()
    {
        for (int i = 0; i < 24; ++i) {
            const std::string text = Link + std::to_string(i);
            const QImage mirrored = codeOf(text, 4).mirrored(true, false);
            QCOMPARE(textsOf(mirrored), std::vector<std::string> { text });
        }
    }

    void readsEveryKindOfPicture_data()
    {
        QTest::addColumn<int>("kind");
        for (std::size_t i = 0; i < support::pictureKinds().size(); ++i)
            QTest::newRow(support::pictureKinds()[i].name) << static_cast<int>(i);
    }
    void readsEveryKindOfPicture()
    {
        QFETCH(int, kind);
        support::Dice dice(static_cast<unsigned>(kind));
        const support::CodePicture made =
            support::pictureKinds()[static_cast<std::size_t>(kind)].make(dice);
        std::vector<std::string> texts = textsOf(made.picture);
        std::vector<std::string> expected = made.texts;
        std::sort(texts.begin(), texts.end());
        std::sort(expected.begin(), expected.end());
        QCOMPARE(texts, expected);
    }

    void readsDarkAndLightCodesInOnePicture()
    {
        QImage screen = screenOf({ 1000, 500 }, Qt::white);
        screen.fill(Qt::white);
        QPainter(&screen).fillRect(500, 0, 500, 500, Qt::black);
        QImage light = codeOf("light", 6);
        light.invertPixels();
        draw(screen, { 50, 50 }, codeOf("dark", 6));
        draw(screen, { 600, 50 }, light);
        std::vector<std::string> texts = textsOf(screen);
        std::sort(texts.begin(), texts.end());
        QCOMPARE(texts, (std::vector<std::string> { "dark", "light" }));
    }

    void readsFortyCodesInOnePicture()
    {
        QImage screen = screenOf({ 1920, 1080 }, Qt::white);
        std::vector<std::string> expected;
        for (int i = 0; i < 40; ++i) {
            expected.push_back("code " + std::to_string(100 + i));
            draw(screen, { i % 10 * 190, i / 10 * 250 }, codeOf(expected.back(), 5));
        }
        std::vector<std::string> texts = textsOf(screen);
        std::sort(texts.begin(), texts.end());
        QCOMPARE(texts, expected);
    }

    void keepsTwoCodesOfOneText()
    {
        QImage screen = screenOf({ 600, 300 }, Qt::white);
        draw(screen, { 0, 0 }, codeOf("twice", 6));
        draw(screen, { 300, 0 }, codeOf("twice", 6));
        QCOMPARE(textsOf(screen), (std::vector<std::string> { "twice", "twice" }));
    }

    void readsEveryKindOfImageInMemory_data()
    {
        QTest::addColumn<int>("format");
        QTest::newRow("bits") << int(QImage::Format_Mono);
        QTest::newRow("palette") << int(QImage::Format_Indexed8);
        QTest::newRow("grey") << int(QImage::Format_Grayscale8);
        QTest::newRow("16 bits grey") << int(QImage::Format_Grayscale16);
        QTest::newRow("24 bits") << int(QImage::Format_RGB888);
        QTest::newRow("32 bits") << int(QImage::Format_RGB32);
        QTest::newRow("transparency") << int(QImage::Format_ARGB32);
        QTest::newRow("64 bits") << int(QImage::Format_RGBA64);
    }
    void readsEveryKindOfImageInMemory()
    {
        QFETCH(int, format);
        const QImage code = codeOf(Link, 3).convertToFormat(static_cast<QImage::Format>(format));
        QCOMPARE(textsOf(code), std::vector<std::string> { Link });
        QCOMPARE(code, codeOf(Link, 3).convertToFormat(static_cast<QImage::Format>(format)));
    }

    void convertsTextOfAnOlderCharacterSet()
    {
        const std::string umlaut = "\xfc"
                                   "ber"; // Latin-1
        QCOMPARE(textsOf(codeOf(umlaut, 6)),
            std::vector<std::string> { "\xc3\xbc"
                                       "ber" });
    }

    void survivesAnyTinyPicture()
    {
        for (int width = 1; width < 12; ++width)
            for (int height = 1; height < 12; ++height)
                QVERIFY(!qr::readCodes(screenOf({ width, height }, Qt::gray)));
    }

    void tellsAnEmptyPicture()
    {
        const auto codes = qr::readCodes(screenOf({ 640, 480 }, Qt::white));
        QVERIFY(!codes);
        QCOMPARE(codes.error().code, base::ErrorCode::NoCodeFound);
        QVERIFY(!qr::readCodes(QImage()));
    }
};

QTEST_GUILESS_MAIN(QrReaderTest)
#include "qr_reader_test.moc"
