// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "ui/text/visible_text.h"

using namespace Qt::StringLiterals;

class VisibleTextTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void makesHiddenCharactersVisible_data();
    void makesHiddenCharactersVisible();
    void cutsBetweenWholeCharacters();
};

void VisibleTextTest::makesHiddenCharactersVisible_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("visible");
    QTest::newRow("ordinary names stay") << u"ACME, Größe 日本"_s << "ACME, Größe 日本";
    QTest::newRow("emoji with joiner stay") << u"👩\u200D💻"_s << "👩\u200D💻";
    QTest::newRow("terminal escape") << u"a\x1b[31mb"_s << "a\\u{1B}[31mb";
    QTest::newRow("line break") << u"a\nb"_s << "a\\u{A}b";
    QTest::newRow("control of the upper half") << QString(QChar(0x9B)) << "\\u{9B}";
    QTest::newRow("right-to-left override") << u"moc\u202Eevil"_s << "moc\\u{202E}evil";
    QTest::newRow("isolate") << u"\u2066a\u2069"_s << "\\u{2066}a\\u{2069}";
    QTest::newRow("line separator") << u"a\u2028b"_s << "a\\u{2028}b";
}

void VisibleTextTest::makesHiddenCharactersVisible()
{
    QFETCH(QString, text);
    QTEST(ui::text::visibleText(text), "visible");
}

void VisibleTextTest::cutsBetweenWholeCharacters()
{
    QCOMPARE(ui::text::visibleText(u"abc"_s, 3), u"abc"_s);
    QCOMPARE(ui::text::visibleText(u"abcd"_s, 3), u"abc…"_s);
    QCOMPARE(ui::text::visibleText(u"ab🔑cd"_s, 3), u"ab…"_s);
}

QTEST_GUILESS_MAIN(VisibleTextTest)
#include "visible_text_test.moc"
