// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "tests/ui/push/inbox_scene.h"
#include "ui/push/request_card.h"

#include <QPlainTextEdit>
#include <QVBoxLayout>

using support::InboxScene;
using support::Person;
using ui::push::RequestCard;

namespace {

struct CardScene
{
    support::PushDesk desk;
    QWidget window;
    RequestCard* card = new RequestCard;

    CardScene()
    {
        auto* column = new QVBoxLayout(&window);
        column->addWidget(card);
        window.resize(440, 900);
        window.show();
        if (!QTest::qWaitForWindowActive(&window))
            qFatal("the window does not come up");
    }
    void show(const push::Challenge& challenge, bool isBurst = false)
    {
        card->showRequest(challenge, QStringLiteral("alice@acme.test"), isBurst);
        QCoreApplication::processEvents();
    }
};

} // namespace

class RequestCardTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void aScreenReaderSaysAllOfIt()
    {
        CardScene scene;
        push::Challenge request = scene.desk.challenge(
            QStringLiteral("A-very-long-name-of-an-application-without-any-blank"));
        request.text = QStringLiteral("Pay 250");
        request.warnings = { { push::WarningKind::UnusualPlace, {} } };
        scene.show(request);
        QCOMPARE(scene.card->accessibleName(), QStringLiteral("Sign-in request of ACME"));
        const QString all = scene.card->accessibleDescription();
        for (const char* part : { "ACME", "alice@acme.test", "Signed by the service",
                 "A-very-long-name-of-an-application-without-any-blank", "unusual for you",
                 "Berlin, Germany, 203.0.113.9", "Firefox on Linux", "From this network",
                 "under which the service sees this computer", "Pay 250" })
            QVERIFY2(all.contains(QLatin1String(part)), part);
        scene.card->clear();
        QVERIFY(scene.card->accessibleName().isEmpty());
        QVERIFY(scene.card->accessibleDescription().isEmpty());
        QVERIFY(!Person::sees(QStringLiteral("ACME")));
    }

    void theBoxOfATransactionKeepsItsHeight()
    {
        CardScene scene;
        push::Challenge request = scene.desk.challenge(QStringLiteral("Bank"));
        request.text = QStringLiteral("Pay 250");
        scene.show(request);
        const QSize size = scene.card->findChild<QPlainTextEdit*>()->size();
        request.text = QStringLiteral("Pay 250\n<b>to</b> \u202Eecila").repeated(500);
        scene.show(request);
        const auto* box = scene.card->findChild<QPlainTextEdit*>();
        QCOMPARE(box->size(), size);
        QVERIFY(box->isReadOnly());
        // No markup, one line of what was sent is one line, and nothing turns the writing.
        QVERIFY(box->toPlainText().startsWith(
            QStringLiteral("Pay 250\\u{A}<b>to</b> \\u{202E}ecilaPay 250\\u{A}")));
    }

    void aRequestWithoutATextHasNoBox()
    {
        CardScene scene;
        scene.show(scene.desk.challenge(QStringLiteral("Mail")));
        QVERIFY(!scene.card->findChild<QPlainTextEdit*>());
    }

    void markupIsText()
    {
        CardScene scene;
        push::Challenge request = scene.desk.challenge(QStringLiteral("<b>Mail</b>"));
        request.origin.place = QStringLiteral("<img src=x>");
        request.service = QStringLiteral("<i>ACME</i>");
        scene.show(request);
        for (const char* shown : { "<b>Mail</b>", "<img src=x>", "<i>ACME</i>" })
            QVERIFY2(Person::sees(QLatin1String(shown)), shown);
        for (const auto* label : scene.card->findChildren<QLabel*>())
            QCOMPARE(label->textFormat() == Qt::PlainText, !label->text().isEmpty());
    }

    void saysWhyItCannotBeApproved()
    {
        CardScene scene;
        push::Challenge request = scene.desk.challenge(QStringLiteral("Mail"));
        request.bar = push::ApprovalBar::NumberCheck;
        scene.show(request);
        QVERIFY(Person::sees(QStringLiteral("It cannot be approved here: the service wants")));
        QVERIFY(Person::sees(QStringLiteral("Approve it on another device, or deny it.")));
    }

    void saysWhatVouchesForIt()
    {
        CardScene scene;
        push::Challenge request = scene.desk.challenge(QStringLiteral("Mail"));
        request.signature = push::SignatureState::NotSigned;
        scene.show(request);
        QVERIFY(Person::sees(QStringLiteral("rests on the connection alone")));
        QVERIFY(!Person::sees(QStringLiteral("Signed by the service")));
    }
};

QTEST_MAIN(RequestCardTest)
#include "request_card_test.moc"
