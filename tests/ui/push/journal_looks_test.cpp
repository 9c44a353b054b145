// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "tests/support/looks.h"
#include "tests/support/person.h"
#include "tests/ui/push/journal_scene.h"
#include "ui/push/guard_keeper.h"
#include "ui/push/quiet_dialog.h"
#include "ui/widgets/edged_style.h"

#include <QApplication>

using support::JournalScene;
using support::Person;

/// The journal's page and the dialog of quiet hours in the looks that people use: nothing is cut
/// off, lies on something else or has an edge that cannot be seen; and pictures, to be looked at.
class JournalLooksTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QApplication::setStyle(new ui::widgets::EdgedStyle);
        m_palette = QApplication::palette();
        m_font = QApplication::font();
    }
    void init() { support::failOnWarning(); }
    void cleanup()
    {
        QApplication::setPalette(m_palette);
        QApplication::setFont(m_font);
        QApplication::setLayoutDirection(Qt::LeftToRight);
    }

    void everythingFits_data();
    void everythingFits();

private:
    static void look(const char* what, double leastEdge)
    {
        const QString picture =
            QStringLiteral("journal-%1-%2")
                .arg(QLatin1String(what), QLatin1String(QTest::currentDataTag()));
        QWidget* const window = Person::window();
        // What has changed finds its place in some turns of the event loop.
        (void)QTest::qWaitFor([&] { return support::misfits(window).isEmpty(); }, 1'000);
        QVERIFY(Person::saveShot(picture));
        QStringList faults = support::misfits(window);
        faults += support::faintEdges(window, leastEdge);
        QVERIFY2(faults.isEmpty(), qPrintable(picture + QStringLiteral(": ") + faults.join(u'\n')));
    }

    QPalette m_palette;
    QFont m_font;
};

void JournalLooksTest::everythingFits_data()
{
    QTest::addColumn<QPalette>("palette");
    QTest::addColumn<double>("textSize");
    QTest::addColumn<Qt::LayoutDirection>("direction");
    QTest::addColumn<int>("width");
    QTest::addColumn<double>("leastEdge");
    constexpr double ToBeSeen = 1.2;
    constexpr double PlainToSee = 3; // WCAG 2.1, 1.4.11
    constexpr int AsItOpens = 480;
    const QPalette dark = support::darkPalette();
    QTest::newRow("light") << m_palette << 1.0 << Qt::LeftToRight << AsItOpens << ToBeSeen;
    QTest::newRow("dark") << dark << 1.0 << Qt::LeftToRight << AsItOpens << PlainToSee;
    QTest::newRow("contrast") << support::highContrastPalette() << 1.0 << Qt::LeftToRight
                              << AsItOpens << PlainToSee;
    QTest::newRow("large") << m_palette << 2.0 << Qt::LeftToRight << AsItOpens << ToBeSeen;
    QTest::newRow("mirrored") << dark << 1.0 << Qt::RightToLeft << AsItOpens << PlainToSee;
    QTest::newRow("narrow") << m_palette << 1.0 << Qt::LeftToRight << 360 << ToBeSeen;
}

void JournalLooksTest::everythingFits()
{
    QFETCH(const QPalette, palette);
    QFETCH(const double, textSize);
    QFETCH(const Qt::LayoutDirection, direction);
    QFETCH(const int, width);
    QFETCH(const double, leastEdge);
    QFont font = m_font;
    font.setPointSizeF(font.pointSizeF() * textSize);
    QApplication::setFont(font);
    QApplication::setPalette(palette);
    QApplication::setLayoutDirection(direction);

    JournalScene scene;
    scene.show({ width, 680 });
    QTRY_VERIFY(!Person::sees(QStringLiteral("Comparing with the backups…")));
    look("empty", leastEdge);
    const base::Bytes former = scene.file();
    scene.answerAll();
    scene.backUp();
    scene.show({ width, 680 });
    QTRY_VERIFY(Person::sees(QStringLiteral("The journal is intact.")));
    look("answers", leastEdge);

    settings::AppSettings settings(scene.folder.path().toStdString() + "/settings.ini");
    base::QtTimers timers;
    inbox::Guard guard;
    ui::push::GuardKeeper keeper(guard, settings, scene.open.clock(), timers);
    QVERIFY(keeper.setQuietHours(inbox::QuietHours {}));
    QVERIFY(keeper.silence(scene.alice, std::chrono::hours(1)));
    (new ui::push::QuietDialog(keeper, scene.open.session, scene.page.get()))->open();
    look("quiet", leastEdge);
    Person::key(Qt::Key_Escape);

    scene.page.reset();
    scene.goBackTo(former);
    scene.answer("5", vault::JournalDecision::Deny, vault::JournalResult::Denied, scene.alice);
    scene.show({ width, 680 });
    QTRY_VERIFY(Person::sees(QStringLiteral("The journal is broken at entry 3.")));
    look("broken", leastEdge);
}

QTEST_MAIN(JournalLooksTest)
#include "journal_looks_test.moc"
