// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "ui/text/quiet_text.h"

#include <QLocale>
#include <QTest>

using std::chrono::hours;
using std::chrono::minutes;
using namespace Qt::StringLiterals;

namespace {

/// A Thursday, 00:00 in UTC, the zone of the tests.
constexpr base::Time Midnight = base::fromUnixSeconds(1'767'225'600);

} // namespace

/// What is quiet, in words.
class QuietTextTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(u"en_GB"_s)); }
    void init() { support::failOnWarning(); }

    void namesTheDayUnlessItIsThisOne()
    {
        QCOMPARE(ui::text::clockText(Midnight + hours(7), Midnight), u"07:00"_s);
        QCOMPARE(ui::text::clockText(Midnight + hours(31), Midnight), u"Fri 07:00"_s);
        QCOMPARE(ui::text::clockText(Midnight - minutes(1), Midnight), u"Wed 23:59"_s);
    }

    void saysWhatIsQuietNow()
    {
        inbox::Guard guard;
        QVERIFY(ui::text::quietWords(guard, Midnight).isEmpty());
        guard.setQuietHours(inbox::QuietHours { hours(22), hours(7) });
        QCOMPARE(ui::text::quietWords(guard, Midnight), u"Quiet until 07:00"_s);
        QVERIFY(ui::text::quietWords(guard, Midnight + hours(12)).isEmpty());
        guard.silence({ { 1 } }, Midnight + hours(13));
        QCOMPARE(ui::text::quietWords(guard, Midnight + hours(12)), u"One account is silent"_s);
        guard.silence({ { 2 } }, Midnight + hours(13));
        QCOMPARE(ui::text::quietWords(guard, Midnight + hours(12)), u"2 accounts are silent"_s);
        // Quiet hours go for all.
        QCOMPARE(ui::text::quietWords(guard, Midnight), u"Quiet until 07:00"_s);
    }
};

QTEST_GUILESS_MAIN(QuietTextTest)
#include "quiet_text_test.moc"
