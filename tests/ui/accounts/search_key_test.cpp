// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "ui/accounts/search_key.h"

#include <QObject>

class SearchKeyTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void foldsCaseAndAccents_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("folded");
        QTest::newRow("case") << QStringLiteral("GitHub") << QStringLiteral("github");
        QTest::newRow("accents") << QStringLiteral("Café Zürich") << QStringLiteral("cafe zurich");
        QTest::newRow("Greek") << QStringLiteral("ΆΛΦΑ") << QStringLiteral("αλφα");
        QTest::newRow("wide letters") << QStringLiteral("ＡＢＣ") << QStringLiteral("abc");
        QTest::newRow("Chinese") << QStringLiteral("微信") << QStringLiteral("微信");
    }
    void foldsCaseAndAccents()
    {
        QFETCH(QString, text);
        QTEST(ui::accounts::foldedForSearch(text), "folded");
    }

    void splitsWhatIsTypedIntoWords()
    {
        QCOMPARE(ui::accounts::searchWords(QStringLiteral("  Mail   WORK ")),
            QStringList({ QStringLiteral("mail"), QStringLiteral("work") }));
        QVERIFY(ui::accounts::searchWords(QStringLiteral("   ")).isEmpty());
    }
};

QTEST_GUILESS_MAIN(SearchKeyTest)
#include "search_key_test.moc"
