// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "tests/support/icons.h"
#include "tests/support/open_session.h"
#include "ui/accounts/account_delegate.h"
#include "ui/accounts/account_model.h"
#include "ui/accounts/account_view.h"

#include <QPainter>

using ui::accounts::AccountDelegate;
using ui::accounts::AccountModel;
using ui::accounts::AccountView;

namespace {

struct DelegateScene
{
    support::OpenSession open;
    AccountDelegate delegate;
    AccountView view { delegate };
    std::unique_ptr<AccountModel> model;
    QStyle::State state;

    DelegateScene()
    {
        open.add(support::entryOf("GitHub", "alice@example.org"));
        open.add(support::entryOf("Bank", "", "12345678901234567890", otp::Hotp {}));
        open.add(support::entryOf(
            "", "a name alone", "12345678901234567890", otp::Totp { crypto::Hash::Sha1, 10, 60 }));
        open.add(support::entryOf("VPN", "me", "0123456789abcdef", otp::Motp {}));
        // A mark that turns the direction around is shown as an escape.
        open.add(support::entryOf("Evil \xE2\x80\xAE moc", "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D"));
        model = std::make_unique<AccountModel>(open.session, open.clock());
        view.setModel(model.get());
    }

    QImage painted(int row, QSize size, double ratio = 1)
    {
        QStyleOptionViewItem option;
        option.font = view.font();
        option.palette = view.palette();
        option.direction = view.layoutDirection();
        option.rect = QRect({}, size);
        option.state = QStyle::State_Enabled | state;
        QImage image(size * ratio, QImage::Format_RGB32);
        image.setDevicePixelRatio(ratio);
        image.fill(view.palette().color(QPalette::Base));
        QPainter painter(&image);
        delegate.paint(&painter, option, model->index(row));
        return image;
    }

    int heightAt(int width, double fontFactor = 1)
    {
        view.resize(width, 600);
        view.show();
        QStyleOptionViewItem option;
        option.widget = &view;
        option.font = view.font();
        option.font.setPointSizeF(option.font.pointSizeF() * fontFactor);
        return delegate.sizeHint(option, model->index(0)).height();
    }
};

constexpr QSize Wide { 460, 80 };
constexpr QSize Narrow { 300, 130 };

} // namespace

class AccountDelegateTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void paintsEveryKindOfRow_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<double>("ratio");
        QTest::addColumn<Qt::LayoutDirection>("direction");
        QTest::newRow("wide") << Wide << 1.0 << Qt::LeftToRight;
        QTest::newRow("narrow") << Narrow << 1.0 << Qt::LeftToRight;
        QTest::newRow("high density") << Wide << 2.0 << Qt::LeftToRight;
        QTest::newRow("right to left") << Wide << 1.0 << Qt::RightToLeft;
        QTest::newRow("narrow, right to left") << Narrow << 2.0 << Qt::RightToLeft;
    }
    void paintsEveryKindOfRow()
    {
        QFETCH(QSize, size);
        QFETCH(double, ratio);
        QFETCH(Qt::LayoutDirection, direction);
        DelegateScene scene;
        scene.view.setLayoutDirection(direction);
        QImage empty(size * ratio, QImage::Format_RGB32);
        empty.setDevicePixelRatio(ratio);
        empty.fill(scene.view.palette().color(QPalette::Base));
        for (int row = 0; row < scene.model->rowCount(); ++row)
            QVERIFY(scene.painted(row, size, ratio) != empty);
    }

    void showsTheOwnPictureInPlaceOfTheInitial()
    {
        DelegateScene scene;
        const auto isGreenAnywhere = [&scene] {
            const QImage row = scene.painted(0, Wide);
            for (int x = 0; x < row.width(); ++x) {
                if (row.pixelColor(x, row.height() / 2) == QColor(Qt::green))
                    return true;
            }
            return false;
        };
        QVERIFY(!isGreenAnywhere());
        vault::Vault& vault = scene.open.session.vault();
        const vault::Id first = vault.accounts().front().id;
        QVERIFY(vault.edit(first, { .picture = support::icon(Qt::green) }));
        scene.open.session.notifyChanged();
        QVERIFY(isGreenAnywhere());
    }

    void fillsTheRingInTheLastSeconds()
    {
        DelegateScene scene;
        const base::Time start = base::fromUnixSeconds(support::GoldenTime / 30 * 30);
        QStyleOptionViewItem option;
        option.font = scene.view.font();
        option.rect = QRect({}, Wide);
        const QRect sign = scene.delegate.signArea(option);
        // Below the number and inside the ring.
        const QPoint inside = sign.center() + QPoint(0, sign.height() * 7 / 20);
        const auto colourAt = [&](int second) {
            scene.open.clock().time = start + std::chrono::seconds(second);
            return scene.painted(0, Wide).pixelColor(inside);
        };
        const QColor base = scene.view.palette().color(QPalette::Base);
        QCOMPARE(colourAt(24), base);
        QVERIFY(colourAt(25) != base);
        QVERIFY(colourAt(25) != scene.view.palette().color(QPalette::Highlight));
        QCOMPARE(colourAt(30), base);
    }

    void hidesCodesUntilPointedAtOrAskedFor()
    {
        DelegateScene scene;
        const QImage open = scene.painted(0, Wide);
        scene.model->setCodesHidden(true);
        const QImage hidden = scene.painted(0, Wide);
        QVERIFY(hidden != open);
        scene.delegate.setRevealed(scene.model->index(0));
        QCOMPARE(scene.painted(0, Wide), open);
        scene.delegate.setRevealed({});
        QCOMPARE(scene.painted(0, Wide), hidden);

        scene.state = QStyle::State_MouseOver;
        const QImage pointedAt = scene.painted(0, Wide);
        scene.model->setCodesHidden(false);
        QCOMPARE(scene.painted(0, Wide), pointedAt);
    }

    void growsWithTheFont()
    {
        DelegateScene scene;
        QVERIFY(scene.heightAt(460) > QFontMetrics(scene.view.font()).height() * 3);
        QVERIFY(scene.heightAt(460, 2) > scene.heightAt(460) * 3 / 2);
    }

    void givesTheCodeItsOwnLineInNarrowWindows()
    {
        DelegateScene scene;
        QVERIFY(scene.heightAt(300) > scene.heightAt(700));
    }

    void keepsTheSignAtTheEndInBothDirections()
    {
        DelegateScene scene;
        QStyleOptionViewItem option;
        option.font = scene.view.font();
        option.rect = QRect({}, Wide);
        option.direction = Qt::LeftToRight;
        const QRect right = scene.delegate.signArea(option);
        option.direction = Qt::RightToLeft;
        const QRect left = scene.delegate.signArea(option);
        QVERIFY(right.left() > Wide.width() * 3 / 4);
        QVERIFY(left.right() < Wide.width() / 4);
    }
};

QTEST_MAIN(AccountDelegateTest)
#include "account_delegate_test.moc"
