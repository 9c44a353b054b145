// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/bech32m.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

namespace {

constexpr auto CountingDown = "1f1e1d1c1b1a191817161514131211100f0e0d0c0b0a09080706050403020100";
constexpr auto SplitValues = "18171918161c01100b1d0819171d130d10171d16191c01100b03191d1b190303"
                             "1d130b190303190d181d01190303190d";

std::string repeated(const char* text, int count)
{
    return QByteArray(text).repeated(count).toStdString();
}

} // namespace

class Bech32mTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    // The strings of BIP 350, section "Test vectors", with the values BIP 173's reference gives.
    void readsAndWritesTheVectorsOfBip350_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("prefix");
        QTest::addColumn<std::string>("values");
        QTest::newRow("no data, upper case")
            << QByteArray("A1LQFN3A") << QByteArray("a") << std::string();
        QTest::newRow("no data, lower case")
            << QByteArray("a1lqfn3a") << QByteArray("a") << std::string();
        QTest::newRow("prefix of 83 characters")
            << QByteArray("an83characterlonghumanreadablepartthatcontainsthetheexcludedcharacters"
                          "bioandnumber11sg7hg6")
            << QByteArray("an83characterlonghumanreadablepartthatcontainsthetheexcludedcharacters"
                          "bioandnumber1")
            << std::string();
        QTest::newRow("every value") << QByteArray("abcdef1l7aum6echk45nj3s0wdvt2fg8x9yrzpqzd3ryx")
                                     << QByteArray("abcdef") << std::string(CountingDown);
        QTest::newRow("prefix of a separator")
            << "11" + QByteArray(82, 'l') + "ludsr8" << QByteArray("1") << repeated("1f", 82);
        QTest::newRow("text") << QByteArray(
            "split1checkupstagehandshakeupstreamerranterredcaperredlc445v")
                              << QByteArray("split") << std::string(SplitValues);
        QTest::newRow("prefix of a mark")
            << QByteArray("?1v759aa") << QByteArray("?") << std::string();
    }
    void readsAndWritesTheVectorsOfBip350()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, prefix);
        QFETCH(std::string, values);
        base::Bytes out(static_cast<std::size_t>(text.size()));
        const auto decoded = vault::bech32m::decode(text.toStdString(), out);
        QVERIFY(decoded);
        QCOMPARE(decoded->prefixLength, static_cast<std::size_t>(prefix.size()));
        out.resize(decoded->values);
        QCOMPARE(base::toHex(out), values);

        std::string written(static_cast<std::size_t>(text.size()), '\0');
        vault::bech32m::encode(prefix.toStdString(), out, written);
        QCOMPARE(written, text.toLower().toStdString());
    }

    void refusesTheInvalidStringsOfBip350_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("blank in the prefix") << QByteArray("\x20"
                                                           "1xj0phk");
        QTest::newRow("0x7f in the prefix") << QByteArray("\x7f"
                                                          "1g6xzxy");
        QTest::newRow("0x80 in the prefix") << QByteArray("\x80"
                                                          "1vctc34");
        QTest::newRow("longer than 90")
            << QByteArray("an84characterslonghumanreadablepartthatcontainsthetheexcludedcharacters"
                          "bioandnumber11d6pts4");
        QTest::newRow("no separator") << QByteArray("qyrz8wqd2c9m");
        QTest::newRow("empty prefix") << QByteArray("1qyrz8wqd2c9m");
        QTest::newRow("b in the data") << QByteArray("y1b0jsk6g");
        QTest::newRow("i in the data") << QByteArray("lt1igcx5c0");
        QTest::newRow("checksum too short") << QByteArray("in1muywd");
        QTest::newRow("i in the checksum") << QByteArray("mm1crxm3i");
        QTest::newRow("o in the checksum") << QByteArray("au1s5cgom");
        QTest::newRow("checksum of the upper-case prefix") << QByteArray("M1VUXWEZ");
        QTest::newRow("empty prefix, checksum only") << QByteArray("16plkw9");
        QTest::newRow("empty prefix, right checksum") << QByteArray("1p2gdwpf");
        QTest::newRow("mixed case") << QByteArray("A1lqfn3a");
        QTest::newRow("BIP 173's Bech32, another constant") << QByteArray("a12uel5l");
        QTest::newRow("empty") << QByteArray("");
    }
    void refusesTheInvalidStringsOfBip350()
    {
        QFETCH(QByteArray, text);
        base::Bytes out(static_cast<std::size_t>(text.size()));
        QVERIFY(!vault::bech32m::decode(text.toStdString(), out));
    }

    void refusesEveryTruncation()
    {
        const std::string text = "abcdef1l7aum6echk45nj3s0wdvt2fg8x9yrzpqzd3ryx";
        base::Bytes out(text.size());
        for (std::size_t length = 0; length < text.size(); ++length)
            QVERIFY2(!vault::bech32m::decode(text.substr(0, length), out),
                std::to_string(length).c_str());
    }
};

QTEST_GUILESS_MAIN(Bech32mTest)
#include "bech32m_test.moc"
