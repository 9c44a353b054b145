// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/otp/otpauth_uri.h"
#include "core/qr/qr_reader.h"
#include "tests/support/broken_entries.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/open_session.h"
#include "tests/support/person.h"
#include "ui/accounts/account_model.h"
#include "ui/accounts/accounts_page.h"
#include "ui/accounts/code_ticker.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QListView>
#include <QMenu>
#include <QSignalSpy>

using support::Person;
using ui::accounts::AccountModel;
using ui::accounts::AccountsPage;

namespace {

/// The page on the screen, with two accounts by time and one by counter.
struct PageScene
{
    support::OpenSession open;
    vault::Id github;
    vault::Id bank;
    vault::Id card;
    AccountsPage page;

    explicit PageScene(bool withAccounts = true) : page(open.session, open.clock())
    {
        if (withAccounts) {
            github = open.add(support::entryOf("GitHub", "alice@example.org"));
            bank = open.add(support::entryOf("Bank", "alice", "a secret of its own."));
            card = open.add(support::entryOf("Card", "1234", "12345678901234567890", otp::Hotp {}));
        }
        QApplication::clipboard()->clear();
        page.resize(420, 600);
        page.show();
        page.activateWindow();
        page.focusSearch();
        if (!QTest::qWaitForWindowActive(&page))
            qFatal("the page does not come up");
    }

    QListView* list() { return page.findChild<QListView*>(); }
    QRect rowRect(int row) { return list()->visualRect(list()->model()->index(row, 0)); }
    void click(QPoint place) { QTest::mouseClick(list()->viewport(), Qt::LeftButton, {}, place); }
    QMenu* openMenuAt(int row)
    {
        const QPoint place = rowRect(row).center();
        QContextMenuEvent event(
            QContextMenuEvent::Mouse, place, list()->viewport()->mapToGlobal(place));
        QApplication::sendEvent(list()->viewport(), &event);
        return qobject_cast<QMenu*>(QApplication::activePopupWidget());
    }
    /// What the menu of a row offers.
    QStringList menuAt(int row)
    {
        QStringList texts;
        QMenu* const menu = openMenuAt(row);
        if (!menu)
            return texts;
        for (const QAction* action : menu->actions()) {
            if (action->isVisible())
                texts += action->text().remove(QLatin1Char('&'));
        }
        menu->close();
        return texts;
    }
    static QString clipboard() { return QApplication::clipboard()->text(); }
};

} // namespace

class AccountsPageTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void saysWhatToDoWhileThereIsNothing()
    {
        PageScene scene(false);
        QVERIFY(Person::sees(QStringLiteral("No accounts yet")));
        QSignalSpy asked(&scene.page, &AccountsPage::addRequested);
        QVERIFY(Person::press(QStringLiteral("Add the first account")));
        QCOMPARE(asked.count(), 1);
        scene.open.add(support::entryOf("GitHub", "alice"));
        QVERIFY(!Person::sees(QStringLiteral("No accounts yet")));
        QVERIFY(Person::sees(QStringLiteral("GitHub, alice, code")));
    }

    void skipsCodesWhereTheCounterMayBeBehind_data()
    {
        QTest::addColumn<QString>("button");
        QTest::addColumn<qulonglong>("counter");
        QTest::newRow("skip") << QStringLiteral("Skip ahead") << qulonglong { 10 };
        QTest::newRow("a code worked") << QStringLiteral("A code worked") << qulonglong { 0 };
    }
    void skipsCodesWhereTheCounterMayBeBehind()
    {
        QFETCH(const QString, button);
        QFETCH(const qulonglong, counter);
        PageScene scene;
        scene.open.session.vault().acceptOlder();
        scene.open.session.notifyChanged();
        QVERIFY(Person::sees(QStringLiteral("the counter may be behind")));
        scene.list()->setCurrentIndex(scene.list()->model()->index(2, 0));
        scene.list()->setFocus();
        QTest::keyClick(scene.list(), Qt::Key_B);
        QVERIFY(Person::sees(QStringLiteral("Codes to skip")));
        QVERIFY(Person::press(button));
        const auto card = scene.open.session.vault().find(scene.card);
        QVERIFY(!card->counterMayBeBehind());
        QCOMPARE(qulonglong { std::get<otp::Hotp>(card->credential).counter }, counter);
        QVERIFY(!Person::sees(QStringLiteral("the counter may be behind")));
    }

    void copiesNothingOfAnAccountThatMakesNoCodes()
    {
        PageScene scene(false);
        scene.open.addPush(QStringLiteral("ACME"), QStringLiteral("alice"));
        QVERIFY(Person::sees(QStringLiteral("ACME, alice, push, no code")));
        scene.click(scene.rowRect(0).center());
        QVERIFY(Person::sees(QStringLiteral("This account makes no codes")));
        QCOMPARE(PageScene::clipboard(), QString());
        // Nor is a passphrase asked for a picture that there is not.
        scene.list()->setFocus();
        QTest::keyClick(scene.list(), Qt::Key_Q);
        QVERIFY(!Person::sees(QStringLiteral("The QR code of this account")));
    }

    void leadsToThePushSignInOfAnAccount()
    {
        PageScene scene(false);
        QSignalSpy wanted(&scene.page, &AccountsPage::registrationWanted);
        const vault::Id push = scene.open.addPush(QStringLiteral("ACME"), QStringLiteral("alice"));
        scene.list()->setFocus();
        QTest::keyClick(scene.list(), Qt::Key_S);
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(wanted.first().first().value<vault::Id>(), push);
        QVERIFY(scene.menuAt(0).contains(QStringLiteral("Push sign-in…")));
        // The notice that there is no code leads there, too.
        scene.click(scene.rowRect(0).center());
        QVERIFY(Person::press(QStringLiteral("Push sign-in…")));
        QCOMPARE(wanted.count(), 2);
    }

    void saysWhereThereIsNoPushSignIn()
    {
        PageScene scene;
        QSignalSpy wanted(&scene.page, &AccountsPage::registrationWanted);
        scene.list()->setFocus();
        QTest::keyClick(scene.list(), Qt::Key_S);
        QVERIFY(Person::sees(QStringLiteral("This account has no push sign-in.")));
        QCOMPARE(wanted.count(), 0);
        QVERIFY(!scene.menuAt(0).contains(QStringLiteral("Push sign-in…")));
    }

    void tellsOfEntriesThatCouldNotBeRead()
    {
        PageScene scene;
        QVERIFY(!Person::sees(QStringLiteral("could not be read")));
        const support::VaultHome other;
        other.write(support::goldenFileWithBrokenEntries(2));
        auto opened = vault::Vault::open(
            other.path(), support::goldenPassphrase(), scene.open.home.services());
        QVERIFY(opened);
        scene.open.session.open(std::move(*opened));
        QVERIFY(Person::sees(QStringLiteral("2 entry(s) of the vault could not be read.")));
        scene.open.session.lock();
        QVERIFY(!Person::sees(QStringLiteral("could not be read")));
    }

    void typingSearchesAndEnterCopies()
    {
        PageScene scene;
        Person::type(QStringLiteral("ban"));
        QVERIFY(Person::sees(QStringLiteral("Bank")));
        QVERIFY(!Person::sees(QStringLiteral("GitHub")));
        Person::key(Qt::Key_Return);
        QCOMPARE(scene.clipboard(), scene.open.code(scene.bank));
        QVERIFY(Person::sees(QStringLiteral("Copied.")));
        Person::key(Qt::Key_Escape);
        QVERIFY(Person::sees(QStringLiteral("GitHub")));
    }

    void saysWhenNothingIsFound()
    {
        PageScene scene;
        Person::type(QStringLiteral("xyzzy"));
        QVERIFY(Person::sees(QStringLiteral("Nothing found")));
        Person::key(Qt::Key_Return);
        QCOMPARE(scene.clipboard(), QString());
    }

    void aClickCopiesAndTypingGoesOnSearching()
    {
        PageScene scene;
        scene.click(scene.rowRect(1).center());
        QCOMPARE(scene.clipboard(), scene.open.code(scene.bank));
        QCOMPARE(Person::focused(), QStringLiteral("Search accounts"));
    }

    void arrowsLeadIntoTheListAndTypingBack()
    {
        PageScene scene;
        Person::key(Qt::Key_Down);
        QCOMPARE(Person::focused(), QStringLiteral("Accounts"));
        Person::key(Qt::Key_Down);
        Person::key(Qt::Key_Return);
        QCOMPARE(scene.clipboard(), scene.open.code(scene.bank));
        Person::type(QStringLiteral("git"));
        QCOMPARE(Person::focused(), QStringLiteral("Search accounts"));
        QVERIFY(!Person::sees(QStringLiteral("Bank")));
        Person::key(Qt::Key_Down);
        Person::key(Qt::Key_Up);
        QCOMPARE(Person::focused(), QStringLiteral("Search accounts"));
    }

    void reachesEverythingByTab()
    {
        const PageScene scene;
        QCOMPARE(Person::tabOrder(),
            QStringList({ QStringLiteral("Search accounts"), QStringLiteral("Add an account"),
                QStringLiteral("More"), QStringLiteral("Accounts") }));
    }

    void counterCodesComeOnDemand()
    {
        PageScene scene;
        QVERIFY(Person::sees(QStringLiteral("Card, 1234, code on demand")));
        // A click on the row makes the first code, a second one copies it again.
        scene.click(scene.rowRect(2).center());
        QCOMPARE(scene.clipboard(), QStringLiteral("755224"));
        scene.click(scene.rowRect(2).center());
        QCOMPARE(scene.clipboard(), QStringLiteral("755224"));
        // The round arrow at the end makes the next.
        scene.click(QPoint(scene.rowRect(2).right() - 35, scene.rowRect(2).center().y()));
        QCOMPARE(scene.clipboard(), QStringLiteral("287082"));
        QVERIFY(Person::sees(QStringLiteral("Card, 1234, code 287 082")));
    }

    void editsByKey()
    {
        PageScene scene;
        Person::key(Qt::Key_F2);
        QVERIFY(Person::fill(QStringLiteral("Tags"), QStringLiteral("work,  code , work")));
        QVERIFY(Person::fill(QStringLiteral("Note"), QStringLiteral("spare key in the safe")));
        QVERIFY(Person::press(QStringLiteral("Pin to the top of the list")));
        QVERIFY(Person::press(QStringLiteral("Save")));
        const auto account = scene.open.session.vault().find(scene.github);
        QCOMPARE(account->tags, QStringList({ QStringLiteral("work"), QStringLiteral("code") }));
        QCOMPARE(account->note, QStringLiteral("spare key in the safe"));
        QVERIFY(account->pinned);
        QCOMPARE(account->issuer, QStringLiteral("GitHub"));
        QVERIFY(Person::sees(QStringLiteral("Saved.")));
    }

    void olderVersionsAreShownAndBroughtBack()
    {
        PageScene scene;
        vault::Vault& vault = scene.open.session.vault();
        QVERIFY(vault.edit(scene.github, { .name = QStringLiteral("renamed") }));
        scene.open.session.notifyChanged();
        QVERIFY(Person::sees(QStringLiteral("renamed")));
        Person::key(Qt::Key_Down);
        Person::key(Qt::Key_V);
        QVERIFY(Person::sees(QStringLiteral("was before its changes")));
        QVERIFY(Person::press(QStringLiteral("Bring this one back")));
        QVERIFY(Person::sees(QStringLiteral("The older version is back.")));
        QVERIFY(vault.find(scene.github)->name != QStringLiteral("renamed"));
        QCOMPARE(vault.history(scene.github).size(), std::size_t { 2 });
    }

    void anUnchangedAccountHasNoOlderVersions()
    {
        PageScene scene;
        Person::key(Qt::Key_Down);
        Person::key(Qt::Key_V);
        QVERIFY(Person::sees(QStringLiteral("has no older versions")));
        Person::key(Qt::Key_Escape);
    }

    void cancelledEditsChangeNothing()
    {
        PageScene scene;
        const auto before = scene.open.session.vault().find(scene.github);
        Person::key(Qt::Key_F2);
        Person::type(QStringLiteral("something else"));
        QVERIFY(Person::press(QStringLiteral("Cancel")));
        QVERIFY(scene.open.session.vault().find(scene.github) == before);
    }

    void pinsByKey()
    {
        PageScene scene;
        Person::key(Qt::Key_Down);
        Person::key(Qt::Key_Down);
        Person::key(Qt::Key_P);
        QVERIFY(scene.open.session.vault().find(scene.bank)->pinned);
        QVERIFY(Person::sees(QStringLiteral("Bank, alice, pinned")));
        Person::key(Qt::Key_P);
        QVERIFY(!scene.open.session.vault().find(scene.bank)->pinned);
    }

    void aKeyOfTheListEndsItsMenu()
    {
        PageScene scene;
        Person::key(Qt::Key_Down);
        QVERIFY(scene.openMenuAt(0));
        QTest::keyClick(scene.list(), Qt::Key_P);
        QVERIFY(!QApplication::activePopupWidget());
    }

    void theTrashCanBeUndone()
    {
        PageScene scene;
        Person::key(Qt::Key_Down);
        Person::key(Qt::Key_Delete);
        QVERIFY(!Person::sees(QStringLiteral("GitHub")));
        QCOMPARE(scene.open.session.vault().trash().size(), std::size_t { 1 });
        QVERIFY(Person::press(QStringLiteral("Undo")));
        QVERIFY(Person::sees(QStringLiteral("GitHub, alice")));
        QVERIFY(scene.open.session.vault().trash().empty());
    }

    void theMenuOffersWhatTheKeysDo()
    {
        PageScene scene;
        const QPoint place = scene.rowRect(2).center();
        QContextMenuEvent event(
            QContextMenuEvent::Mouse, place, scene.list()->viewport()->mapToGlobal(place));
        QApplication::sendEvent(scene.list()->viewport(), &event);
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        QVERIFY(menu != nullptr);
        QStringList texts;
        for (const QAction* action : menu->actions()) {
            if (action->isVisible())
                texts += action->text().remove(QLatin1Char('&'));
        }
        QCOMPARE(texts,
            QStringList(
                { QStringLiteral("Copy code"), QStringLiteral("Next code"), QStringLiteral("Edit…"),
                    QStringLiteral("Older versions…"), QStringLiteral("Show QR code…"),
                    QStringLiteral("Pin to the top"), QStringLiteral("Move to trash") }));
        menu->actions().at(1)->trigger();
        QCOMPARE(scene.clipboard(), QStringLiteral("755224"));
        menu->close();
    }

    void hidesCodesOnDemand()
    {
        PageScene scene;
        QVERIFY(Person::sees(QStringLiteral("GitHub, alice@example.org, code ")));
        Person::key(Qt::Key_H, Qt::ControlModifier);
        QVERIFY(Person::sees(QStringLiteral("GitHub, alice@example.org, code hidden")));
        Person::key(Qt::Key_Return);
        QCOMPARE(scene.clipboard(), scene.open.code(scene.github));
        Person::key(Qt::Key_H, Qt::ControlModifier);
        QVERIFY(!Person::sees(QStringLiteral("hidden")));
    }

    void showsTheQrCodeAfterThePassphraseOnly()
    {
        PageScene scene;
        Person::key(Qt::Key_Down);
        Person::key(Qt::Key_Q);
        QVERIFY(Person::sees(QStringLiteral("The QR code of this account will be shown.")));
        Person::type(QStringLiteral("not the passphrase"));
        QVERIFY(Person::press(QStringLiteral("Confirm")));
        QTRY_VERIFY(Person::sees(QStringLiteral("is not right")));
        QVERIFY(Person::fill(
            QStringLiteral("Passphrase or recovery key"), QStringLiteral("secret words")));
        QVERIFY(Person::press(QStringLiteral("Confirm")));
        QTRY_VERIFY(Person::sees(QStringLiteral("Closes in 60 second(s).")));

        const auto codes = qr::readCodes(Person::window()->grab().toImage());
        QVERIFY(codes && codes->size() == 1);
        const auto entry = otp::readOtpauth(codes->front().text);
        QVERIFY(entry);
        QCOMPARE(entry->issuer, QStringLiteral("GitHub"));
        QCOMPARE(entry->secret.text(), std::string_view("12345678901234567890"));
        for (const QString& text : Person::everythingSeen())
            QVERIFY(!text.contains(QStringLiteral("GEZDGNBV")));

        scene.open.clock().time += std::chrono::seconds(60);
        QTRY_VERIFY(!Person::sees(QStringLiteral("Closes in")));
    }

    void closesTheQrCodeWhenLocked()
    {
        PageScene scene;
        Person::key(Qt::Key_Down);
        Person::key(Qt::Key_Q);
        Person::type(QStringLiteral("secret words"));
        Person::key(Qt::Key_Return);
        QTRY_VERIFY(Person::sees(QStringLiteral("Closes in")));
        scene.open.session.lock();
        QTRY_VERIFY(!Person::sees(QStringLiteral("Closes in")));
        QVERIFY(!Person::sees(QStringLiteral("GitHub")));
    }

    void asksForAPin()
    {
        PageScene scene;
        const vault::Id id =
            scene.open.add(support::entryOf("VPN", "me", "0123456789abcdef", otp::Motp {}));
        Person::type(QStringLiteral("vpn"));
        QVERIFY(Person::sees(QStringLiteral("VPN, me, needs its PIN")));
        Person::key(Qt::Key_Return);
        QVERIFY(Person::sees(QStringLiteral("The code of VPN is made with your PIN.")));
        Person::type(QStringLiteral("1234"));
        Person::key(Qt::Key_Return);
        const std::string_view pin = "1234";
        const auto expected =
            scene.open.session.vault().code(id, scene.open.clock().now(), base::bytesOf(pin));
        QCOMPARE(scene.clipboard(), QString::fromLatin1(expected->text));
    }

    void lockingTakesTheCodeFromTheClipboard()
    {
        PageScene scene;
        Person::key(Qt::Key_Return);
        QVERIFY(!scene.clipboard().isEmpty());
        scene.open.session.lock();
        QCOMPARE(scene.clipboard(), QString());
    }

    void sleepsWhileHidden()
    {
        PageScene scene;
        const auto* ticker = scene.page.findChild<ui::accounts::CodeTicker*>();
        QVERIFY(ticker->isAwake());
        scene.page.hide();
        QVERIFY(!ticker->isAwake());
        scene.page.show();
        QVERIFY(ticker->isAwake());
    }

    void showsTheNewCodeWithTheNewPeriod()
    {
        PageScene scene;
        const auto spoken = [&scene] {
            const QString code = scene.open.code(scene.github);
            return QStringLiteral("alice@example.org, code %1 %2").arg(code.left(3), code.mid(3));
        };
        QVERIFY(Person::sees(spoken()));
        scene.open.clock().time += std::chrono::seconds(30);
        QVERIFY(Person::sees(spoken()));
    }
};

QTEST_MAIN(AccountsPageTest)
#include "accounts_page_test.moc"
