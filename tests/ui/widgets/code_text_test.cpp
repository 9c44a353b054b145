// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "ui/widgets/code_text.h"

#include <QGuiApplication>

class CodeTextTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void groupsCodesAsTheyAreReadAloud_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("grouped");
        const auto row = [](const char* code, const char* grouped) {
            QTest::newRow(code) << QString::fromLatin1(code) << QString::fromLatin1(grouped);
        };
        row("1", "1");
        row("12345", "12345");
        row("123456", "123 456");
        row("1234567", "123 4567");
        row("12345678", "1234 5678");
        row("123456789", "123 456 789");
        row("1234567890", "12345 67890");
    }
    void groupsCodesAsTheyAreReadAloud()
    {
        QFETCH(QString, code);
        QTEST(ui::widgets::groupedCode(code), "grouped");
        QCOMPARE(ui::widgets::hiddenCode(code).size(), ui::widgets::groupedCode(code).size());
        QVERIFY(!ui::widgets::hiddenCode(code).contains(QRegularExpression(QStringLiteral("\\d"))));
    }

    void givesAllDigitsTheSameRoom()
    {
        const QFont font;
        const int width = ui::widgets::codeWidth(font, QStringLiteral("111 111"));
        for (const char* other : { "888 888", "123 456", "000 000" })
            QCOMPARE(ui::widgets::codeWidth(font, QString::fromLatin1(other)), width);
    }
};

QTEST_MAIN(CodeTextTest)
#include "code_text_test.moc"
