// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/link.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

class LinkTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void cutsALinkAsText()
    {
        const auto link = base::splitLink("OTPAuth://ToTp/a#b:c/d?x=1&y=?z#fragment?");
        QVERIFY(link);
        QCOMPARE(link->scheme, std::string("otpauth"));
        QVERIFY(link->authority == "ToTp");
        QVERIFY(link->hasPath);
        QVERIFY(link->path == "a#b:c/d");
        QVERIFY(link->beforeQuery == "ToTp/a#b:c/d");
        QVERIFY(link->query == "x=1&y=?z");
    }

    void cutsALinkWithoutPathOrQuery()
    {
        const auto link = base::splitLink("motp://ACME:alice");
        QVERIFY(link);
        QVERIFY(link->authority == "ACME:alice" && link->path.empty() && !link->hasPath
            && link->query.empty());
        QVERIFY(base::splitLink("a://")->authority.empty());
    }

    void takesNoOtherTextForALink_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char* text : { "", "://x", "1a://x", "a b://x", "mailto:x", "a:/x", "ä://x" })
            QTest::newRow(text) << QByteArray(text);
    }
    void takesNoOtherTextForALink()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!base::splitLink(text.toStdString()));
    }

    void listsParametersInOrder()
    {
        const auto parameters = base::linkParameters("&Secret=A=B&flag&%49ssuer=&=lost&secret=C&");
        QCOMPARE(parameters.size(), 4U);
        QCOMPARE(parameters[0].name, std::string("secret"));
        QCOMPARE(parameters[0].nameAsWritten, std::string("Secret"));
        QVERIFY(parameters[0].value == "A=B");
        QVERIFY(!parameters[1].hasValue && parameters[1].value.empty());
        QCOMPARE(parameters[2].name, std::string("issuer"));
        QVERIFY(parameters[2].hasValue);
        QVERIFY(base::findParameter(parameters, "secret") == &parameters[0]);
        QVERIFY(!base::findParameter(parameters, "SECRET"));
    }

    void wantsASingleValue()
    {
        const auto parameters = base::linkParameters("a=x+y%2Bz&b=1&b=1&c=&d");
        QCOMPARE(*base::singleValue(parameters, "a", base::Plus::IsBlank), std::string("x y+z"));
        QCOMPARE(*base::singleValue(parameters, "a", base::Plus::IsPlus), std::string("x+y+z"));
        QCOMPARE(base::singleValue(parameters, "b", base::Plus::IsPlus).error().code,
            base::ErrorCode::ConflictingField);
        for (const char* name : { "c", "d", "e" }) {
            const auto value = base::singleValue(parameters, name, base::Plus::IsPlus);
            QCOMPARE(value.error().code, base::ErrorCode::MissingField);
            QCOMPARE(value.error().arguments, std::vector<std::string> { name });
        }
    }

    void comparesWithoutRegardToAsciiCase()
    {
        QVERIFY(base::startsWithIgnoringCase("OTPauth://", "otpauth"));
        QVERIFY(!base::startsWithIgnoringCase("otp", "otpauth"));
        QVERIFY(base::containsIgnoringCase("a/CTkip/b", "/ctkip/"));
        QVERIFY(!base::containsIgnoringCase("ctki", "ctkip"));
        QCOMPARE(base::asciiLower("Iİ\xC3\x84"), std::string("iİ\xC3\x84"));
    }

    void trimsWhatCopyingAdds_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("trimmed");
        QTest::newRow("white space") << QByteArray(" \t\r\na b\n") << QByteArray("a b");
        QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF"
                                                       "a")
                                         << QByteArray("a");
        QTest::newRow("no width") << QByteArray("\xE2\x80\x8B"
                                                "a\xE2\x81\xA0")
                                  << QByteArray("a");
        QTest::newRow("one pair of quotes") << QByteArray("\"'a'\"") << QByteArray("'a'");
        QTest::newRow("angle brackets and blanks") << QByteArray(" < a > ") << QByteArray("a");
        QTest::newRow("half a pair") << QByteArray("<a") << QByteArray("<a");
        QTest::newRow("a lone quote") << QByteArray("\"") << QByteArray("\"");
        QTest::newRow("nothing") << QByteArray() << QByteArray();
    }
    void trimsWhatCopyingAdds()
    {
        QFETCH(QByteArray, text);
        const std::string given = text.toStdString();
        QTEST(QByteArray::fromStdString(std::string(base::trimmedLink(given))), "trimmed");
    }

    void decodesPercentSignsOnce_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("decoded");
        QTest::newRow("both cases") << QByteArray("%c3%A4") << QByteArray("\xC3\xA4");
        QTest::newRow("once") << QByteArray("%253A") << QByteArray("%3A");
        QTest::newRow("stray signs") << QByteArray("100% %zz %4") << QByteArray("100% %zz %4");
        QTest::newRow("plus") << QByteArray("a+b%2B") << QByteArray("a+b+");
    }
    void decodesPercentSignsOnce()
    {
        QFETCH(QByteArray, text);
        QTEST(
            QByteArray::fromStdString(base::percentDecoded(text.toStdString(), base::Plus::IsPlus)),
            "decoded");
    }

    void escapesAllButTheUnreserved()
    {
        QCOMPARE(base::percentEncoded("aZ09-._~ +&=:/?#%\xC3\xA4"),
            std::string("aZ09-._~%20%2B%26%3D%3A%2F%3F%23%25%C3%A4"));
        std::string every;
        for (int c = 0; c < 256; ++c)
            every.push_back(static_cast<char>(c));
        QCOMPARE(base::percentDecoded(base::percentEncoded(every), base::Plus::IsBlank), every);
    }
};

QTEST_GUILESS_MAIN(LinkTest)
#include "link_test.moc"
