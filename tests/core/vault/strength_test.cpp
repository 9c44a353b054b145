// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/passphrase.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/fixed_random.h"
#include "tests/support/memory_scan.h"

#include <QTest>

using vault::Strength;
Q_DECLARE_METATYPE(Strength)

class StrengthTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void estimatesByHowItWouldBeGuessed_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<Strength>("strength");
        const auto row = [](const char* name, const QByteArray& text, Strength strength) {
            QTest::newRow(name) << text << strength;
        };
        row("one letter", "a", Strength::Weak);
        row("most common", "password", Strength::Weak);
        row("common with substitutions", "P@ssw0rd1", Strength::Weak);
        row("letters for look-alikes", "Tr0ub4dour&3", Strength::Weak);
        row("keyboard row", "qwertyuiop", Strength::Weak);
        row("keyboard walk", "1qaz2wsx3edc", Strength::Weak);
        row("date", "21.11.2026", Strength::Weak);
        row("date without dots", "19841231", Strength::Weak);
        row("long, but a repetition", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", Strength::Weak);
        row("very long, but a repetition", QByteArray(1024, 'a'), Strength::Weak);
        row("two words", "correct horse", Strength::Weak);
        row("club and year", "liverpool1892!", Strength::Weak);
        row("a word in another script", "\u041F\u0430\u0440\u043E\u043B\u044C123", Strength::Weak);
        row("three words", "zebra lamp quiet", Strength::Fair);
        row("five words", "zebra lamp quiet moss anchor", Strength::Strong);
        row("random", "k7fw-9qxm-3tzp", Strength::Strong);
        row("a sentence in another script",
            "\u043C\u043E\u044F \u0441\u043E\u0431\u0430\u043A\u0430 \u043D\u0435 "
            "\u0435\u0441\u0442 \u043A\u0430\u043F\u0443\u0441\u0442\u0443",
            Strength::Strong);
    }
    void estimatesByHowItWouldBeGuessed()
    {
        QFETCH(QByteArray, text);
        QFETCH(Strength, strength);
        const auto passphrase = vault::toPassphrase(base::bytesOf(text));
        QVERIFY(passphrase);
        QCOMPARE(vault::estimateStrength(*passphrase), strength);
    }

    void generatedOnesAreStrong()
    {
        crypto::SystemRandom random;
        const auto text = vault::generatePassphrase(random);
        QVERIFY(text);
        const auto passphrase = vault::toNewPassphrase(text->view());
        QVERIFY(passphrase);
        QCOMPARE(vault::estimateStrength(*passphrase), Strength::Strong);
    }

    void leavesNoCopyBehind_data()
    {
        QTest::addColumn<int>("length");
        for (const int length : { 24, 25, 40, 60, 95, 100 })
            QTest::addRow("%d characters", length) << length;
    }
    void leavesNoCopyBehind()
    {
        QFETCH(int, length);
        constexpr std::string_view Text = "Xk7fw9qxm3tzpVa8rnUv2hdYg5cje4bSwu6Hi"
                                          "TkRnPzLmQvBxDcGfJhKsAyWeZoMiNuEtCrXpVbGdQkLf2"
                                          "8qYhWnTzB3eKmDfGs4Rx";
        const std::string_view text = Text.substr(0, static_cast<std::size_t>(length));
        const support::ScrambledText needle(base::bytesOf(text));
        {
            const auto passphrase = vault::toPassphrase(base::bytesOf(text));
            QVERIFY(passphrase);
            QCOMPARE(needle.occurrencesUtf8(), 1);
            QCOMPARE(vault::estimateStrength(*passphrase), Strength::Strong);
        }
        QCOMPARE(needle.occurrencesUtf8(), 0);
    }
};

QTEST_GUILESS_MAIN(StrengthTest)
#include "strength_test.moc"
