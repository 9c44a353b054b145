// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/kept_costs.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/vault_home.h"

using namespace std::chrono_literals;
using crypto::Argon2Costs;

namespace {

constexpr Argon2Costs Measured { 128 * 1024, 4, 4 };

} // namespace

/// Measuring once a year is enough.
class KeptCostsTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        support::failOnWarning();
        m_folder = std::make_unique<QTemporaryDir>();
        m_clock.time = support::FixedClock(support::GoldenTime).time;
        m_measurements = 0;
    }

    void measuresOnceAndKeepsIt()
    {
        QVERIFY(costs().isDue());
        QVERIFY(!costs().known());
        QVERIFY(costs().find() == Measured);
        QVERIFY(!costs().isDue());
        QVERIFY(costs().known() == Measured);
        QVERIFY(costs().find() == Measured);
        QCOMPARE(m_measurements, 1);
    }

    void measuresAgainAfterAYear()
    {
        costs().find();
        m_clock.time += 365 * 24h;
        costs().find();
        QCOMPARE(m_measurements, 1);
        m_clock.time += 1ms;
        QVERIFY(costs().isDue());
        QVERIFY(costs().known() == Measured); // old, and still the best that is known
        costs().find();
        QCOMPARE(m_measurements, 2);
    }

    void measuresAgainWhenTheClockWasWrong()
    {
        costs().find();
        m_clock.time -= 1h;
        QVERIFY(costs().isDue());
    }

    void withoutAFolderNothingIsKept()
    {
        const vault::KeptCosts costs({}, m_clock, [this] { return measure(); });
        QVERIFY(costs.find() == Measured);
        QVERIFY(costs.isDue());
        QVERIFY(!costs.known());
    }

    void takesNothingFromAStrangeFile_data()
    {
        QTest::addColumn<QByteArray>("contents");
        const QByteArray now = QByteArray::number(qint64 { support::GoldenTime } * 1000);
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("words") << QByteArray("cheap please\n");
        QTest::newRow("less memory than the least") << "65535 3 4 " + now + '\n';
        QTest::newRow("fewer passes than the least") << "65536 2 4 " + now + '\n';
        QTest::newRow("more memory than ever measured") << "262145 3 4 " + now + '\n';
        QTest::newRow("more passes than ever measured") << "65536 11 4 " + now + '\n';
        QTest::newRow("one lane") << "65536 3 1 " + now + '\n';
        QTest::newRow("cut off") << "65536 3 4 " + now;
        QTest::newRow("more behind it") << "65536 3 4 " + now + "\n1";
        QTest::newRow("negative") << "-65536 3 4 " + now + '\n';
    }
    void takesNothingFromAStrangeFile()
    {
        QFETCH(QByteArray, contents);
        QVERIFY(base::createFile(folder() + "/costs", base::bytesOf(contents)));
        QVERIFY(!costs().known());
        QVERIFY(costs().isDue());
        QVERIFY(costs().find() == Measured);
        QVERIFY(costs().known() == Measured);
    }

private:
    std::string folder() const { return m_folder->path().toStdString(); }
    vault::KeptCosts costs()
    {
        return { folder(), m_clock, [this] { return measure(); } };
    }
    Argon2Costs measure()
    {
        ++m_measurements;
        return Measured;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    support::FixedClock m_clock { support::GoldenTime };
    int m_measurements = 0;
};

QTEST_GUILESS_MAIN(KeptCostsTest)
#include "kept_costs_test.moc"
