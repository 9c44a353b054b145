// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/desktop/offline_pause.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/registration_desk.h"

#include <QNetworkInformation>
#include <QTest>

namespace {

constexpr auto OnThisComputer = "http://127.0.0.1:8080";

/// A network that comes and goes as the test says.
class Network : public net::Reachability
{
public:
    explicit Network(bool isOnline = true) { setOnline(isOnline); }
    void come() { setOnline(true); }
    void go() { setOnline(false); }
};

struct Scene
{
    support::RegistrationDesk desk;

    Scene()
    {
        desk.enrol("alice");
        desk.enrol("bob", OnThisComputer);
    }

    std::size_t asked(const std::string& server) const
    {
        return static_cast<std::size_t>(std::ranges::count_if(desk.protocol->polls,
            [&](const auto& poll) { return poll.registrations.front().server == server; }));
    }
    std::size_t askedThere() const { return asked(support::RegistrationDesk::Server); }
    std::size_t askedHere() const { return asked(OnThisComputer); }

    /// Time goes by, and whoever is asked answers.
    void pass(std::chrono::seconds time)
    {
        for (std::chrono::seconds gone {}; gone < time; ++gone) {
            desk.timers.advance(std::chrono::seconds(1));
            for (const support::ScriptedProtocol::Poll& poll : desk.protocol->polls)
                support::ScriptedProtocol::Poll(poll).answer();
        }
    }
};

} // namespace

class OfflinePauseTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void nobodyElsewhereIsAskedWhileOffline()
    {
        Scene scene;
        Network network;
        const desktop::OfflinePause pause(network, scene.desk.watch.polling());
        scene.pass(std::chrono::seconds(40));
        const std::size_t there = scene.askedThere();
        const std::size_t here = scene.askedHere();
        QVERIFY(there >= 2);
        network.go();
        scene.pass(std::chrono::seconds(300));
        QCOMPARE(scene.askedThere(), there);
        QVERIFY(scene.askedHere() >= here + 8); // no network is needed for that
        network.come();
        scene.desk.timers.advance(std::chrono::milliseconds(0));
        QCOMPARE(scene.askedThere(), there + 1); // at once
    }

    void startsPausedWhereThereIsNoNetwork()
    {
        Scene scene;
        Network network(false);
        const std::size_t before = scene.askedThere();
        const desktop::OfflinePause pause(network, scene.desk.watch.polling());
        scene.pass(std::chrono::seconds(100));
        QCOMPARE(scene.askedThere(), before);
    }

    void isNotTheOnlyPause()
    {
        Scene scene;
        Network network(false);
        const desktop::OfflinePause pause(network, scene.desk.watch.polling());
        scene.desk.open.session.lock();
        network.come();
        scene.pass(std::chrono::seconds(100));
        QVERIFY(scene.desk.watch.polling().isPausedFor(inbox::Pause::Locked));
        QVERIFY(!scene.desk.watch.polling().isPausedFor(inbox::Pause::Offline));
        for (const auto& poll : scene.desk.protocol->polls)
            QVERIFY(!poll.isRunning());
    }

    void theSystemsWordIsTaken()
    {
        const net::SystemReachability system;
        const QNetworkInformation* const told = QNetworkInformation::instance();
        QCOMPARE(system.isOnline(),
            !told || told->reachability() != QNetworkInformation::Reachability::Disconnected);
    }
};

QTEST_MAIN(OfflinePauseTest)
#include "offline_pause_test.moc"
