// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/sandbox/request_meter.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

using sandbox::RequestMeter;
using Verdict = RequestMeter::Verdict;

namespace {

constexpr sandbox::Limits Small { .head = 64, .body = 10 };

QByteArray request(const QByteArray& headers, const QByteArray& body = {})
{
    return "POST / HTTP/1.1\r\n" + headers + "\r\n" + body;
}

} // namespace

Q_DECLARE_METATYPE(Verdict)

class RequestMeterTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void judges_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<Verdict>("verdict");
        QTest::newRow("no body") << request("") << Verdict::Whole;
        QTest::newRow("a body") << request("Content-Length: 4\r\n", "body") << Verdict::Whole;
        QTest::newRow("another spelling")
            << request("CONTENT-length:  4 \r\n", "body") << Verdict::Whole;
        QTest::newRow("half a head")
            << QByteArray("POST / HTTP/1.1\r\nContent-Le") << Verdict::Partial;
        QTest::newRow("half a body") << request("Content-Length: 4\r\n", "bo") << Verdict::Partial;
        QTest::newRow("the largest body")
            << request("Content-Length: 10\r\n", "0123456789") << Verdict::Whole;
        QTest::newRow("one more, before it comes")
            << request("Content-Length: 11\r\n") << Verdict::BodyTooLarge;
        QTest::newRow("more than can be counted")
            << request("Content-Length: 99999999999999999999\r\n") << Verdict::BodyTooLarge;
        QTest::newRow("no number") << request("Content-Length: 0x4\r\n") << Verdict::NotUnderstood;
        QTest::newRow("less than nothing")
            << request("Content-Length: -1\r\n") << Verdict::NotUnderstood;
        QTest::newRow("a sign") << request("Content-Length: +4\r\n") << Verdict::NotUnderstood;
        QTest::newRow("no length") << request("Content-Length:\r\n") << Verdict::NotUnderstood;
        QTest::newRow("two lengths")
            << request("Content-Length: 4\r\nContent-Length: 4\r\n") << Verdict::NotUnderstood;
        QTest::newRow("in pieces")
            << request("Transfer-Encoding: chunked\r\n") << Verdict::NoLength;
        QTest::newRow("in pieces and with a length")
            << request("Transfer-Encoding: x\r\nContent-Length: 4\r\n") << Verdict::NotUnderstood;
        QTest::newRow("more than the body")
            << request("Content-Length: 4\r\n", "body!") << Verdict::NotUnderstood;
        QTest::newRow("the longest head")
            << request("A: " + QByteArray(64 - 17 - 3, 'x') + "\r\n") << Verdict::Whole;
        QTest::newRow("one more byte")
            << request("A: " + QByteArray(65 - 17 - 3, 'x') + "\r\n") << Verdict::HeadTooLong;
        QTest::newRow("a head without end") << QByteArray(68, 'x') << Verdict::HeadTooLong;
    }
    void judges()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(Verdict, verdict);
        QCOMPARE(RequestMeter().take(bytes, Small), verdict);
        // The same, however it comes: the first byte that decides is the last one looked at.
        RequestMeter meter;
        Verdict last = Verdict::Partial;
        for (qsizetype at = 0; at < bytes.size() && last == Verdict::Partial; ++at)
            last = meter.take(QByteArrayView(bytes).sliced(at, 1), Small);
        const bool tooMuch = bytes.endsWith('!');
        QCOMPARE(last, tooMuch ? Verdict::Whole : verdict);
    }

    void measuresOneRequestAfterTheOther()
    {
        RequestMeter meter;
        for (int round = 0; round < 3; ++round) {
            QVERIFY(meter.isIdle());
            QCOMPARE(meter.take(request("Content-Length: 4\r\n"), Small), Verdict::Partial);
            QVERIFY(!meter.isIdle());
            QCOMPARE(meter.take("body", Small), Verdict::Whole);
        }
    }
};

QTEST_GUILESS_MAIN(RequestMeterTest)
#include "request_meter_test.moc"
