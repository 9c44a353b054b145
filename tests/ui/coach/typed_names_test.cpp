// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "ui/coach/typed_names.h"

#include <QTest>

using namespace Qt::StringLiterals;
using ui::coach::movesTyped;
using vault::NewMove;

class TypedNamesTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void oneOnEachLine()
    {
        const std::vector<NewMove> expected { { u"GitHub"_s, u"alice"_s }, { u"Savings bank"_s },
            { u"Mail"_s } };
        QVERIFY(movesTyped(u"GitHub: alice\r\n\n  Savings \t bank \u2029Mail"_s) == expected);
    }

    void nothingIsNoAccount()
    {
        QVERIFY(movesTyped(QString()).empty());
        QVERIFY(movesTyped(u" \n\t\n"_s).empty());
    }

    void theFirstColonPartsServiceAndUser_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("service");
        QTest::addColumn<QString>("user");
        QTest::newRow("no colon") << u"GitHub"_s << u"GitHub"_s << QString();
        QTest::newRow("without a blank") << u"GitHub:a@b.test"_s << u"GitHub"_s << u"a@b.test"_s;
        QTest::newRow("two") << u"ACME : team : bob"_s << u"ACME"_s << u"team : bob"_s;
        QTest::newRow("at the end") << u"GitHub:"_s << u"GitHub:"_s << QString();
        QTest::newRow("at the beginning") << u": bob"_s << u": bob"_s << QString();
        QTest::newRow("an address") << u"https://a.test/x"_s << u"https://a.test/x"_s << QString();
    }
    void theFirstColonPartsServiceAndUser()
    {
        QFETCH(const QString, line);
        QFETCH(const QString, service);
        QFETCH(const QString, user);
        QVERIFY(movesTyped(line) == std::vector<NewMove>({ { service, user } }));
    }
};

QTEST_GUILESS_MAIN(TypedNamesTest)
#include "typed_names_test.moc"
