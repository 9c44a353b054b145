// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "ui/widgets/edged_style.h"
#include "ui/widgets/qr_picture.h"

#include <QApplication>
#include <QTest>
#include <QVBoxLayout>

using ui::widgets::QrPicture;

namespace {

constexpr int Side = 21;
constexpr int Frame = 6; ///< on both sides together

/// Light, with a dark middle, as small as a code can be.
QImage code()
{
    QImage picture(Side, Side, QImage::Format_Grayscale8);
    picture.fill(Qt::white);
    for (int y = 4; y < Side - 4; ++y) {
        for (int x = 4; x < Side - 4; ++x)
            picture.setPixelColor(x, y, Qt::black);
    }
    return picture;
}

struct PictureScene
{
    QWidget window;
    QrPicture* picture = new QrPicture;

    PictureScene()
    {
        QPalette dark(Qt::darkGray, Qt::darkGray);
        dark.setColor(QPalette::Highlight, Qt::yellow);
        window.setPalette(dark);
        picture->setFocusPolicy(Qt::StrongFocus);
        picture->setPicture(code());
        auto* const column = new QVBoxLayout(&window);
        column->setContentsMargins({});
        column->addWidget(picture);
        window.resize(10 * Side + 40, 10 * Side + 20);
        window.show();
        window.activateWindow();
        if (!QTest::qWaitForWindowActive(&window))
            qFatal("the window does not come up");
    }
    /// The colours of one line through the middle of it.
    QList<QColor> across()
    {
        const QImage seen = picture->grab().toImage();
        QList<QColor> colours;
        for (int x = 0; x < seen.width(); ++x)
            colours.append(seen.pixelColor(x, seen.height() / 2));
        return colours;
    }
};

} // namespace

/// A code that a camera is to read from the screen.
class QrPictureTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QApplication::setStyle(new ui::widgets::EdgedStyle); }
    void init() { support::failOnWarning(); }

    void theFocusIsAroundTheCodeAndNotOnIt()
    {
        PictureScene scene;
        scene.picture->setFocus();
        const QList<QColor> focused = scene.across();
        QCOMPARE(focused.count(QColor(Qt::white)), 10 * 8);
        QCOMPARE(focused.count(QColor(Qt::black)), 10 * (Side - 8));
        QCOMPARE(focused.count(QColor(Qt::yellow)), Frame);
        scene.picture->clearFocus();
        QCOMPARE(scene.across().count(QColor(Qt::yellow)), 0);
    }

    void takesTheRoomThatIsLeft()
    {
        PictureScene scene;
        QCOMPARE(scene.picture->sizeHint(), QSize(5 * Side, 5 * Side));
        scene.picture->takeRoomThatIsLeft();
        QCOMPARE(scene.picture->sizeHint(), scene.picture->minimumSizeHint());
        QCOMPARE(scene.picture->minimumSizeHint(), QSize(2 * Side, 2 * Side));
        scene.window.resize(3 * Side + 5, 3 * Side + 1);
        QCoreApplication::processEvents();
        QCOMPARE(scene.across().count(QColor(Qt::black)), 3 * (Side - 8)); // in whole steps
    }
};

QTEST_MAIN(QrPictureTest)
#include "qr_picture_test.moc"
