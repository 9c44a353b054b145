// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/ini.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// What QSettings writes, as it is in its source and its documents.
class IniTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void readsSectionsInTheirOrder();
    void decodesAValue_data();
    void decodesAValue();
    void isNoneWithALineOfAnotherKind_data();
    void isNoneWithALineOfAnotherKind();
};

void IniTest::readsSectionsInTheirOrder()
{
    const auto sections = transfer::readIni("; remark\r\n\r\n[%7Bb%7D]\r\nx=1\r\n y = 2 \r\n"
                                            "# another\n[a]\n[%7Bb%7D]\nx=3");
    QVERIFY(sections);
    QCOMPARE(sections->size(), std::size_t { 3 });
    QCOMPARE(sections->at(0).name, std::string("%7Bb%7D"));
    QCOMPARE(sections->at(0).value("x"), u"1"_s);
    QCOMPARE(sections->at(0).value("y"), u"2"_s);
    QCOMPARE(sections->at(0).value("z"), QString());
    QCOMPARE(sections->at(1).name, std::string("a"));
    QVERIFY(sections->at(1).members.empty());
    QCOMPARE(sections->at(2).value("x"), u"3"_s);
    QVERIFY(transfer::readIni("") && transfer::readIni("")->empty());
}

void IniTest::decodesAValue_data()
{
    QTest::addColumn<QByteArray>("written");
    QTest::addColumn<QString>("value");
    QTest::newRow("nothing") << QByteArray() << QString();
    QTest::newRow("UTF-8") << QByteArray("Ćma") << u"Ćma"_s;
    QTest::newRow("quotes keep blanks") << QByteArray("\" a;b=c \"") << u" a;b=c "_s;
    QTest::newRow("quotes within") << QByteArray("\"a \\\"b\\\" \\\\\"") << u"a \"b\" \\"_s;
    QTest::newRow("lines") << QByteArray("a\\r\\n\\tb") << u"a\r\n\tb"_s;
    QTest::newRow("a code unit") << QByteArray("z\\x61\\x17c") << u"zaż"_s;
    QTest::newRow("two for one character") << QByteArray("\\xd83d\\xdd11!") << u"🔑!"_s;
    QTest::newRow("more digits than fit") << QByteArray("\\x100000061") << u"a"_s;
    QTest::newRow("no digits") << QByteArray("\\xg") << QString(QChar(0)) + u"g"_s;
    QTest::newRow("an escape of nothing") << QByteArray("a\\") << u"a"_s;
    QTest::newRow("an unknown escape") << QByteArray("\\ż\\z") << u"żz"_s;
}

void IniTest::decodesAValue()
{
    QFETCH(QByteArray, written);
    QFETCH(QString, value);
    const auto sections = transfer::readIni("[s]\nname=" + written.toStdString() + "\n");
    QVERIFY(sections);
    QCOMPARE(sections->front().value("name"), value);
}

void IniTest::isNoneWithALineOfAnotherKind_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("a word") << QByteArray("[s]\nword");
    QTest::newRow("a member of nothing") << QByteArray("a=b\n[s]");
    QTest::newRow("a section without its end") << QByteArray("[s");
}

void IniTest::isNoneWithALineOfAnotherKind()
{
    QFETCH(QByteArray, text);
    QVERIFY(!transfer::readIni(text.toStdString()));
}

QTEST_GUILESS_MAIN(IniTest)
#include "ini_test.moc"
