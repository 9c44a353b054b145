// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "tests/support/fixed_random.h"
#include "ui/accounts/clipboard_guard.h"

#include <QApplication>
#include <QClipboard>
#include <QMimeData>

using std::chrono::milliseconds;
using ui::accounts::ClipboardGuard;

namespace {

QClipboard& clipboard()
{
    return *QApplication::clipboard();
}

const QString Code = QStringLiteral("123456");
const QString Foreign = QStringLiteral("a shopping list");

} // namespace

class ClipboardGuardTest : public QObject
{
    Q_OBJECT

    support::FixedRandom m_random;

private slots:
    void init()
    {
        support::failOnWarning();
        clipboard().clear();
        m_random.failing = false;
    }

    void marksTheCodeAsSecret()
    {
        ClipboardGuard guard(clipboard(), m_random);
        QVERIFY(guard.copyCode(Code));
        QCOMPARE(clipboard().text(), Code);
        QCOMPARE(clipboard().mimeData()->data(QStringLiteral("x-kde-passwordManagerHint")),
            QByteArray("secret"));
    }

    void takesItBackAfterItsTime()
    {
        ClipboardGuard guard(clipboard(), m_random, milliseconds(20));
        QVERIFY(guard.copyCode(Code));
        QTRY_COMPARE(clipboard().text(), QString());
    }

    void takesItBackWhenToldAndAtItsEnd()
    {
        {
            ClipboardGuard guard(clipboard(), m_random);
            QVERIFY(guard.copyCode(Code));
            guard.clear();
            QCOMPARE(clipboard().text(), QString());
            QVERIFY(guard.copyCode(Code));
        }
        QCOMPARE(clipboard().text(), QString());
    }

    void leavesWhatOthersCopied()
    {
        ClipboardGuard guard(clipboard(), m_random);
        QVERIFY(guard.copyCode(Code));
        clipboard().setText(Foreign);
        guard.clear();
        QCOMPARE(clipboard().text(), Foreign);
        guard.clear();
        QCOMPARE(clipboard().text(), Foreign);
    }

    void leavesWhatOthersCopiedUntilItsTime()
    {
        ClipboardGuard guard(clipboard(), m_random, milliseconds(10));
        QVERIFY(guard.copyCode(Code));
        clipboard().setText(Foreign);
        QTimer later;
        later.setSingleShot(true);
        later.start(milliseconds(50));
        QTRY_VERIFY(!later.isActive());
        QCOMPARE(clipboard().text(), Foreign);
    }

    void takesBackTheLastOfSeveralCodes()
    {
        ClipboardGuard guard(clipboard(), m_random);
        QVERIFY(guard.copyCode(Code));
        QVERIFY(guard.copyCode(QStringLiteral("654321")));
        QCOMPARE(clipboard().text(), QStringLiteral("654321"));
        guard.clear();
        QCOMPARE(clipboard().text(), QString());
    }

    void neverTouchesTheSelection()
    {
        if (clipboard().supportsSelection())
            clipboard().setText(Foreign, QClipboard::Selection);
        const QString before = clipboard().text(QClipboard::Selection);
        ClipboardGuard guard(clipboard(), m_random);
        QVERIFY(guard.copyCode(Code));
        QCOMPARE(clipboard().text(QClipboard::Selection), before);
        guard.clear();
        QCOMPARE(clipboard().text(QClipboard::Selection), before);
    }

    void copiesNothingWithoutASalt()
    {
        clipboard().setText(Foreign);
        m_random.failing = true;
        ClipboardGuard guard(clipboard(), m_random);
        const auto copied = guard.copyCode(Code);
        QVERIFY(!copied);
        QCOMPARE(copied.error().code, base::ErrorCode::RandomFailed);
        QCOMPARE(clipboard().text(), Foreign);
    }
};

QTEST_MAIN(ClipboardGuardTest)
#include "clipboard_guard_test.moc"
