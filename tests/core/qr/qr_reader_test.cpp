// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/qr/qr_reader.h"
#include "core/qr/qr_writer.h"
#include "tests/support/fail_on_warning.h"

#include <QPainter>
#include <QTest>

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
