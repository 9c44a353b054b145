// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/origin_verdict.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

using push::OriginEvidence;
using push::OwnPlace;
using push::readAddress;
using push::StatedOrigin;
using push::SystemFamily;
using vault::OriginVerdict;

Q_DECLARE_METATYPE(push::StatedOrigin)
Q_DECLARE_METATYPE(push::OwnPlace)
Q_DECLARE_METATYPE(vault::OriginVerdict)
Q_DECLARE_METATYPE(push::OriginEvidence)
Q_DECLARE_METATYPE(push::SystemFamily)

class OriginVerdictTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void judges_data()
    {
        QTest::addColumn<StatedOrigin>("stated");
        QTest::addColumn<OwnPlace>("own");
        QTest::addColumn<OriginVerdict>("verdict");
        QTest::addColumn<OriginEvidence>("evidence");
        const QString ours = QStringLiteral("192.0.2.7");
        const QString seen = QStringLiteral("198.51.100.20");
        const QString other = QStringLiteral("203.0.113.40");
        const QString loopback = QStringLiteral("127.0.0.1");
        const OwnPlace place { { loopback, ours, QStringLiteral("2001:db8::7") }, {},
            SystemFamily::Linux, false };
        OwnPlace reported = place;
        reported.reported = { seen };
        OwnPlace local = place;
        local.serverIsLoopback = true;
        using enum OriginVerdict;
        using E = OriginEvidence;
        const auto row = [](const char* name, const StatedOrigin& stated, const OwnPlace& own,
                             OriginVerdict verdict, OriginEvidence evidence) {
            QTest::newRow(name) << stated << own << verdict << evidence;
        };
        row("one of our interfaces", { ours }, place, ThisComputer, E::OurAddress);
        row("one of our interfaces, the same system", { ours, SystemFamily::Linux }, place,
            ThisComputer, E::OurAddress);
        row("one of our interfaces, IPv6 spelt in another way",
            { QStringLiteral("2001:DB8:0:0::0007") }, place, ThisComputer, E::OurAddress);
        row("one of our interfaces, IPv4 in IPv6", { QStringLiteral("::ffff:192.0.2.7") }, place,
            ThisComputer, E::OurAddress);
        row("one of our interfaces, and the link was opened here",
            { ours, SystemFamily::Unknown, true }, place, ThisComputer, E::OurAddress);
        row("loopback, of a server on this computer", { loopback }, local, ThisComputer,
            E::OurAddress);
        row("loopback, of a distant server behind a proxy", { loopback }, place, Unknown, E::None);
        row("a link opened on this computer", { {}, SystemFamily::Unknown, true }, place, Unknown,
            E::OpenedHere);
        row("a link opened on this computer, of a browser on our system",
            { {}, SystemFamily::Linux, true }, place, Unknown, E::OpenedHere);
        row("a link opened on this computer, asked for from elsewhere",
            { other, SystemFamily::Unknown, true }, reported, Elsewhere, E::OtherAddress);
        row("the address under which the server sees us", { seen }, reported, ThisNetwork,
            E::ReportedAddress);
        row("another device of our network", { seen, SystemFamily::Android }, reported, ThisNetwork,
            E::ReportedAddress);
        row("the address that another server reported", { seen }, place, Unknown, E::None);
        row("another address than the one under which the server sees us", { other }, reported,
            Elsewhere, E::OtherAddress);
        row("from afar, at a server on this computer", { other }, local, Elsewhere, E::NotLoopback);
        row("another system", { {}, SystemFamily::Windows }, place, Elsewhere, E::OtherSystem);
        row("another system, at our own address", { ours, SystemFamily::Windows }, place, Elsewhere,
            E::OtherSystem);
        row("our system alone gives nothing", { {}, SystemFamily::Linux }, place, Unknown,
            E::NoAddress);
        row("an address that can be compared with nothing", { other }, place, Unknown, E::None);
        row("no address", {}, place, Unknown, E::NoAddress);
        row("what is no address counts as none", { QStringLiteral("192.0.2.7 ") }, place, Unknown,
            E::NoAddress);
        row("our system is not known", { {}, SystemFamily::Windows }, OwnPlace {}, Unknown,
            E::NoAddress);
    }
    void judges()
    {
        QFETCH(StatedOrigin, stated);
        QFETCH(OwnPlace, own);
        const push::JudgedOrigin judged = push::judgeOrigin(stated, own);
        QTEST(judged.verdict, "verdict");
        QTEST(judged.evidence, "evidence");
    }

    void readsAddressesStrictly_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("address"); // null: none
        const auto row = [](const char* text, const char* address) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(address);
        };
        row("203.0.113.40", "203.0.113.40");
        row("255.255.255.255", "255.255.255.255");
        row("2001:DB8::1", "2001:db8::1");
        row("::FFFF:203.0.113.40", "203.0.113.40");
        row("::1", "::1");
        for (const char* text : { "", "203.0.113", "203.0.113.256", "203.0.113.040", "0x7f.0.0.1",
                 "2130706433", "203.0.113.40.", ".203.0.113.40", "203.0.113.40:80", "fe80::1%eth0",
                 "1:2:3", "::1 ", "localhost", "203.0.113.40\n", "1:2:3:4:5:6:7:8:9" })
            row(text, nullptr);
    }
    void readsAddressesStrictly()
    {
        QFETCH(QString, text);
        QTEST(readAddress(text).value_or(QString()), "address");
    }

    void readsTheSystem_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<SystemFamily>("family");
        const auto row = [](const char* text, SystemFamily family) {
            QTest::newRow(text) << QString::fromUtf8(text) << family;
        };
        using enum SystemFamily;
        row("MAC_OS_X", MacOs);
        row("WINDOWS", Windows);
        row("UNKNOWN", Unknown);
        row("", Unknown);
        row("iOS", Ios);
        row("Mozilla/5.0 (X11; Linux x86_64) Example/1.0", Linux);
        row("Mozilla/5.0 (Linux; Android 14; Pixel 8)", Android);
        row("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X)", Ios);
        row("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)", MacOs);
        row("Mozilla/5.0 (Windows NT 10.0; Win64; x64)", Windows);
        row("Mozilla/5.0 (X11; CrOS x86_64 14541.0.0)", ChromeOs);
        row("something about radios and machines", Unknown);
    }
    void readsTheSystem()
    {
        QFETCH(QString, text);
        QTEST(push::systemFamily(text), "family");
    }

    void knowsItsOwnAddresses()
    {
        const QStringList addresses = push::ownAddresses();
        QVERIFY(!addresses.isEmpty());
        for (const QString& address : addresses)
            QCOMPARE(readAddress(address).value_or(QString()), address);
    }
};

QTEST_GUILESS_MAIN(OriginVerdictTest)
#include "origin_verdict_test.moc"
