// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/qr/finders.h"
#include "core/qr/qr_reader.h"
#include "core/qr/qr_writer.h"
#include "tests/support/fail_on_warning.h"

#include <QPainter>
#include <QTest>

namespace {

/// A page of corner patterns, seven modules each, that belong to no code.
QImage targets(int columns, int rows, int module)
{
    const int step = module * 10;
    QImage page(columns * step, rows * step, QImage::Format_RGB32);
    page.fill(Qt::white);
    QPainter painter(&page);
    for (int y = 0; y < rows; ++y)
        for (int x = 0; x < columns; ++x) {
            const QPoint corner(x * step + module, y * step + module);
            painter.fillRect(QRect(corner, QSize(7, 7) * module), Qt::black);
            painter.fillRect(
                QRect(corner + QPoint(module, module), QSize(5, 5) * module), Qt::white);
            painter.fillRect(
                QRect(corner + QPoint(module, module) * 2, QSize(3, 3) * module), Qt::black);
        }
    return page;
}

std::vector<qr::Finder> findersOf(const QImage& picture)
{
    return qr::findersOf(qr::greyOf(picture, qr::Ground::White));
}

} // namespace

class FindersTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void findsTheThreeCornersOfACode_data()
    {
        QTest::addColumn<int>("pixelsPerModule");
        QTest::addColumn<int>("degrees");
        for (const int pixels : { 2, 3, 8 })
            for (const int degrees : { 0, 20, 45, 90, 200 })
                if (pixels > 2 || degrees % 90 == 0)
                    QTest::addRow("%d pixels, %d degrees", pixels, degrees) << pixels << degrees;
    }
    void findsTheThreeCornersOfACode()
    {
        QFETCH(int, pixelsPerModule);
        QFETCH(int, degrees);
        const auto matrix = qr::encode(base::bytesOf(std::string(60, 'x')));
        QVERIFY(matrix);
        const QImage code = qr::toImage(*matrix, pixelsPerModule)
                                .convertToFormat(QImage::Format_ARGB32_Premultiplied);
        QTransform turn;
        turn.rotate(degrees);
        const auto finders = findersOf(code.transformed(turn, Qt::SmoothTransformation));
        // Data can look like a corner.
        QVERIFY2(finders.size() >= 3 && finders.size() <= 12,
            QByteArray::number(qsizetype(finders.size())).constData());
    }

    void saysWhereACornerIs()
    {
        const auto finders = findersOf(targets(1, 1, 6));
        QCOMPARE(finders.size(), std::size_t { 1 });
        const QPoint apart = finders.front().centre - QPoint(6 + 21, 6 + 21);
        QVERIFY(apart.manhattanLength() <= 2);
        QCOMPARE(finders.front().size, 42);
    }

    void readsAnOrdinaryPictureWhole()
    {
        const auto windows = qr::windowsOf({ 1920, 1080 }, findersOf(targets(10, 5, 4)));
        QCOMPARE(windows, std::vector<QRect> { QRect(0, 0, 1920, 1080) });
        QCOMPARE(qr::windowsOf({ 640, 480 }, {}).size(), std::size_t { 1 });
    }

    void cutsACrowdedPictureIntoParts()
    {
        const QImage page = targets(40, 20, 4);
        const auto finders = findersOf(page);
        QCOMPARE(finders.size(), std::size_t { 800 });
        const auto windows = qr::windowsOf(page.size(), finders);
        QVERIFY(windows.size() > 1);
        for (const QRect& window : windows) {
            QVERIFY(page.rect().contains(window));
            QVERIFY(std::count_if(finders.begin(), finders.end(), [&](const qr::Finder& finder) {
                return window.contains(finder.centre);
            }) <= 150);
        }
    }

    void endsOnAScreenFullOfTargets()
    {
        // Without the parts this page alone would take an hour.
        const auto codes = qr::readCodes(targets(48, 27, 2));
        QVERIFY(!codes);
        QCOMPARE(codes.error().code, base::ErrorCode::NoCodeFound);
    }
};

QTEST_GUILESS_MAIN(FindersTest)
#include "finders_test.moc"
