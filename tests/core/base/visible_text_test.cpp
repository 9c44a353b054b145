// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/visible_text.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

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
    QTEST(base::visibleText(text), "visible");
}

void VisibleTextTest::cutsBetweenWholeCharacters()
{
    QCOMPARE(base::visibleText(u"abc"_s, 3), u"abc"_s);
    QCOMPARE(base::visibleText(u"abcd"_s, 3), u"abc…"_s);
    QCOMPARE(base::visibleText(u"ab🔑cd"_s, 3), u"ab…"_s);
    QCOMPARE(base::visibleText(QString(4000, u'x'), 512), QString(512, u'x') + u'…');
}

QTEST_GUILESS_MAIN(VisibleTextTest)
#include "visible_text_test.moc"
