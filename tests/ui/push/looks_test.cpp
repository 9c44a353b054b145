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
    void initTestCase() { QApplication::setStyle(new ui::widgets::EdgedStyle); }
    void init() { support::failOnWarning(); }
    void everyRequestFits_data() { support::addLooks(AsItOpens); }
    void everyRequestFits();

private:
    static constexpr int AsItOpens = 480;

    void look(InboxScene& scene, const char* what) const
    {
        scene.look();
        const QStringList faults =
            support::faultsSeen(QStringLiteral("push-") + QLatin1String(what), m_leastEdge);
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
    }

    double m_leastEdge = 0;
};

void LooksTest::everyRequestFits()
{
    const support::Look worn;
    m_leastEdge = worn.leastEdge();

    InboxScene scene(4);
    scene.page.resize(worn.width(), 680);
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
