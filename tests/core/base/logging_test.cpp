// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/logging.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/logged.h"

#include <QLoggingCategory>
#include <QTest>

using support::logged;

class LoggingTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        support::failOnWarning();
        QLoggingCategory::setFilterRules({});
    }
    void cleanup() { QLoggingCategory::installFilter(nullptr); }

    void writesLevelCategoryAndText()
    {
        const QByteArray text = logged([] {
            const QLoggingCategory ours("vault");
            qCWarning(ours) << "body:" << 42;
            qCInfo(ours) << "opened";
            qCCritical(ours) << "broken";
            qWarning("no category");
        });
        QCOMPARE(text,
            QByteArray("warning: vault: body: 42\ninfo: vault: opened\nerror: vault: broken\n"
                       "warning: default: no category\n"));
    }

    void networkCategoriesAreOffWhateverTheRulesSay_data()
    {
        QTest::addColumn<QByteArray>("category");
        QTest::newRow("itself") << QByteArray("qt.network");
        QTest::newRow("access") << QByteArray("qt.network.access");
        QTest::newRow("TLS") << QByteArray("qt.network.ssl");
        QTest::newRow("HTTP/2") << QByteArray("qt.network.http2");
    }
    void networkCategoriesAreOffWhateverTheRulesSay()
    {
        QFETCH(QByteArray, category);
        const QByteArray text = logged([&category] {
            const QLoggingCategory network(category.constData());
            const auto writeAll = [&network] {
                qCDebug(network) << "https://example.org/?signature=1";
                qCInfo(network) << "https://example.org/?signature=2";
                qCWarning(network) << "https://example.org/?signature=3";
                qCCritical(network) << "https://example.org/?signature=4";
            };
            writeAll();
            QLoggingCategory::setFilterRules(QStringLiteral("qt.network*=true\n*=true"));
            writeAll();
        });
        QCOMPARE(text, QByteArray());
    }

    void whatIsShownAndTypedIsNotDescribed_data()
    {
        QTest::addColumn<QByteArray>("category");
        QTest::newRow("names told to a screen reader") << QByteArray("qt.accessibility.cache");
        QTest::newRow("input methods") << QByteArray("qt.qpa.input.methods");
        QTest::newRow("clipboard") << QByteArray("qt.qpa.clipboard");
        QTest::newRow("texts drawn") << QByteArray("qt.text.layout");
        QTest::newRow("keys composed") << QByteArray("qt.xkb.compose");
    }
    void whatIsShownAndTypedIsNotDescribed()
    {
        QFETCH(QByteArray, category);
        const QByteArray text = logged([&category] {
            const QLoggingCategory described(category.constData());
            QLoggingCategory::setFilterRules(QStringLiteral("*=true"));
            qCDebug(described) << "GitHub, alice";
            qCInfo(described) << "GitHub, alice";
            qCWarning(described) << "no plugin";
        });
        QCOMPARE(text, "warning: " + category + ": no plugin\n");
    }

    void otherCategoriesFollowQtsDefaultsAndTheRules()
    {
        logged([] {
            const QLoggingCategory ours("vault");
            const QLoggingCategory qts("qt.widgets.painting");
            const QLoggingCategory near("qt.net");
            QVERIFY(ours.isDebugEnabled());
            QVERIFY(!qts.isDebugEnabled());
            QVERIFY(qts.isInfoEnabled());
            QVERIFY(near.isWarningEnabled());
            QLoggingCategory::setFilterRules(
                QStringLiteral("vault.debug=false\nqt.widgets.*=true"));
            QVERIFY(!ours.isDebugEnabled());
            QVERIFY(ours.isInfoEnabled());
            QVERIFY(qts.isDebugEnabled());
        });
    }

    void installingTwiceChangesNothing()
    {
        const QByteArray text = logged([] {
            base::installLogging();
            const QLoggingCategory network("qt.network.ssl");
            const QLoggingCategory ours("vault");
            QVERIFY(!network.isWarningEnabled());
            QVERIFY(ours.isDebugEnabled());
            qCWarning(ours) << "once";
        });
        QCOMPARE(text, QByteArray("warning: vault: once\n"));
    }
};

QTEST_GUILESS_MAIN(LoggingTest)
#include "logging_test.moc"
