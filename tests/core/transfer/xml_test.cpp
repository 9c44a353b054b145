// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/xml.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

/// What programs write of XML, and what is refused of the rest.
class XmlTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void readsElementsAttributesAndTexts();
    void decodesAText_data();
    void decodesAText();
    void isNone_data();
    void isNone();
    void isNoneCutAnywhere();
    void readsNoDeeperThanSixtyFour();
    void holdsNoMoreThanAMillionElementsAndAttributes();
    void namesTheRootAtOnce();
};

void XmlTest::readsElementsAttributesAndTexts()
{
    const auto root = transfer::readXml("<?xml version=\"1.0\"?>\n<!-- <x> -->\n"
                                        "<root a=\"1\" b = 'x&amp;\"y' >\n"
                                        " <one>first &lt; </one><!-- no --><one>second</one>\n"
                                        " <empty/><none />text<sub><one>deep</one></sub >\n"
                                        "</root>\n<!-- end -->\n");
    QVERIFY(root);
    QCOMPARE(std::string(root->name), std::string("root"));
    QCOMPARE(root->attribute("a"), std::string("1"));
    QCOMPARE(root->attribute("b"), std::string("x&\"y"));
    QCOMPARE(root->attribute("c"), std::string());
    QCOMPARE(root->children.size(), std::size_t { 5 });
    QCOMPARE(root->textOf("one"), std::string("first < "));
    QCOMPARE(std::string(root->children[1].text), std::string("second"));
    QCOMPARE(root->textOf("empty"), std::string());
    QCOMPARE(root->textOf("other"), std::string());
    QVERIFY(root->child("none") && root->child("none")->children.empty());
    QVERIFY(root->child("sub") && root->child("sub")->textOf("one") == "deep");
    QVERIFY(!root->child("other"));
}

void XmlTest::decodesAText_data()
{
    QTest::addColumn<QByteArray>("written");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("plain") << QByteArray("ż") << QByteArray("ż");
    QTest::newRow("the five") << QByteArray("&amp;&lt;&gt;&quot;&apos;") << QByteArray("&<>\"'");
    QTest::newRow("numbers") << QByteArray("a&#65;&#x42;&#x17c;&#8364;&#x1F511;z")
                             << QByteArray("aABż€🔑z");
    QTest::newRow("not twice") << QByteArray("&amp;lt;") << QByteArray("&lt;");
    for (const char* const unknown : { "&nbsp;", "&", "&amp", "&;", "&#;", "&#x;", "&#xd800;",
             "&#x110000;", "&#99999999999;", "&#6a;" })
        QTest::newRow(unknown) << QByteArray(unknown) << QByteArray();
}

void XmlTest::decodesAText()
{
    QFETCH(QByteArray, written);
    QFETCH(QByteArray, text);
    std::string plain = "<";
    crypto::WipedBytes wiped;
    QCOMPARE(transfer::appendXmlText(written.toStdString(), plain), !text.isEmpty());
    QCOMPARE(transfer::appendXmlText(written.toStdString(), wiped), !text.isEmpty());
    if (text.isEmpty())
        return;
    QCOMPARE(plain, '<' + text.toStdString());
    QCOMPARE(std::string(base::textOf(wiped)), text.toStdString());
}

void XmlTest::isNone_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char* const text : { "", "text", "<a>", "<a></b>", "<a><b></a></b>", "<a/><b/>",
             "<a/>text", "<a b></a>", "<a b=c></a>", "<a b=\"c></a>", "<a b=\"<\"></a>", "<></>",
             "< a></a>", "<a", "<a/", "<!-- <a/>", "<a><!-- </a>", "<a><![CDATA[x]]></a>",
             "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>" })
        QTest::newRow(("of " + std::string(text)).c_str()) << QByteArray(text);
}

void XmlTest::isNone()
{
    QFETCH(QByteArray, text);
    QVERIFY(!transfer::readXml(text.toStdString()));
}

void XmlTest::isNoneCutAnywhere()
{
    const std::string whole = "<?xml version='1.0'?><a b='c'><d>e &amp; f</d><!-- g --><h/></a>";
    QVERIFY(transfer::readXml(whole));
    for (std::size_t size = 0; size < whole.size(); ++size)
        QVERIFY(!transfer::readXml(std::string_view(whole).substr(0, size)));
}

void XmlTest::readsNoDeeperThanSixtyFour()
{
    const auto nested = [](int depth) {
        std::string text;
        for (int i = 0; i < depth; ++i)
            text += "<a>";
        for (int i = 0; i < depth; ++i)
            text += "</a>";
        return text;
    };
    QVERIFY(transfer::readXml(nested(64)));
    QVERIFY(!transfer::readXml(nested(65)));
    QVERIFY(!transfer::readXml(nested(100'000)));
}

void XmlTest::holdsNoMoreThanAMillionElementsAndAttributes()
{
    const auto isDocument = [](qsizetype attributes, qsizetype elements) {
        const QByteArray text = "<a " + QByteArray("b=\"\" ").repeated(attributes) + '>'
            + QByteArray("<c/>").repeated(elements) + "</a>";
        return transfer::readXml({ text.constData(), static_cast<std::size_t>(text.size()) })
            .has_value();
    };
    QVERIFY(isDocument(999'999, 0));
    QVERIFY(!isDocument(1'000'000, 0));
    QVERIFY(isDocument(0, 999'999));
    QVERIFY(!isDocument(500'000, 500'000));
}

void XmlTest::namesTheRootAtOnce()
{
    QCOMPARE(std::string(transfer::rootNameOf("<?xml?>\n<!-- x --><map><a>")), std::string("map"));
    QCOMPARE(std::string(transfer::rootNameOf("<map/>")), std::string("map"));
    QCOMPARE(std::string(transfer::rootNameOf("<map a='b'>")), std::string("map"));
    for (const std::string_view none : { "", "map", "<", "<>", "<!DOCTYPE map>", "</map>" })
        QCOMPARE(std::string(transfer::rootNameOf(none)), std::string());
}

QTEST_GUILESS_MAIN(XmlTest)
#include "xml_test.moc"
