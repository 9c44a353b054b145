// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/desktop/notifier.h"
#include "tests/app/desktop/fake_notifications.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/push_desk.h"

#include <QDBusPendingCallWatcher>
#include <QTest>

using desktop::Notifier;
using vault::JournalDecision;
using vault::JournalResult;

namespace {

const QString Open = QStringLiteral("open");
const QString Deny = QStringLiteral("deny");

struct NotifierScene
{
    support::FakeNotifications service;
    support::PushDesk desk;
    Notifier notifier { QDBusConnection::sessionBus(), desk.inbox(), desk.open.session, nullptr };
    std::vector<std::optional<vault::JournalHash>> opened;

    explicit NotifierScene(int accounts = 1) : desk(accounts)
    {
        QObject::connect(&notifier, &Notifier::openRequested, &notifier,
            [this](
                const std::optional<vault::JournalHash>& request) { opened.push_back(request); });
    }
    bool shows(std::size_t calls)
    {
        return QTest::qWaitFor([&] { return service.notified.size() >= calls; });
    }
    bool isClosed() const
    {
        return QTest::qWaitFor([&] { return !service.closed.empty(); });
    }
    /// Until what was sent in both directions has arrived: this arrives after it.
    static bool settle()
    {
        const auto probe =
            QDBusMessage::createMethodCall(QStringLiteral("org.freedesktop.Notifications"),
                QStringLiteral("/org/freedesktop/Notifications"),
                QStringLiteral("org.freedesktop.Notifications"), QStringLiteral("GetCapabilities"));
        const QDBusPendingCallWatcher watcher(QDBusConnection::sessionBus().asyncCall(probe));
        return QTest::qWaitFor([&] { return watcher.isFinished(); });
    }
    const std::vector<support::ScriptedProtocol::Answer>& answers() const
    {
        return desk.protocol->answers;
    }
};

/// What a notification offers, without the texts of its buttons.
QStringList offered(const support::FakeNotifications::Shown& shown)
{
    QStringList keys;
    for (qsizetype i = 0; i < shown.actions.size(); i += 2)
        keys << shown.actions[i];
    return keys;
}

} // namespace

/// What shows notifications stands on the test's own bus.
class NotifierTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void saysNoMoreThanTheServiceAndOffersOpenAndDeny()
    {
        NotifierScene scene;
        push::Challenge request = scene.desk.challenge(QStringLiteral("Mail"));
        request.text = QStringLiteral("Pay 250");
        request.number = { push::NumberMode::Choose,
            { QStringLiteral("17"), QStringLiteral("82") } };
        scene.desk.poll({ request });
        QVERIFY(scene.shows(1));
        QCOMPARE(scene.service.last().title, QStringLiteral("Sign-in request"));
        QCOMPARE(scene.service.last().body, QStringLiteral("ACME"));
        QCOMPARE(
            offered(scene.service.last()), QStringList({ QStringLiteral("default"), Open, Deny }));
    }

    void opensTheRequest()
    {
        NotifierScene scene;
        const auto request = scene.desk.challenge(QStringLiteral("Mail"));
        scene.desk.poll({ request });
        QVERIFY(scene.shows(1));
        emit scene.service.ActionInvoked(scene.service.last().id, Open);
        emit scene.service.ActionInvoked(scene.service.last().id, QStringLiteral("default"));
        QTRY_COMPARE(scene.opened.size(), std::size_t { 2 });
        QVERIFY(scene.opened.front() == request.hash);
        QVERIFY(scene.answers().empty());
    }

    void deniesAndGoes()
    {
        NotifierScene scene;
        const auto request = scene.desk.challenge(QStringLiteral("Mail"));
        scene.desk.poll({ request });
        QVERIFY(scene.shows(1));
        emit scene.service.ActionInvoked(scene.service.last().id, Deny);
        QTRY_COMPARE(scene.answers().size(), std::size_t { 1 });
        QCOMPARE(scene.answers().front().decision, JournalDecision::Deny);
        QCOMPARE(scene.answers().front().challenge.hash, request.hash);
        scene.desk.conclude(JournalResult::Denied);
        QVERIFY(scene.isClosed());
        QCOMPARE(scene.service.closed, std::vector<uint> { scene.service.last().id });
    }

    void approvesNothingWhateverIsPressed()
    {
        NotifierScene scene;
        scene.desk.poll({ scene.desk.challenge(QStringLiteral("Mail")) });
        QVERIFY(scene.shows(1));
        const uint id = scene.service.last().id;
        for (const char* forged : { "approve", "Approve", "allow", "yes", "17", "" })
            emit scene.service.ActionInvoked(id, QLatin1String(forged));
        emit scene.service.ActionInvoked(id + 1, Deny);
        emit scene.service.ActionInvoked(0, Deny);
        // Somebody else on the bus, who does not show notifications.
        QDBusConnection stranger =
            QDBusConnection::connectToBus(QDBusConnection::SessionBus, QStringLiteral("stranger"));
        QDBusMessage signal =
            QDBusMessage::createSignal(QStringLiteral("/org/freedesktop/Notifications"),
                QStringLiteral("org.freedesktop.Notifications"), QStringLiteral("ActionInvoked"));
        signal << id << Deny;
        QVERIFY(stranger.send(signal));
        // What follows arrives later, so all of these have arrived.
        emit scene.service.ActionInvoked(id, Open);
        QTRY_COMPARE(scene.opened.size(), std::size_t { 1 });
        QVERIFY(scene.answers().empty());
        QDBusConnection::disconnectFromBus(QStringLiteral("stranger"));
    }

    void goesWhenTheRequestEnds_data()
    {
        QTest::addColumn<bool>("runsOut");
        QTest::newRow("runs out") << true;
        QTest::newRow("answered elsewhere") << false;
    }
    void goesWhenTheRequestEnds()
    {
        QFETCH(const bool, runsOut);
        NotifierScene scene;
        scene.desk.poll({ scene.desk.challenge(QStringLiteral("Mail")) });
        QVERIFY(scene.shows(1));
        if (runsOut)
            scene.desk.timers.advance(std::chrono::minutes(5));
        else
            scene.desk.poll({});
        QVERIFY(scene.isClosed());
    }

    void oneThatEndsWhileItIsBeingShownGoes()
    {
        NotifierScene scene;
        scene.desk.poll({ scene.desk.challenge(QStringLiteral("Mail")) });
        scene.desk.poll({});
        scene.desk.poll({ scene.desk.challenge(QStringLiteral("Files")) });
        QVERIFY(scene.shows(1));
        scene.desk.poll({});
        QVERIFY(scene.isClosed());
        QCOMPARE(scene.service.notified.size(), std::size_t { 1 });
    }

    void thereIsOneAtATime()
    {
        NotifierScene scene(2);
        const auto first = scene.desk.challenge(QStringLiteral("Mail"));
        scene.desk.poll({ first });
        QVERIFY(scene.shows(1));
        const uint id = scene.service.last().id;
        scene.desk.poll({ scene.desk.challenge(QStringLiteral("Files"), 1), first });
        QVERIFY(scene.shows(2));
        QCOMPARE(scene.service.last().replaces, id);
        QCOMPARE(scene.service.last().title, QStringLiteral("Sign-in requests"));
        // Which one would be denied?
        QCOMPARE(offered(scene.service.last()), QStringList({ QStringLiteral("default"), Open }));
        emit scene.service.ActionInvoked(id, Deny);
        emit scene.service.ActionInvoked(id, Open);
        QTRY_COMPARE(scene.opened.size(), std::size_t { 1 });
        QVERIFY(!scene.opened.front());
        QVERIFY(scene.answers().empty());
    }

    void twoHundredAreOneOfWhichNothingIsLeft()
    {
        NotifierScene scene(4);
        std::vector<push::Challenge> flood;
        for (int i = 0; i < 200; ++i)
            flood.push_back(scene.desk.challenge(
                QStringLiteral("Mail %1").arg(i), static_cast<std::size_t>(i % 4)));
        scene.desk.poll(flood);
        QVERIFY(scene.shows(1));
        QTRY_COMPARE(scene.service.last().title, QStringLiteral("Many sign-in requests"));
        QCOMPARE(
            scene.service.last().body, QStringLiteral("Somebody may know your password for ACME."));
        QCOMPARE(offered(scene.service.last()), QStringList({ QStringLiteral("default"), Open }));
        for (const auto& shown : scene.service.notified)
            QCOMPARE(shown.id, scene.service.last().id);
        QVERIFY(scene.service.notified.size() < 4);
        scene.desk.poll({});
        QVERIFY(scene.isClosed());
    }

    void aSilencedAccountIsNotToldOf()
    {
        NotifierScene scene(2);
        scene.desk.watch.guard().silence(
            scene.desk.accounts.front(), scene.desk.now() + std::chrono::hours(1));
        const auto silent = scene.desk.challenge(QStringLiteral("Mail"));
        scene.desk.poll({ silent });
        QVERIFY(scene.settle());
        scene.desk.poll({});
        scene.desk.poll({ scene.desk.challenge(QStringLiteral("Files"), 1) });
        QVERIFY(scene.shows(1));
        QCOMPARE(scene.service.notified.size(), std::size_t { 1 });
        QCOMPARE(offered(scene.service.last()).back(), Deny);
    }

    void closingItAnswersNothingAndItDoesNotComeAgain()
    {
        NotifierScene scene;
        const auto request = scene.desk.challenge(QStringLiteral("Mail"));
        scene.desk.poll({ request });
        QVERIFY(scene.shows(1));
        emit scene.service.NotificationClosed(scene.service.last().id, 2);
        emit scene.service.ActionInvoked(scene.service.last().id, Deny);
        QVERIFY(scene.settle());
        scene.desk.poll({ request });
        scene.desk.poll({});
        scene.desk.poll({ scene.desk.challenge(QStringLiteral("Files")) });
        QVERIFY(scene.shows(2));
        QCOMPARE(scene.service.notified.size(), std::size_t { 2 });
        QCOMPARE(scene.service.last().replaces, 0U);
        QVERIFY(scene.service.closed.empty());
        QVERIFY(scene.answers().empty());
    }

    void whileLockedItHasNoName()
    {
        NotifierScene scene;
        scene.desk.poll({ scene.desk.challenge(QStringLiteral("Mail")) });
        QVERIFY(scene.shows(1));
        const uint id = scene.service.last().id;
        scene.desk.open.session.lock();
        QVERIFY(scene.shows(2));
        QCOMPARE(scene.service.last().replaces, id);
        QCOMPARE(scene.service.last().title, QStringLiteral("1 sign-in request(s) waiting"));
        QCOMPARE(scene.service.last().body, QStringLiteral("Countersign is locked."));
        QCOMPARE(offered(scene.service.last()), QStringList({ QStringLiteral("default"), Open }));
        emit scene.service.ActionInvoked(id, Deny);
        emit scene.service.ActionInvoked(id, Open);
        QTRY_COMPARE(scene.opened.size(), std::size_t { 1 });
        QVERIFY(!scene.opened.front());
        QVERIFY(scene.answers().empty());
        scene.desk.timers.advance(std::chrono::minutes(5));
        QVERIFY(scene.isClosed());
    }

    void theLockBringsNone()
    {
        NotifierScene scene;
        scene.desk.watch.guard().silence(
            scene.desk.accounts.front(), scene.desk.now() + std::chrono::hours(1));
        scene.desk.poll({ scene.desk.challenge(QStringLiteral("Mail")) });
        scene.desk.open.session.lock();
        QVERIFY(scene.settle());
        QVERIFY(scene.service.notified.empty());
    }

    void aNameIsNoMarkup()
    {
        NotifierScene scene;
        push::Challenge request = scene.desk.challenge(QStringLiteral("Mail"));
        request.service = QStringLiteral("<a href=\"x\">ACME</a> & \u202Eknab");
        scene.desk.poll({ request });
        QVERIFY(scene.shows(1));
        QCOMPARE(scene.service.last().body,
            QStringLiteral("&lt;a href=&quot;x&quot;&gt;ACME&lt;/a&gt; &amp; \\u{202E}knab"));
    }

    void whereThereIsNoMarkupAndNoButtonsNoneAreSent()
    {
        NotifierScene scene;
        scene.service.capabilities = { QStringLiteral("body") };
        push::Challenge request = scene.desk.challenge(QStringLiteral("Mail"));
        request.service = QStringLiteral("A & B");
        scene.desk.poll({ request });
        QVERIFY(scene.shows(1));
        QCOMPARE(scene.service.last().body, QStringLiteral("A & B"));
        QVERIFY(scene.service.last().actions.isEmpty());
    }

    void withoutAServiceOrABusNothingHappens()
    {
        support::PushDesk desk;
        const Notifier nobody(
            QDBusConnection::sessionBus(), desk.inbox(), desk.open.session, nullptr);
        const Notifier noBus(
            QDBusConnection(QStringLiteral("none")), desk.inbox(), desk.open.session, nullptr);
        QVERIFY(noBus.children().isEmpty());
        desk.poll({ desk.challenge(QStringLiteral("Mail")) });
        // The question who shows notifications has been answered: nobody.
        QTRY_VERIFY(nobody.findChildren<QDBusPendingCallWatcher*>().isEmpty());
        desk.poll({});
        QCOMPARE(desk.inbox().count(), std::size_t { 0 });
    }

    void theProgramTakesItAlong()
    {
        support::FakeNotifications service;
        support::PushDesk desk;
        auto notifier = std::make_unique<Notifier>(
            QDBusConnection::sessionBus(), desk.inbox(), desk.open.session, nullptr);
        desk.poll({ desk.challenge(QStringLiteral("Mail")) });
        QTRY_COMPARE(service.notified.size(), std::size_t { 1 });
        // Its answer, with the number to close it by, is on the way.
        QTRY_VERIFY(notifier->findChildren<QDBusPendingCallWatcher*>().isEmpty());
        notifier.reset();
        QTRY_COMPARE(service.closed.size(), std::size_t { 1 });
    }
};

QTEST_GUILESS_MAIN(NotifierTest)
#include "notifier_test.moc"
