// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/bech32m.h"
#include "core/vault/recovery_key.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/fixed_random.h"
#include "tests/support/memory_scan.h"

#include <QTest>

#include <algorithm>
#include <numeric>

namespace {

/// The key 00 01 … 0f.
constexpr auto Vector = "CSR1-QQQS-YQCY-Q5RQ-WZQF-PG9S-CRGW-PUNY-VJGA";
constexpr std::string_view Plain = "CSR1QQQSYQCYQ5RQWZQFPG9SCRGWPUNYVJGA";
constexpr auto VectorHex = "000102030405060708090a0b0c0d0e0f";

/// The character as the reader takes it.
char meant(char c)
{
    switch (c) {
    case 'O':
        return '0';
    case 'I':
    case '1':
        return 'L';
    case 'B':
        return '8';
    default:
        return c;
    }
}

/// A well-formed text with right checksum of any values.
std::string written(base::ByteView values)
{
    std::string text(vault::bech32m::encodedLength("csr", values.size()), '\0');
    vault::bech32m::encode("csr", values, text);
    return text;
}

} // namespace

class RecoveryKeyTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    // First, because later rows spell the key without hyphens and leave that in freed memory.
    void leavesNoCopyBehind()
    {
        const std::size_t before = crypto::secureHeapInUse();
        // A part in the middle, so that separators do not hide it.
        const support::ScrambledText upper("QQQSYQCYQ5RQWZQFPG9S");
        const support::ScrambledText lower("qqqsyqcyq5rqwzqfpg9s");
        {
            const auto key = vault::parseRecoveryKey(Vector);
            QVERIFY(key);
            QVERIFY(vault::formatRecoveryKey(*key));
        }
        QCOMPARE(crypto::secureHeapInUse(), before);
        QCOMPARE(upper.occurrencesUtf8(), 0);
        QCOMPARE(lower.occurrencesUtf8(), 0);
    }

    void writesNineGroupsOfFour()
    {
        support::FixedRandom random;
        const auto key = vault::newRecoveryKey(random);
        QVERIFY(key);
        QCOMPARE(base::toHex(key->bytes.view()), std::string(VectorHex));
        const auto text = vault::formatRecoveryKey(*key);
        QVERIFY(text);
        QCOMPARE(text->text(), std::string_view(Vector));
    }

    void madeWithoutRandomnessIsAnError()
    {
        support::FixedRandom random;
        random.failing = true;
        const auto key = vault::newRecoveryKey(random);
        QVERIFY(!key);
        QCOMPARE(key.error().code, base::ErrorCode::RandomFailed);
    }

    void readsWhatItWrote_data()
    {
        QTest::addColumn<int>("first");
        for (const int first : { 0, 1, 127, 128, 240, 255 })
            QTest::addRow("first byte %d", first) << first;
    }
    void readsWhatItWrote()
    {
        QFETCH(int, first);
        support::FixedRandom random;
        random.first = static_cast<std::uint8_t>(first);
        const auto key = vault::newRecoveryKey(random);
        QVERIFY(key);
        const auto text = vault::formatRecoveryKey(*key);
        QVERIFY(text);
        const auto read = vault::parseRecoveryKey(text->text());
        QVERIFY(read);
        QCOMPARE(base::toHex(read->bytes.view()), base::toHex(key->bytes.view()));
    }

    void readsItAsPeopleTypeIt_data()
    {
        QTest::addColumn<QByteArray>("typed");
        QTest::newRow("as printed") << QByteArray(Vector);
        QTest::newRow("lower case") << QByteArray(Vector).toLower();
        QTest::newRow("mixed case") << QByteArray("Csr1-qqqS-yqCy-q5rq-WZQF-pg9s-crgw-puny-vjga");
        QTest::newRow("without hyphens") << QByteArray(Vector).replace('-', "");
        QTest::newRow("blanks") << QByteArray(Vector).replace('-', " ");
        QTest::newRow("lines and tabs") << QByteArray(Vector).replace('-', "\r\n\t");
        QTest::newRow("around it") << QByteArray("  " + QByteArray(Vector) + " \n");
        QTest::newRow("no-break space") << QByteArray(Vector).replace('-', "\u00A0");
        QTest::newRow("typographic hyphens") << QByteArray(Vector).replace('-', "\u2011");
        QTest::newRow("dashes") << QByteArray(Vector).replace('-', " \u2013 ");
    }
    void readsItAsPeopleTypeIt()
    {
        QFETCH(QByteArray, typed);
        const auto key = vault::parseRecoveryKey(typed.toStdString());
        QVERIFY(key);
        QCOMPARE(base::toHex(key->bytes.view()), std::string(VectorHex));
        QVERIFY(vault::looksLikeRecoveryKey(typed.toStdString()));
    }

    void takesLookAlikesForWhatTheyLookLike()
    {
        // The values of 0, L and 8 are among them; the last one leaves the padding zero.
        base::Bytes values(26);
        std::iota(values.begin(), values.end(), std::uint8_t { 0 });
        values.front() = 31;
        values.back() = 28;
        const std::string text = written(values);
        const auto plain = vault::parseRecoveryKey(text);
        QVERIFY(plain);
        for (const auto& [from, to] : { std::pair('0', 'O'), std::pair('l', 'I'),
                 std::pair('l', '1'), std::pair('8', 'B') }) {
            std::string typed = text;
            std::replace(typed.begin() + 4, typed.end(), from, to);
            QVERIFY(typed != text);
            const auto key = vault::parseRecoveryKey(typed);
            QVERIFY2(key, typed.c_str());
            QCOMPARE(base::toHex(key->bytes.view()), base::toHex(plain->bytes.view()));
        }
    }

    void refusesOtherForms_data()
    {
        QTest::addColumn<QByteArray>("typed");
        QTest::addColumn<std::string>("what");
        const QByteArray right(Vector);
        QTest::newRow("empty") << QByteArray() << std::string("prefix");
        QTest::newRow("other prefix")
            << QByteArray(right).replace(0, 3, "CSP") << std::string("prefix");
        QTest::newRow("L for the separator")
            << QByteArray(right).replace(3, 1, "L") << std::string("prefix");
        QTest::newRow("I for the separator")
            << QByteArray(right).replace(3, 1, "I") << std::string("prefix");
        QTest::newRow("one too few") << right.chopped(1) << std::string("length");
        QTest::newRow("one too many") << right + "Q" << std::string("length");
        QTest::newRow("far too many") << right.repeated(1000) << std::string("length");
        QTest::newRow("a mark") << QByteArray(right).replace(10, 1, ".")
                                << std::string("character");
        QTest::newRow("a letter beyond ASCII")
            << QByteArray(right).replace(5, 2, "\u00D6") << std::string("character");
        QTest::newRow("underscores")
            << QByteArray(right).replace('-', "_") << std::string("length");
    }
    void refusesOtherForms()
    {
        QFETCH(QByteArray, typed);
        QFETCH(std::string, what);
        const auto key = vault::parseRecoveryKey(typed.toStdString());
        QVERIFY(!key);
        QCOMPARE(key.error().code, base::ErrorCode::RecoveryKeyMistyped);
        QCOMPARE(key.error().arguments, std::vector<std::string> { what });
    }

    void refusesEveryTruncation()
    {
        for (std::size_t length = 0; length < Plain.size(); ++length)
            QVERIFY(!vault::parseRecoveryKey(Plain.substr(0, length)));
    }

    void refusesPaddingThatIsNotZero()
    {
        base::Bytes values(26);
        for (std::uint8_t padding = 1; padding <= 3; ++padding) {
            values.back() = padding;
            const auto key = vault::parseRecoveryKey(written(values));
            QVERIFY(!key);
            QCOMPARE(key.error().code, base::ErrorCode::RecoveryKeyMistyped);
            QCOMPARE(key.error().arguments, std::vector<std::string> { "padding" });
        }
    }

    void refusesBech32OfTheSameValues()
    {
        // The same values under the constant of BIP 173, made with its reference code.
        QVERIFY(!vault::parseRecoveryKey("CSR1QQQSYQCYQ5RQWZQFPG9SCRGWPUXCU7DL"));
    }

    void refusesEverySingleSubstitution()
    {
        int refused = 0;
        for (std::size_t i = 0; i < Plain.size(); ++i) {
            for (char c = '!'; c <= '~'; ++c) {
                const char upper = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
                const bool same = i < 4 ? upper == Plain[i] : meant(upper) == Plain[i];
                if (same)
                    continue;
                std::string typed(Plain);
                typed[i] = c;
                const auto key = vault::parseRecoveryKey(typed);
                QVERIFY2(!key, typed.c_str());
                QCOMPARE(key.error().code, base::ErrorCode::RecoveryKeyMistyped);
                ++refused;
            }
        }
        QVERIFY(refused > 36 * 90);
    }

    void refusesEveryPairOfSubstitutionsInTheAlphabet()
    {
        constexpr std::string_view Alphabet = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L";
        std::string typed(Plain);
        for (std::size_t i = 4; i < Plain.size(); ++i) {
            for (std::size_t j = i + 1; j < Plain.size(); ++j) {
                for (const char a : Alphabet) {
                    typed[i] = a;
                    typed[j] = a == Plain[j] ? 'Q' : a;
                    if (typed[i] != Plain[i] && typed[j] != Plain[j])
                        QVERIFY2(!vault::parseRecoveryKey(typed), typed.c_str());
                }
                typed[j] = Plain[j];
            }
            typed[i] = Plain[i];
        }
    }

    void refusesEverySwapOfNeighbours()
    {
        for (std::size_t i = 0; i + 1 < Plain.size(); ++i) {
            std::string typed(Plain);
            std::swap(typed[i], typed[i + 1]);
            if (typed != Plain)
                QVERIFY2(!vault::parseRecoveryKey(typed), typed.c_str());
        }
    }

    void tellsAKeyFromAPassphrase_data()
    {
        QTest::addColumn<QByteArray>("typed");
        QTest::addColumn<bool>("isKey");
        const QByteArray right(Vector);
        QTest::newRow("right") << right << true;
        QTest::newRow("mistyped") << QByteArray(right).replace(8, 1, "Z") << true;
        QTest::newRow("I as separator") << QByteArray(right).replace(3, 1, "I") << true;
        QTest::newRow("a group short") << right.chopped(5) << true;
        QTest::newRow("two groups short") << right.chopped(10) << false;
        QTest::newRow("a group more") << right + "-QQQQ" << true;
        QTest::newRow("two groups more") << right + "-QQQQ-QQQQ" << false;
        QTest::newRow("passphrase with the prefix") << QByteArray("csr1 correct horse") << false;
        QTest::newRow("sentence with the prefix")
            << QByteArray("csr1: my first passphrase, of 36 marks") << false;
        QTest::newRow("passphrase") << QByteArray("correct horse battery staple of 1936") << false;
        QTest::newRow("empty") << QByteArray() << false;
    }
    void tellsAKeyFromAPassphrase()
    {
        QFETCH(QByteArray, typed);
        QFETCH(bool, isKey);
        QCOMPARE(vault::looksLikeRecoveryKey(typed.toStdString()), isKey);
    }
};

QTEST_GUILESS_MAIN(RecoveryKeyTest)
#include "recovery_key_test.moc"
