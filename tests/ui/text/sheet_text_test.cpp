// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "ui/text/sheet_text.h"

#include <QTest>

using namespace Qt::StringLiterals;

class SheetTextTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void saysTheDayItIsMadeOn();
    void saysWhatTheSheetIs();
};

void SheetTextTest::saysTheDayItIsMadeOn()
{
    // 23:59:59 of 30 November 2026, and a second later.
    constexpr std::int64_t LastSecond = 1796083199;
    const QString last = ui::text::sheetWords(base::fromUnixSeconds(LastSecond)).made;
    const QString next = ui::text::sheetWords(base::fromUnixSeconds(LastSecond + 1)).made;
    QVERIFY2(last.contains(u"30"_s) && last.contains(u"2026"_s), qPrintable(last));
    QVERIFY2(!next.contains(u"30"_s) && next.contains(u"December"_s), qPrintable(next));
}

void SheetTextTest::saysWhatTheSheetIs()
{
    const transfer::SheetWords words = ui::text::sheetWords(base::fromUnixSeconds(0));
    QVERIFY(words.warning.contains(u"every secret"_s));
    for (const QString& word :
        { words.language, words.title, words.secretLabel, words.pin, words.kind, words.algorithm,
            words.digits, words.period, words.counter, words.tags, words.note, words.pinned })
        QVERIFY(!word.isEmpty());
}

QTEST_GUILESS_MAIN(SheetTextTest)
#include "sheet_text_test.moc"
