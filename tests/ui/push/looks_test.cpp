// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "tests/support/looks.h"
#include "tests/ui/push/inbox_scene.h"
#include "ui/widgets/edged_style.h"

#include <QApplication>

using support::InboxScene;
using support::Person;

/// The page of requests in the looks that people use: nothing is cut off, lies on something else or
/// has an edge that cannot be seen; and pictures, to be looked at.
class LooksTest : public QObject
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

    void everyRequestFits_data();
    void everyRequestFits();

private:
    void look(InboxScene& scene, const char* what)
    {
        const QString picture =
            QStringLiteral("push-%1-%2")
                .arg(QLatin1String(what), QLatin1String(QTest::currentDataTag()));
        scene.look();
        // What has changed finds its place in some turns of the event loop.
        for (int turn = 0; turn < 5; ++turn)
            QCoreApplication::processEvents();
        (void)QTest::qWaitFor([&] { return support::misfits(&scene.page).isEmpty(); }, 1'000);
        QVERIFY(Person::saveShot(picture));
        QStringList faults = support::misfits(&scene.page);
        faults += support::faintEdges(&scene.page, m_leastEdge);
        QVERIFY2(faults.isEmpty(), qPrintable(picture + QStringLiteral(": ") + faults.join(u'\n')));
    }

    QPalette m_palette;
    QFont m_font;
    double m_leastEdge = 0;
};

void LooksTest::everyRequestFits_data()
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

void LooksTest::everyRequestFits()
{
    QFETCH(const QPalette, palette);
    QFETCH(const double, textSize);
    QFETCH(const Qt::LayoutDirection, direction);
    QFETCH(const int, width);
    QFETCH(const double, leastEdge);
    m_leastEdge = leastEdge;
    QFont font = m_font;
    font.setPointSizeF(font.pointSizeF() * textSize);
    QApplication::setFont(font);
    QApplication::setPalette(palette);
    QApplication::setLayoutDirection(direction);

    InboxScene scene(4);
    scene.page.resize(width, 680);
    look(scene, "empty");
    push::Challenge request = scene.desk.challenge(QStringLiteral("Mail"));
    scene.desk.poll({ request });
    look(scene, "normal");
    request.number = { push::NumberMode::Choose,
        { QStringLiteral("17"), QStringLiteral("07"), QStringLiteral("82") } };
    request.verification = push::VerificationWish::Preferred;
    request.hasVerifiedKey = true;
    scene.desk.poll({ request });
    look(scene, "choose");
    request.number = { push::NumberMode::Type, {}, 2 };
    request.question = push::QuestionKind::Transaction;
    request.text = QStringLiteral("Pay 250.00 EUR to Example Ltd.");
    request.verification = push::VerificationWish::Required;
    request.origin.judged = { vault::OriginVerdict::Elsewhere, push::OriginEvidence::OtherAddress };
    scene.desk.poll({ request });
    look(scene, "type");
    request.number = { push::NumberMode::Show, {}, 0, QStringLiteral("493817") };
    request.signature = push::SignatureState::NotSigned;
    request.warnings = { { push::WarningKind::HighRisk, QStringLiteral("HIGH") },
        { push::WarningKind::NotEncrypted, {} } };
    scene.desk.poll({ request });
    look(scene, "show");
    request.bar = push::ApprovalBar::NumberCheck;
    scene.desk.poll({ request });
    look(scene, "barred");
    scene.desk.poll({ scene.hostile() });
    look(scene, "hostile");
    std::vector<push::Challenge> flood;
    for (int i = 0; i < 12; ++i)
        flood.push_back(scene.desk.challenge(QStringLiteral("Mail %1").arg(i), 1));
    scene.desk.poll(flood);
    look(scene, "burst");
}

QTEST_MAIN(LooksTest)
#include "looks_test.moc"
