// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/qr/qr_reader.h"
#include "core/qr/qr_writer.h"
#include "tests/support/fail_on_warning.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace {

const std::string Link = "otpauth://totp/Example:anna%40example.org?secret=JBSWY3DPEHPK3PXP"
                         "&issuer=Example&algorithm=SHA1&digits=6&period=30";

qr::Matrix matrixOf(const std::string& text)
{
    auto matrix = qr::encode(base::bytesOf(text));
    if (!matrix)
        qFatal("test text does not encode");
    return *matrix;
}

/// What zbarimg, a reader that shares nothing with ours, finds in a file.
QByteArray readByZbar(const QString& path)
{
    QProcess zbar;
    zbar.start(QStringLiteral("zbarimg"),
        { QStringLiteral("--quiet"), QStringLiteral("--raw"), QStringLiteral("-Sbinary"), path });
    if (!zbar.waitForFinished())
        return {};
    return zbar.readAllStandardOutput();
}

QByteArray readByOurs(const QImage& picture)
{
    const auto codes = qr::readCodes(picture);
    return codes ? QByteArray::fromStdString(codes->front().text) : QByteArray();
}

/// Draws what a terminal shows of colours and half blocks, four pixels a half.
QImage drawTerminal(const QByteArray& text)
{
    constexpr int Half = 4;
    const QList<QByteArray> lines = text.trimmed().split('\n');
    QImage screen(2000, 2000, QImage::Format_RGB32);
    screen.fill(Qt::darkMagenta);
    for (int y = 0; y < lines.size(); ++y) {
        QString line = QString::fromUtf8(lines[y]);
        if (!line.startsWith(QStringLiteral("\x1b[40;97m"))
            || !line.endsWith(QStringLiteral("\x1b[0m")))
            return {};
        line = line.mid(8).chopped(4);
        for (int x = 0; x < line.size(); ++x) {
            const char16_t block = line[x].unicode();
            const bool upper = block == u'\u2580' || block == u'\u2588';
            const bool lower = block == u'\u2584' || block == u'\u2588';
            for (int i = 0; i < 2 * Half * Half; ++i) {
                const bool light = i / Half < Half ? upper : lower;
                screen.setPixelColor(x * Half + i % Half, y * 2 * Half + i / Half,
                    light ? QColor(Qt::white) : QColor(Qt::black));
            }
        }
    }
    return screen;
}

} // namespace

class QrWriterTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void writesWhatBothReadersReadBack_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("pixelsPerModule");
        QTest::newRow("one letter") << QByteArray("A") << 4;
        QTest::newRow("an otpauth link") << QByteArray::fromStdString(Link) << 8;
        QTest::newRow("two pixels a module") << QByteArray::fromStdString(Link) << 2;
        QTest::newRow("umlauts and blanks")
            << QByteArray("Zo\xc3\xab \xe2\x82\xac \xf0\x9f\x94\x91") << 5;
        QTest::newRow("version 40 at level M") << QByteArray(2331, 'x') << 3;
        QTest::newRow("only at level L") << QByteArray(2953, 'x') << 3;
    }
    void writesWhatBothReadersReadBack()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, pixelsPerModule);
        const auto png = qr::toPng(matrixOf(text.toStdString()), pixelsPerModule);
        QVERIFY(png);
        const auto picture = qr::loadPicture(*png);
        QVERIFY(picture);
        QCOMPARE(readByOurs(*picture), text);

        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("code.png"));
        QVERIFY(picture->save(path));
        QCOMPARE(readByZbar(path), text);
    }

    void leavesAQuietZoneOfFourModules()
    {
        const qr::Matrix matrix = matrixOf(Link);
        const QImage image = qr::toImage(matrix, 3);
        QCOMPARE(image.width(), (matrix.size() + 8) * 3);
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x) {
                const int border =
                    std::min({ x, y, image.width() - 1 - x, image.height() - 1 - y });
                if (border < 12)
                    QCOMPARE(image.pixel(x, y), qRgb(255, 255, 255));
            }
        QCOMPARE(image.pixel(12, 12), qRgb(0, 0, 0)); // the corner of a finder pattern
    }

    void keepsModulesWithinReason()
    {
        const qr::Matrix matrix = matrixOf("A");
        QCOMPARE(qr::toImage(matrix, 0).width(), matrix.size() + 8);
        QCOMPARE(qr::toImage(matrix, 1'000'000).width(),
            (matrix.size() + 8) * qr::MaximumPixelsPerModule);
    }

    void writesSvgThatReadsBack()
    {
        const QByteArray svg = qr::toSvg(matrixOf(Link));
        const auto picture = qr::loadPicture(svg);
        QVERIFY(picture);
        QCOMPARE(picture->pixel(0, 0), qRgb(255, 255, 255));
        QCOMPARE(readByOurs(*picture).toStdString(), Link);
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("code.png"));
        QVERIFY(picture->save(path));
        QCOMPARE(readByZbar(path).toStdString(), Link);
    }

    void drawsInTheTerminalWhatReadsBack()
    {
        const QImage screen = drawTerminal(qr::toTerminal(matrixOf(Link)));
        QVERIFY(!screen.isNull());
        QCOMPARE(readByOurs(screen).toStdString(), Link);
    }

    void refusesAnEmptyText()
    {
        const auto matrix = qr::encode({});
        QVERIFY(!matrix);
        QCOMPARE(matrix.error().code, base::ErrorCode::MissingField);
        QCOMPARE(matrix.error().arguments, std::vector<std::string> { "text" });
    }

    void refusesWhatNoSymbolHolds()
    {
        const auto matrix = qr::encode(base::bytesOf(std::string(2954, 'x')));
        QVERIFY(!matrix);
        QCOMPARE(matrix.error().code, base::ErrorCode::TooLarge);
        QCOMPARE(matrix.error().arguments, (std::vector<std::string> { "text", "2953" }));
    }
};

QTEST_GUILESS_MAIN(QrWriterTest)
#include "qr_writer_test.moc"
