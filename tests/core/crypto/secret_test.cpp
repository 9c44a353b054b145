// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/crypto/secret.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

#include <type_traits>

class SecretTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void cannotBeCopied()
    {
        static_assert(!std::is_copy_constructible_v<crypto::SecretBytes>);
        static_assert(!std::is_convertible_v<crypto::SecretBytes, std::string>);
    }

    void movesAndGivesItsMemoryBack()
    {
        const std::size_t before = crypto::secureHeapInUse();
        {
            auto secret = crypto::SecretBytes::copyOf("correct horse");
            QVERIFY(secret);
            const crypto::SecretBytes moved = std::move(*secret);
            QCOMPARE(moved.text(), std::string_view("correct horse"));
            QVERIFY(crypto::secureHeapInUse() > before);
        }
        QCOMPARE(crypto::secureHeapInUse(), before);
    }

    void exhaustedArenaIsAnError()
    {
        const auto tooLarge = crypto::SecretBytes::ofSize(std::size_t { 2 } << 20);
        QVERIFY(!tooLarge);
        QCOMPARE(tooLarge.error().code, base::ErrorCode::SecureHeapFull);
    }

    void truncatesAndWipesTheRest()
    {
        auto secret = crypto::SecretBytes::copyOf("abcdef");
        QVERIFY(secret);
        const std::uint8_t* const rest = secret->view().data() + 3;
        secret->truncate(3);
        QCOMPARE(secret->text(), std::string_view("abc"));
        QCOMPARE(rest[0] | rest[1] | rest[2], 0);
    }

    void comparesByContent()
    {
        const base::Bytes a { 1, 2, 3 };
        const base::Bytes b { 1, 2, 4 };
        QVERIFY(crypto::equalInConstantTime(a, a));
        QVERIFY(!crypto::equalInConstantTime(a, b));
        QVERIFY(!crypto::equalInConstantTime(a, base::ByteView(a).first(2)));
    }
};

QTEST_GUILESS_MAIN(SecretTest)
#include "secret_test.moc"
