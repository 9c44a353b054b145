// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/passphrase.h"
#include "core/vault/recovery_key.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/fixed_random.h"
#include "tests/support/memory_scan.h"

#include <QTest>

namespace {

constexpr std::string_view RecoveryText = "CSR1-QQQS-YQCY-Q5RQ-WZQF-PG9S-CRGW-PUNY-VJGA";

base::Bytes fromHex(const QByteArray& hex)
{
    const auto bytes = base::fromHex(hex.toStdString());
    return bytes ? *bytes : base::Bytes();
}

} // namespace

class PassphraseTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void everyCompositionGivesTheSameBytes_data()
    {
        QTest::addColumn<QByteArray>("typed");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char* name, const char* typed, const char* expected) {
            QTest::newRow(name) << QByteArray(typed) << QByteArray(expected);
        };
        row("ASCII", "2068756e7465723220", "2068756e7465723220");
        row("Übung 42, composed", "c39c62756e67203432", "c39c62756e67203432");
        row("Übung 42, with a combining mark", "55cc8862756e67203432", "c39c62756e67203432");
        row("Angstrom sign", "e284ab", "c385");
        row("A with ring, decomposed", "41cc8a", "c385");
        row("Hangul syllable", "ed959ceab880", "ed959ceab880");
        row("Hangul jamo", "e18492e185a1e186abe18480e185b3e186af", "ed959ceab880");
        row("Hangul syllable and a final jamo", "ed9598e186ab", "ed959c");
        row("two marks in canonical order", "71cca3cc87", "71cca3cc87");
        row("two marks, the other way round", "71cc87cca3", "71cca3cc87");
        row("precomposed with a mark that goes first", "e1b88acca3", "e1b88ccc87");
        row("composition exclusion", "e0a598", "e0a495e0a4bc");
        row("Bengali vowel of two parts", "e0a787e0a6be", "e0a78b");
        row("emoji", "f09f9a80e29885", "f09f9a80e29885");
        row("emoji family, joiners kept", "f09f91a8e2808df09f91a9e2808df09f91a7",
            "f09f91a8e2808df09f91a9e2808df09f91a7");
        row("musical symbol outside the BMP", "f09d859e", "f09d8597f09d85a5");
        row("Kaithi letter outside the BMP, decomposed", "f0918299f09182ba", "f091829a");
        row("leading byte order mark is a character", "efbbbf61", "efbbbf61");
        row("leading mark", "cc8861", "cc8861");
        row("compatibility forms stay", "efac81", "efac81");
        row("a zero in the middle", "610062", "610062");
        row("control characters and line ends stay", "0a610d0a", "0a610d0a");
    }
    void everyCompositionGivesTheSameBytes()
    {
        QFETCH(QByteArray, typed);
        QFETCH(QByteArray, expected);
        const auto passphrase = vault::toPassphrase(fromHex(typed));
        QVERIFY(passphrase);
        QCOMPARE(base::toHex(passphrase->bytes.view()), expected.toStdString());
        const auto chosen = vault::toNewPassphrase(fromHex(typed));
        QVERIFY(chosen);
        QCOMPARE(base::toHex(chosen->bytes.view()), expected.toStdString());
    }

    // The clusters that are normalised one by one must give what the whole text gives.
    void clusterByClusterEqualsTheWhole()
    {
        const QString starters = QStringLiteral("aU1 \u00C4\u1100\uAC00\u0915\u09C7\u05D0\u30AB");
        const QString followers =
            QStringLiteral("\u0301\u0308\u0323\u1161\u11A8\u093C\u09BE\u05BC\u3099\u0345");
        for (const QChar first : starters) {
            for (const QChar second : starters + followers) {
                for (const QChar third : starters + followers) {
                    const QString typed = QString(first) + second + third + first;
                    const QByteArray utf8 = typed.toUtf8();
                    const auto passphrase = vault::toPassphrase(base::bytesOf(utf8));
                    QVERIFY(passphrase);
                    const QString whole = typed.normalized(QString::NormalizationForm_C);
                    QCOMPARE(base::toHex(passphrase->bytes.view()),
                        base::toHex(base::bytesOf(whole.toUtf8())));
                }
            }
        }
    }

    // All of the BMP: no letter that composes with the one before it is torn from it.
    void everyAssignedCharacterStaysWithWhatItJoins()
    {
        for (char16_t c = 0x80; c < 0xFFFF; ++c) {
            const QChar second(c);
            if (second.isSurrogate() || second.category() == QChar::Other_NotAssigned)
                continue;
            const QString decomposed = QString(second).normalized(QString::NormalizationForm_D);
            const QByteArray utf8 = decomposed.toUtf8();
            const auto passphrase = vault::toPassphrase(base::bytesOf(utf8));
            QVERIFY(passphrase);
            const QString whole = decomposed.normalized(QString::NormalizationForm_C);
            if (base::textOf(passphrase->bytes.view()) != whole.toUtf8().toStdString())
                QFAIL(qPrintable(QString::number(c, 16)));
        }
    }

    void refusesWhatIsNotText_data()
    {
        QTest::addColumn<QByteArray>("typed");
        QTest::newRow("lone continuation byte") << QByteArray("80");
        QTest::newRow("Latin-1") << QByteArray("dc62756e67");
        QTest::newRow("cut sequence at the end") << QByteArray("61c3");
        QTest::newRow("cut sequence in the middle") << QByteArray("e28261");
        QTest::newRow("overlong slash") << QByteArray("c0af");
        QTest::newRow("overlong zero") << QByteArray("c080");
        QTest::newRow("surrogate") << QByteArray("eda080");
        QTest::newRow("beyond the last code point") << QByteArray("f4908080");
        QTest::newRow("0xff") << QByteArray("ff");
        QTest::newRow("UTF-16") << QByteArray("fffe6100");
    }
    void refusesWhatIsNotText()
    {
        QFETCH(QByteArray, typed);
        for (const auto read : { vault::toPassphrase, vault::toNewPassphrase }) {
            const auto passphrase = read(fromHex(typed));
            QVERIFY(!passphrase);
            QCOMPARE(passphrase.error().code, base::ErrorCode::PassphraseNotText);
            QVERIFY(passphrase.error().arguments.empty());
        }
        QCOMPARE(crypto::secureHeapInUse(), std::size_t { 0 });
    }

    void refusesUnassignedCodePointsOnlyInNewOnes_data()
    {
        QTest::addColumn<QByteArray>("typed");
        QTest::newRow("hole in the Greek block") << QByteArray("\u0378");
        QTest::newRow("unassigned plane") << QByteArray("a\U00050000");
        QTest::newRow("noncharacter") << QByteArray("\uFFFE");
        QTest::newRow("last code point") << QByteArray("\U0010FFFF");
    }
    void refusesUnassignedCodePointsOnlyInNewOnes()
    {
        QFETCH(QByteArray, typed);
        const auto chosen = vault::toNewPassphrase(base::bytesOf(typed));
        QVERIFY(!chosen);
        QCOMPARE(chosen.error().code, base::ErrorCode::PassphraseNotText);
        const auto opening = vault::toPassphrase(base::bytesOf(typed));
        QVERIFY(opening);
        QCOMPARE(opening->bytes.text(),
            std::string_view(typed.constData(), static_cast<std::size_t>(typed.size())));
    }

    void acceptsOneTo1024Bytes_data()
    {
        QTest::addColumn<QByteArray>("typed");
        QTest::addColumn<int>("bytes"); // 0: too long
        QTest::newRow("one") << QByteArray("a") << 1;
        QTest::newRow("1,024") << QByteArray(1024, 'a') << 1024;
        QTest::newRow("1,025") << QByteArray(1025, 'a') << 0;
        QTest::newRow("a million") << QByteArray(1'000'000, 'a') << 0;
        QTest::newRow("1,024 in letters of two bytes")
            << QByteArray("\u00FC").repeated(512) << 1024;
        QTest::newRow("one byte more, in two-byte letters")
            << QByteArray("\u00FC").repeated(512) + "a" << 0;
        QTest::newRow("1,536 typed are 1,024 composed")
            << QByteArray("u\u0308").repeated(512) << 1024;
        QTest::newRow("3,069 of jamo are 1,023 of syllables")
            << QByteArray("\u1112\u1161\u11AB").repeated(341) << 1023;
        QTest::newRow("composed in three times the bytes")
            << QByteArray("\u0958").repeated(341) << 0;
        QTest::newRow("an emoji that does not fit any more")
            << QByteArray(1021, 'a') + "\U0001F680" << 0;
        QTest::newRow("an emoji that just fits") << QByteArray(1020, 'a') + "\U0001F680" << 1024;
    }
    void acceptsOneTo1024Bytes()
    {
        QFETCH(QByteArray, typed);
        QFETCH(int, bytes);
        for (const auto read : { vault::toPassphrase, vault::toNewPassphrase }) {
            const auto passphrase = read(base::bytesOf(typed));
            QCOMPARE(passphrase.has_value(), bytes > 0);
            if (passphrase) {
                QCOMPARE(passphrase->bytes.size(), static_cast<std::size_t>(bytes));
            } else {
                QCOMPARE(passphrase.error().code, base::ErrorCode::PassphraseTooLong);
                QCOMPARE(passphrase.error().arguments, std::vector<std::string> { "1024" });
            }
        }
        QCOMPARE(crypto::secureHeapInUse(), std::size_t { 0 });
    }

    void refusesNothing()
    {
        for (const auto read : { vault::toPassphrase, vault::toNewPassphrase }) {
            const auto passphrase = read({});
            QVERIFY(!passphrase);
            QCOMPARE(passphrase.error().code, base::ErrorCode::EmptyPassphrase);
        }
        const auto opener = vault::toOpener({});
        QVERIFY(!opener);
        QCOMPARE(opener.error().code, base::ErrorCode::EmptyPassphrase);
    }

    void removesOneFinalLineEnd_data()
    {
        QTest::addColumn<QByteArray>("contents");
        QTest::addColumn<QByteArray>("kept");
        QTest::newRow("none") << QByteArray("a b") << QByteArray("a b");
        QTest::newRow("LF") << QByteArray("ab\n") << QByteArray("ab");
        QTest::newRow("CRLF") << QByteArray("ab\r\n") << QByteArray("ab");
        QTest::newRow("two LF") << QByteArray("ab\n\n") << QByteArray("ab\n");
        QTest::newRow("two CRLF") << QByteArray("ab\r\n\r\n") << QByteArray("ab\r\n");
        QTest::newRow("CR alone stays") << QByteArray("ab\r") << QByteArray("ab\r");
        QTest::newRow("CR before CRLF stays") << QByteArray("ab\r\r\n") << QByteArray("ab\r");
        QTest::newRow("blank before LF stays") << QByteArray(" ab \n") << QByteArray(" ab ");
        QTest::newRow("only LF") << QByteArray("\n") << QByteArray();
        QTest::newRow("only CRLF") << QByteArray("\r\n") << QByteArray();
        QTest::newRow("nothing") << QByteArray() << QByteArray();
    }
    void removesOneFinalLineEnd()
    {
        QFETCH(QByteArray, contents);
        QFETCH(QByteArray, kept);
        const base::ByteView rest = vault::withoutFinalNewline(base::bytesOf(contents));
        QCOMPARE(std::string(base::textOf(rest)), kept.toStdString());
    }

    void oneFieldTakesPassphrasesAndRecoveryKeys()
    {
        const auto key = vault::toOpener(base::bytesOf(RecoveryText));
        QVERIFY(key);
        QVERIFY(std::holds_alternative<vault::RecoveryKey>(*key));
        QCOMPARE(base::toHex(std::get<vault::RecoveryKey>(*key).bytes.view()),
            std::string("000102030405060708090a0b0c0d0e0f"));

        const auto passphrase = vault::toOpener(base::bytesOf(std::string_view("U\u0308bung 42")));
        QVERIFY(passphrase);
        QVERIFY(std::holds_alternative<vault::Passphrase>(*passphrase));
        QCOMPARE(std::get<vault::Passphrase>(*passphrase).bytes.text(),
            std::string_view("\u00DCbung 42"));

        const auto horse = vault::toOpener(base::bytesOf(std::string_view("csr1 horse")));
        QVERIFY(horse);
        QVERIFY(std::holds_alternative<vault::Passphrase>(*horse));
    }

    void aMistypedRecoveryKeyIsNotTriedAsAPassphrase()
    {
        std::string typed(RecoveryText);
        typed.back() = 'C';
        const auto opener = vault::toOpener(base::bytesOf(typed));
        QVERIFY(!opener);
        QCOMPARE(opener.error().code, base::ErrorCode::RecoveryKeyMistyped);
        QCOMPARE(opener.error().arguments, std::vector<std::string> { "checksum" });
    }

    void aNewPassphraseCannotLookLikeARecoveryKey()
    {
        std::string typed(RecoveryText);
        typed.back() = 'C';
        for (const std::string& text : { std::string(RecoveryText), typed }) {
            const auto passphrase = vault::toNewPassphrase(base::bytesOf(text));
            QVERIFY(!passphrase);
            QCOMPARE(passphrase.error().code, base::ErrorCode::InvalidField);
            QCOMPARE(passphrase.error().arguments,
                (std::vector<std::string> { "passphrase", "", "not a recovery key" }));
        }
    }

    void generatesFiveGroupsOfFourWithoutLookAlikes()
    {
        support::FixedRandom random;
        const auto text = vault::generatePassphrase(random);
        QVERIFY(text);
        QCOMPARE(text->text(), std::string_view("abcd-efgh-ijkm-npqr-stuv"));
        random.first = 250; // over the end of a byte, and of the alphabet
        const auto other = vault::generatePassphrase(random);
        QVERIFY(other);
        QCOMPARE(other->text(), std::string_view("4567-89ab-cdef-ghij-kmnp"));
    }

    void generatesNothingWithoutRandomness()
    {
        support::FixedRandom random;
        random.failing = true;
        const auto text = vault::generatePassphrase(random);
        QVERIFY(!text);
        QCOMPARE(text.error().code, base::ErrorCode::RandomFailed);
    }

    void leavesNoCopyBehind_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::newRow("ASCII") << QStringLiteral("Zw7-quiet-lamp-anchor-moss");
        QTest::newRow("composed") << QStringLiteral("Zw7-qui\u00EBt-l\u00E4mp-anch\u00F6r");
        QTest::newRow("decomposed") << QStringLiteral("Zw7-quie\u0308t-la\u0308mp-ancho\u0308r");
        QTest::newRow("mixed") << QStringLiteral("\u1E0B\u0323uiet-la\u0308mp-\u1E0B\u0323ochor");
        QTest::newRow("Cyrillic") << QStringLiteral(
            "\u043C\u043E\u0438 \u0438\u0306\u043E\u0434 \u0451\u0436");
    }
    void leavesNoCopyBehind()
    {
        QFETCH(QString, typed);
        const QString composed = typed.normalized(QString::NormalizationForm_C);
        const QByteArray typedUtf8 = typed.toUtf8();
        const QByteArray composedUtf8 = composed.toUtf8();
        const auto utf16 = [](const QString& text) {
            return base::ByteView(reinterpret_cast<const std::uint8_t*>(text.utf16()),
                static_cast<std::size_t>(text.size()) * 2);
        };
        const support::ScrambledText forms[] = {
            support::ScrambledText(base::bytesOf(typedUtf8)),
            support::ScrambledText(base::bytesOf(composedUtf8)),
            support::ScrambledText(utf16(typed)),
            support::ScrambledText(utf16(composed)),
        };
        const auto countAll = [&forms] {
            std::vector<int> counts;
            for (const support::ScrambledText& form : forms)
                counts.push_back(form.occurrencesUtf8());
            return counts;
        };
        countAll(); // its own work may overwrite freed memory; afterwards only ours can add
        const std::vector<int> before = countAll();
        {
            const auto passphrase = vault::toNewPassphrase(base::bytesOf(typedUtf8));
            QVERIFY(passphrase);
            QVERIFY(countAll() != before);
        }
        QCOMPARE(countAll(), before);
    }
};

QTEST_GUILESS_MAIN(PassphraseTest)
#include "passphrase_test.moc"
