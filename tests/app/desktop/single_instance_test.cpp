// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/desktop/arguments.h"
#include "app/desktop/program.h"
#include "app/desktop/single_instance.h"
#include "app/wiring/paths.h"
#include "tests/support/fail_on_warning.h"

#include <QDBusMessage>
#include <QDBusReply>
#include <QDBusVariant>
#include <QSignalSpy>
#include <QTest>
#include <QXmlStreamReader>

using desktop::SingleInstance;

namespace {

const QString OurInterface = QStringLiteral("org.freedesktop.Application");

/// A second program on the same bus.
QDBusConnection secondConnection()
{
    return QDBusConnection::connectToBus(QDBusConnection::SessionBus, QStringLiteral("second"));
}

QDBusMessage callTo(const QString& name, const QString& interface, const QString& method)
{
    return QDBusMessage::createMethodCall(
        name, QLatin1String(desktop::ProgramPath), interface, method);
}

/// "interface.method" and "interface.property" of an introspection.
QStringList membersOf(const QString& xml)
{
    QStringList members;
    QString interface;
    QXmlStreamReader reader(xml);
    while (!reader.atEnd()) {
        if (reader.readNext() != QXmlStreamReader::StartElement)
            continue;
        const QString name = reader.attributes().value(QStringLiteral("name")).toString();
        if (reader.name() == u"interface")
            interface = name;
        else if (reader.name() == u"method" || reader.name() == u"property"
            || reader.name() == u"signal")
            members << interface + u'.' + name;
    }
    return members;
}

} // namespace

class SingleInstanceTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void firstGetsTheNameAndTheSecondDoesNot();
    void otherVaultsHaveNamesOfTheirOwn();
    void withoutABusItIsAlone();
    void secondForwardsItsActivation();
    void secondForwardsItsLink();
    void actionsAreShowAddAndLock();
    void hostileLinksAreDropped_data();
    void hostileLinksAreDropped();
    void offersNothingElseOnTheBus();
    void givesTheNameBack();

private:
    const std::string m_usual = wiring::defaultVaultPath();
};

void SingleInstanceTest::firstGetsTheNameAndTheSecondDoesNot()
{
    SingleInstance first(QDBusConnection::sessionBus(), m_usual);
    QCOMPARE(first.busName(), QLatin1String(desktop::ProgramId));
    QCOMPARE(first.claim(), SingleInstance::Role::First);
    SingleInstance second(secondConnection(), m_usual);
    QCOMPARE(second.claim(), SingleInstance::Role::Second);
}

void SingleInstanceTest::otherVaultsHaveNamesOfTheirOwn()
{
    SingleInstance first(QDBusConnection::sessionBus(), m_usual);
    SingleInstance other(secondConnection(), "/somewhere/else.countersign");
    QVERIFY(other.busName().startsWith(QLatin1String(desktop::ProgramId)));
    QVERIFY(other.busName() != first.busName());
    SingleInstance same(secondConnection(), "/somewhere/../somewhere/else.countersign");
    QVERIFY(!same.busName().isEmpty());
    QCOMPARE(first.claim(), SingleInstance::Role::First);
    QCOMPARE(other.claim(), SingleInstance::Role::First);
}

void SingleInstanceTest::withoutABusItIsAlone()
{
    SingleInstance instance(QDBusConnection(QStringLiteral("no such bus")), m_usual);
    QCOMPARE(instance.claim(), SingleInstance::Role::Alone);
}

void SingleInstanceTest::secondForwardsItsActivation()
{
    SingleInstance first(QDBusConnection::sessionBus(), m_usual);
    QCOMPARE(first.claim(), SingleInstance::Role::First);
    QSignalSpy activated(&first, &SingleInstance::activated);
    QSignalSpy linkArrived(&first, &SingleInstance::linkArrived);
    auto call = callTo(first.busName(), OurInterface, QStringLiteral("Activate"));
    call << QVariantMap();
    QDBusConnection second = secondConnection();
    QVERIFY(second.send(call));
    QTRY_COMPARE(activated.size(), 1);
    QCOMPARE(linkArrived.size(), 0);
}

void SingleInstanceTest::secondForwardsItsLink()
{
    SingleInstance first(QDBusConnection::sessionBus(), m_usual);
    QCOMPARE(first.claim(), SingleInstance::Role::First);
    QByteArray arrived;
    connect(&first, &SingleInstance::linkArrived, this, [&arrived](const QByteArray& link) {
        arrived = QByteArray(link.constData(), link.size());
    });
    auto call = callTo(first.busName(), OurInterface, QStringLiteral("Open"));
    call << QStringList { QStringLiteral("otpauth://totp/a?secret=AA") } << QVariantMap();
    QVERIFY(secondConnection().send(call));
    QTRY_COMPARE(arrived, QByteArrayLiteral("otpauth://totp/a?secret=AA"));
}

void SingleInstanceTest::actionsAreShowAddAndLock()
{
    SingleInstance first(QDBusConnection::sessionBus(), m_usual);
    QCOMPARE(first.claim(), SingleInstance::Role::First);
    QSignalSpy activated(&first, &SingleInstance::activated);
    QSignalSpy add(&first, &SingleInstance::addRequested);
    QSignalSpy lock(&first, &SingleInstance::lockRequested);
    for (const QString& action : { QStringLiteral("show"), QStringLiteral("add"),
             QStringLiteral("approve"), QStringLiteral("lock") }) {
        auto call = callTo(first.busName(), OurInterface, QStringLiteral("ActivateAction"));
        call << action << QVariantList() << QVariantMap();
        QVERIFY(secondConnection().send(call));
    }
    QTRY_COMPARE(lock.size(), 1);
    QCOMPARE(add.size(), 1);
    QCOMPARE(activated.size(), 1);
}

void SingleInstanceTest::hostileLinksAreDropped_data()
{
    QTest::addColumn<QStringList>("links");
    QTest::addColumn<int>("arrived");
    const auto longest = static_cast<qsizetype>(desktop::LongestLink);
    QTest::newRow("none") << QStringList() << 0;
    QTest::newRow("as long as may be") << QStringList { QString(longest, u'x') } << 1;
    QTest::newRow("one longer") << QStringList { QString(longest + 1, u'x') } << 0;
    QTest::newRow("longer in bytes than in characters")
        << QStringList { QString(longest, u'\u00e9') } << 0;
    QTest::newRow("a hundred at once")
        << QStringList(100, QStringLiteral("otpauth://totp/a?secret=AA")) << 1;
}

void SingleInstanceTest::hostileLinksAreDropped()
{
    QFETCH(QStringList, links);
    QFETCH(int, arrived);
    SingleInstance first(QDBusConnection::sessionBus(), m_usual);
    QCOMPARE(first.claim(), SingleInstance::Role::First);
    QSignalSpy activated(&first, &SingleInstance::activated);
    QSignalSpy linkArrived(&first, &SingleInstance::linkArrived);
    auto call = callTo(first.busName(), OurInterface, QStringLiteral("Open"));
    call << links << QVariantMap();
    QVERIFY(secondConnection().send(call));
    QTRY_COMPARE(activated.size(), 1);
    QCOMPARE(linkArrived.size(), arrived);
}

void SingleInstanceTest::offersNothingElseOnTheBus()
{
    SingleInstance first(QDBusConnection::sessionBus(), m_usual);
    QCOMPARE(first.claim(), SingleInstance::Role::First);
    const QDBusReply<QString> xml = QDBusConnection::sessionBus().call(callTo(first.busName(),
        QStringLiteral("org.freedesktop.DBus.Introspectable"), QStringLiteral("Introspect")));
    QVERIFY(xml.isValid());
    const QStringList ours {
        QStringLiteral("org.freedesktop.Application.Activate"),
        QStringLiteral("org.freedesktop.Application.ActivateAction"),
        QStringLiteral("org.freedesktop.Application.Open"),
        // What every object on a bus has.
        QStringLiteral("org.freedesktop.DBus.Introspectable.Introspect"),
        QStringLiteral("org.freedesktop.DBus.Peer.GetMachineId"),
        QStringLiteral("org.freedesktop.DBus.Peer.Ping"),
        QStringLiteral("org.freedesktop.DBus.Properties.Get"),
        QStringLiteral("org.freedesktop.DBus.Properties.GetAll"),
        QStringLiteral("org.freedesktop.DBus.Properties.PropertiesChanged"),
        QStringLiteral("org.freedesktop.DBus.Properties.Set"),
    };
    QStringList members = membersOf(xml.value());
    members.sort();
    QCOMPARE(members, ours);
}

void SingleInstanceTest::givesTheNameBack()
{
    {
        SingleInstance first(QDBusConnection::sessionBus(), m_usual);
        QCOMPARE(first.claim(), SingleInstance::Role::First);
    }
    SingleInstance next(secondConnection(), m_usual);
    QCOMPARE(next.claim(), SingleInstance::Role::First);
}

QTEST_GUILESS_MAIN(SingleInstanceTest)
#include "single_instance_test.moc"
