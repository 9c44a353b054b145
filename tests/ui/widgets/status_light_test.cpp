// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "ui/widgets/contrast.h"
#include "ui/widgets/status_light.h"

#include <QTest>

using ui::widgets::Light;
using ui::widgets::lightPicture;

namespace {

constexpr int Side = 48;

QImage pictureOf(Light light, const QPalette& palette = QPalette(Qt::white, Qt::white))
{
    return lightPicture(light, palette, Side, 1).toImage();
}

/// Which points are covered at all: what is left when nobody sees the colours.
QByteArray outlineOf(Light light)
{
    const QImage picture = pictureOf(light);
    QByteArray covered;
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x)
            covered += picture.pixelColor(x, y).alpha() > 127 ? '#' : '.';
    }
    return covered;
}

} // namespace

class StatusLightTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void isToldByItsOutlineAlone()
    {
        const QByteArray good = outlineOf(Light::Good);
        QVERIFY(good.contains('#'));
        QVERIFY(good != outlineOf(Light::Attention));
        QVERIFY(good != outlineOf(Light::Bad));
        QVERIFY(outlineOf(Light::Attention) != outlineOf(Light::Bad));
    }

    void hasAnEdgeOnEveryPalette_data()
    {
        QTest::addColumn<QColor>("window");
        QTest::addColumn<QColor>("text");
        QTest::newRow("light") << QColor(Qt::white) << QColor(Qt::black);
        QTest::newRow("dark") << QColor(0x2b, 0x2b, 0x2e) << QColor(0xee, 0xee, 0xee);
        QTest::newRow("high contrast") << QColor(Qt::black) << QColor(Qt::white);
    }
    void hasAnEdgeOnEveryPalette()
    {
        QFETCH(const QColor, window);
        QFETCH(const QColor, text);
        QPalette palette(window, window);
        palette.setColor(QPalette::WindowText, text);
        constexpr double PlainToSee = 3; // WCAG 2.1, 1.4.11
        for (const Light light : { Light::Good, Light::Attention, Light::Bad }) {
            const QImage picture = pictureOf(light, palette);
            double greatest = 1;
            for (int x = 0; x < Side / 2; ++x) {
                const QColor point = picture.pixelColor(x, Side / 2);
                if (point.alpha() == 255)
                    greatest = std::max(greatest, ui::widgets::contrast(window, point));
            }
            QVERIFY2(greatest >= PlainToSee, QByteArray::number(greatest));
        }
    }

    void isAsLargeAsTheText()
    {
        ui::widgets::StatusLight light;
        const int before = light.sizeHint().height();
        QFont font = light.font();
        font.setPointSizeF(font.pointSizeF() * 2);
        light.setFont(font);
        QVERIFY(light.sizeHint().height() > before * 3 / 2);
    }
};

QTEST_MAIN(StatusLightTest)
#include "status_light_test.moc"
