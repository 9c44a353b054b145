// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/otp/migration.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/open_session.h"
#include "tests/support/page_picture.h"
#include "tests/support/person.h"
#include "ui/add/add_page.h"

#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QDropEvent>
#include <QLabel>
#include <QMimeData>
#include <QSignalSpy>

using support::Person;
using ui::add::AddPage;

namespace {

const QString Save = QStringLiteral("Save 1 account(s)");

struct AddScene
{
    support::OpenSession open;
    AddPage page { open.session, open.clock() };
    QSignalSpy finished { &page, &AddPage::finished };

    AddScene()
    {
        QApplication::clipboard()->clear();
        page.resize(460, 700);
        page.show();
        page.activateWindow();
        page.setFocus();
        if (!QTest::qWaitForWindowActive(&page))
            qFatal("the page does not come up");
    }

    std::vector<vault::Account> accounts() { return open.session.vault().accounts(); }
    /// Whether the page shows the code that the vault gives for its only account.
    QString spokenCode(const vault::Id& id)
    {
        const QString code = open.code(id);
        return QStringLiteral("Code %1 %2").arg(code.left(3), code.mid(3));
    }
    void drop(const QMimeData& contents)
    {
        QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &contents, Qt::LeftButton, {});
        QApplication::sendEvent(&page, &enter);
        QDropEvent event(QPointF(50, 50), Qt::CopyAction, &contents, Qt::LeftButton, {});
        QApplication::sendEvent(&page, &event);
    }
};

std::string firstPart(std::int32_t batch, int count, std::vector<std::string>* others = nullptr)
{
    std::vector<otp::Entry> entries;
    for (int i = 0; i < count; ++i)
        entries.push_back(support::entryOf(("Site " + std::to_string(i)).c_str(), "alice",
            "secret number " + std::to_string(100 + i)));
    std::vector<otp::EntryView> views;
    for (const otp::Entry& entry : entries)
        views.push_back({ entry.issuer, entry.name, entry.credential, entry.secret.view(),
            entry.pin.view(), entry.otherParameters });
    const auto made = otp::writeMigration(views, batch);
    if (!made)
        qFatal("cannot write a migration");
    for (std::size_t i = 1; others && i < made->uris.size(); ++i)
        others->emplace_back(made->uris[i].text());
    return std::string(made->uris.front().text());
}

} // namespace

class AddPageTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void aLinkIsTriedBeforeItIsSaved()
    {
        AddScene scene;
        scene.page.offerText(support::GitHubLink);
        QVERIFY(Person::sees(QStringLiteral("GitHub")));
        QVERIFY(scene.accounts().empty());
        const QStringList seen = Person::everythingSeen().filter(QStringLiteral("Code "));
        QCOMPARE(seen.size(), 1);
        QVERIFY(Person::press(Save));
        QCOMPARE(scene.finished.count(), 1);
        QCOMPARE(scene.finished.first().first().toInt(), 1);
        QCOMPARE(scene.accounts().size(), std::size_t { 1 });
        QVERIFY(seen.first().startsWith(scene.spokenCode(scene.accounts().front().id)));
    }

    void theLiveCodeRuns()
    {
        AddScene scene;
        scene.open.clock().time = base::fromUnixSeconds(support::GoldenTime / 30 * 30);
        scene.page.offerText(support::GitHubLink);
        const QString first = Person::everythingSeen().filter(QStringLiteral("Code ")).value(0);
        QVERIFY(first.contains(QStringLiteral("30 second(s) left")));
        scene.open.clock().time += std::chrono::seconds(31);
        QTRY_VERIFY(Person::sees(QStringLiteral("29 second(s) left")));
        QVERIFY(!Person::sees(first));
    }

    void namesCanBeCorrected()
    {
        AddScene scene;
        scene.page.offerText(support::GitHubLink);
        QVERIFY(Person::press(QStringLiteral("Account name")));
        Person::key(Qt::Key_A, Qt::ControlModifier);
        Person::type(QStringLiteral("alice@work"));
        QVERIFY(Person::press(Save));
        QCOMPARE(scene.accounts().front().name, QStringLiteral("alice@work"));
        QCOMPARE(scene.accounts().front().issuer, QStringLiteral("GitHub"));
    }

    void takesPicturesFromTheClipboard()
    {
        AddScene scene;
        QApplication::clipboard()->setImage(support::pagePicture({ support::GitHubLink }));
        Person::key(Qt::Key_V, Qt::ControlModifier);
        QTRY_VERIFY(Person::press(Save) || scene.finished.count() == 1);
        QCOMPARE(scene.accounts().size(), std::size_t { 1 });
    }

    void takesLinksFromTheClipboard()
    {
        AddScene scene;
        QApplication::clipboard()->setText(QString::fromLatin1(
            support::GitHubLink.data(), static_cast<qsizetype>(support::GitHubLink.size())));
        QVERIFY(Person::press(QStringLiteral("Paste a picture or link")));
        QVERIFY(Person::press(Save));
        QCOMPARE(scene.accounts().size(), std::size_t { 1 });
    }

    void aBareSecretIsFilledIn()
    {
        AddScene scene;
        QApplication::clipboard()->setText(QStringLiteral("jbsw y3dp ehpk 3pxp"));
        Person::key(Qt::Key_V, Qt::ControlModifier);
        QVERIFY(Person::sees(QStringLiteral("bare secret")));
        Person::type(QStringLiteral("ACME"));
        QVERIFY(Person::press(QStringLiteral("Show the code")));
        QVERIFY(Person::press(Save));
        QCOMPARE(scene.accounts().size(), std::size_t { 1 });
        QCOMPARE(scene.accounts().front().issuer, QStringLiteral("ACME"));
        const auto code = scene.open.session.vault().code(
            scene.accounts().front().id, base::fromUnixSeconds(1'700'000'000));
        QVERIFY(code);
        QCOMPARE(code->text, std::string("324550"));
    }

    void saysWhatBase32Lacks()
    {
        AddScene scene;
        QVERIFY(Person::press(QStringLiteral("Type it in…")));
        QVERIFY(Person::press(QStringLiteral("Secret")));
        Person::type(QStringLiteral("JBSWY3DP8HPK3PXP"));
        QVERIFY(Person::press(QStringLiteral("Show the code")));
        QVERIFY(Person::sees(QStringLiteral("Base32 has no 0, 1 and 8")));
    }

    void readsDigitsAsLettersWhenAsked()
    {
        AddScene scene;
        QVERIFY(Person::press(QStringLiteral("Type it in…")));
        Person::type(QStringLiteral("ACME"));
        QVERIFY(Person::press(QStringLiteral("Secret")));
        Person::type(QStringLiteral("J8SWY3DPEHPK3PXP"));
        const auto offer = QStringLiteral("Read 0, 1 and 8 as O, I and B");
        QTRY_VERIFY(support::findControl(offer));
        QVERIFY(Person::press(offer));
        QVERIFY(!support::findControl(offer));
        QVERIFY(Person::press(QStringLiteral("Show the code")));
        QVERIFY(Person::press(Save));
        const auto code = scene.open.session.vault().code(
            scene.accounts().front().id, base::fromUnixSeconds(1'700'000'000));
        QVERIFY(code);
        QCOMPARE(code->text, std::string("324550"));
    }

    void offersNoLettersForAnotherMistake()
    {
        AddScene scene;
        QVERIFY(Person::press(QStringLiteral("Type it in…")));
        QVERIFY(Person::press(QStringLiteral("Secret")));
        Person::type(QStringLiteral("J!SWY3DPEHPK3PXP"));
        QVERIFY(Person::press(QStringLiteral("Show the code")));
        QVERIFY(!support::findControl(QStringLiteral("Read 0, 1 and 8 as O, I and B")));
    }

    void saysWhenTheClipboardIsEmpty()
    {
        const AddScene scene;
        Person::key(Qt::Key_V, Qt::ControlModifier);
        QVERIFY(Person::sees(QStringLiteral("The clipboard holds neither a picture nor a link.")));
    }

    void takesDroppedFiles()
    {
        AddScene scene;
        const QString path =
            QString::fromStdString(scene.open.home.folder()) + QStringLiteral("/page.png");
        QVERIFY(support::pagePicture({ support::GitHubLink }).save(path));
        QMimeData contents;
        contents.setUrls({ QUrl::fromLocalFile(path) });
        scene.drop(contents);
        QTRY_VERIFY(Person::sees(Save));
    }

    void filesThatAreNoPicturesGoElsewhere()
    {
        AddScene scene;
        const QDir folder(QString::fromStdString(scene.open.home.folder()));
        QFile backup(folder.filePath(QStringLiteral("backup.png")));
        QVERIFY(backup.open(QIODevice::WriteOnly) && backup.write("{}") > 0);
        backup.close();
        const QString page = folder.filePath(QStringLiteral("page.json"));
        QVERIFY(support::pagePicture({ support::GitHubLink }).save(page, "PNG"));
        QSignalSpy wanted(&scene.page, &AddPage::importWanted);
        QMimeData contents;
        contents.setUrls({ QUrl::fromLocalFile(backup.fileName()), QUrl::fromLocalFile(page) });
        scene.drop(contents);
        QTRY_COMPARE(wanted.count(), 1);
        const auto files = wanted.first().first().value<transfer::GivenFiles>();
        QCOMPARE(files.size(), std::size_t { 1 });
        QCOMPARE(files.front().path, backup.fileName());
        QVERIFY(scene.page.hasOffers());
        QVERIFY(Person::sees(Save));
        QVERIFY(!Person::sees(QStringLiteral("backup.png")));
    }

    void namesTheFilesThatCannotBeRead_data()
    {
        QTest::addColumn<bool>("hasAGoodOne");
        QTest::newRow("beside one with a code") << true;
        QTest::newRow("all of them") << false;
    }
    void namesTheFilesThatCannotBeRead()
    {
        QFETCH(bool, hasAGoodOne);
        AddScene scene;
        const QDir folder(QString::fromStdString(scene.open.home.folder()));
        QList<QUrl> urls;
        for (const char* name : { "notes.png", "empty.png", "good.png", "gone.png" })
            urls += QUrl::fromLocalFile(folder.filePath(QString::fromLatin1(name)));
        if (!hasAGoodOne)
            urls.removeAt(2);
        QFile notes(folder.filePath(QStringLiteral("notes.png")));
        QVERIFY(notes.open(QIODevice::WriteOnly) && notes.write("\x89PNG\r\n\x1a\n cut") > 0);
        notes.close();
        QVERIFY(support::pagePicture({}).save(folder.filePath(QStringLiteral("empty.png"))));
        QVERIFY(support::pagePicture({ support::GitHubLink })
                    .save(folder.filePath(QStringLiteral("good.png"))));
        QMimeData contents;
        contents.setUrls(urls);
        scene.drop(contents);
        QTRY_VERIFY(Person::sees(QStringLiteral("notes.png: ")));
        QVERIFY(Person::sees(QStringLiteral("empty.png: ")));
        QVERIFY(Person::sees(QStringLiteral("gone.png” could not be read")));
        QVERIFY(!Person::sees(QStringLiteral("gone.png: ")));
        QCOMPARE(Person::sees(Save), hasAGoodOne);
    }

    void severalCodesAreAPickList()
    {
        AddScene scene;
        scene.page.offerPicture(
            support::pagePicture({ support::GitHubLink, support::BankLink, support::WifiText }));
        QTRY_VERIFY(Person::sees(QStringLiteral("Save 2 account(s)")));
        QVERIFY(Person::press(QStringLiteral("Add GitHub alice")));
        QVERIFY(Person::press(Save));
        QCOMPARE(scene.accounts().size(), std::size_t { 1 });
        QCOMPARE(scene.accounts().front().issuer, QStringLiteral("Bank"));
    }

    void theSameCodeTwiceIsOneCard()
    {
        AddScene scene;
        scene.page.offerText(support::GitHubLink);
        scene.page.offerText(support::GitHubLink);
        QVERIFY(Person::sees(Save));
    }

    void aDuplicateAsks_data()
    {
        QTest::addColumn<QString>("answer");
        QTest::addColumn<int>("accounts");
        QTest::addColumn<int>("saved");
        QTest::newRow("keep both") << QStringLiteral("Keep both: add it once more") << 2 << 1;
        QTest::newRow("replace") << QStringLiteral("Replace: take over what this code says") << 1
                                 << 1;
    }
    void aDuplicateAsks()
    {
        QFETCH(QString, answer);
        AddScene scene;
        const vault::Id id = scene.open.add(support::entryOf("GitHub", "alice"));
        QVERIFY(scene.open.session.vault().edit(id, { .note = QStringLiteral("mine") }));
        scene.page.offerText(support::GitHubLink);
        QVERIFY(Person::sees(QStringLiteral("You have this account already.")));
        QVERIFY2(!Person::press(Save), "the question must be answered first");
        QVERIFY(Person::press(answer));
        QVERIFY(Person::press(Save));
        QTEST(static_cast<int>(scene.accounts().size()), "accounts");
        QTEST(scene.finished.first().first().toInt(), "saved");
        QCOMPARE(scene.open.session.vault().find(id)->note, QStringLiteral("mine"));
    }

    void addingAndReplacingIsOneStep()
    {
        AddScene scene;
        const vault::Id id = scene.open.add(support::entryOf("GitHub", "alice"));
        const otp::Credential before = scene.accounts().front().credential;
        std::string link(support::GitHubLink);
        link += "&digits=8";
        scene.page.offerText(link);
        scene.page.offerText(support::BankLink);
        QVERIFY(Person::press(QStringLiteral("Replace: take over what this code says")));
        QVERIFY(Person::press(QStringLiteral("Save 2 account(s)")));
        QCOMPARE(scene.finished.first().first().toInt(), 2);
        QCOMPARE(scene.accounts().size(), std::size_t { 2 });
        QVERIFY(scene.open.session.vault().find(id)->credential != before);
        const auto undone = scene.open.session.vault().undo();
        QVERIFY(undone);
        QCOMPARE(undone->accounts.size(), std::size_t { 2 });
        QCOMPARE(scene.accounts().size(), std::size_t { 1 });
        QVERIFY(scene.accounts().front().credential == before);
    }

    void aSkippedDuplicateIsNotSaved()
    {
        AddScene scene;
        scene.open.add(support::entryOf("GitHub", "alice"));
        scene.page.offerText(support::GitHubLink);
        scene.page.offerText(support::BankLink);
        QVERIFY(Person::press(QStringLiteral("Skip: leave the vault as it is")));
        QVERIFY(Person::press(Save));
        QCOMPARE(scene.accounts().size(), std::size_t { 2 });
    }

    void explainsWhatCannotBeSaved_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("part");
        QTest::newRow("no authenticator code")
            << QByteArray("WIFI:S:guest;T:WPA;P:welcome;;") << QStringLiteral("code");
        QTest::newRow("bad Base32")
            << QByteArray("otpauth://totp/a?secret=ABC1") << QStringLiteral("secret");
        QTest::newRow("no digits")
            << QByteArray("otpauth://totp/a?secret=JBSWY3DP&digits=0") << QStringLiteral("digits");
    }
    void explainsWhatCannotBeSaved()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, part);
        AddScene scene;
        scene.page.offerText(base::textOf(base::bytesOf(text)));
        QVERIFY2(Person::sees(part), qPrintable(Person::everythingSeen().join(QLatin1Char('|'))));
        QVERIFY(Person::everythingSeen().filter(QStringLiteral("Save ")).isEmpty());
        QVERIFY(scene.accounts().empty());
    }

    void saysWhenAPictureHoldsNoCode()
    {
        AddScene scene;
        const auto before = support::contentsOf(scene.open.home.path());
        scene.page.offerPicture(support::pagePicture({}));
        QTRY_VERIFY(Person::sees(QStringLiteral("code")));
        QTRY_VERIFY(!Person::sees(QStringLiteral("Looking for codes")));
        QVERIFY(Person::sees(QStringLiteral("Scan the screen")));
        QCOMPARE(support::contentsOf(scene.open.home.path()), before);
    }

    void saysWhereNoScreenCanBeTaken()
    {
        const AddScene scene;
        QVERIFY(Person::press(QStringLiteral("Scan the screen")));
        QVERIFY(Person::sees(QStringLiteral("No picture could be taken")));
    }

    void readsWhatTheDesktopTakesWheneverItComes()
    {
        AddScene scene;
        ui::add::ScreensTaken taken;
        scene.page.setTakeScreens([&](ui::add::ScreensTaken then) { taken = std::move(then); });
        QVERIFY(Person::press(QStringLiteral("Scan the screen")));
        QVERIFY(!scene.page.isVisible());
        QVERIFY(QTest::qWaitFor([&] { return static_cast<bool>(taken); }));
        QVERIFY(!scene.page.isVisible());
        taken(std::vector {
            support::pagePicture({ "otpauth://totp/Example:bob?secret=GEZDGNBVGY3TQOJQ" }) });
        QVERIFY(scene.page.isVisible());
        QTRY_VERIFY(Person::sees(QStringLiteral("bob")));
    }

    void aPictureThatTheUserDoesNotWantIsNoFailure()
    {
        AddScene scene;
        scene.page.setTakeScreens(
            [](const ui::add::ScreensTaken& taken) { taken(std::vector<QImage>()); });
        QVERIFY(Person::press(QStringLiteral("Scan the screen")));
        QTRY_VERIFY(scene.page.isVisible());
        QVERIFY(!Person::sees(QStringLiteral("No picture")));
        QVERIFY(!Person::sees(QStringLiteral("Looking for codes")));
    }

    void offersANewStartWhereOnlyThatHelps()
    {
        AddScene scene;
        int starts = 0;
        scene.page.setTakeScreens([](const ui::add::ScreensTaken& taken) {
            taken(base::Error { base::ErrorCode::CaptureRefused });
        });
        QVERIFY(Person::press(QStringLiteral("Scan the screen")));
        QTRY_VERIFY(Person::sees(QStringLiteral("no longer lets this window")));
        QVERIFY(!support::findControl(QStringLiteral("Lock and start anew")));
        scene.page.setStartAnew([&] { ++starts; });
        QVERIFY(Person::press(QStringLiteral("Scan the screen")));
        QTRY_VERIFY(support::findControl(QStringLiteral("Lock and start anew")));
        QVERIFY(Person::press(QStringLiteral("Lock and start anew")));
        QCOMPARE(starts, 1);
        scene.page.reset();
        QVERIFY(!support::findControl(QStringLiteral("Lock and start anew")));
    }

    void anActivationLeadsToTheConsent()
    {
        AddScene scene;
        std::vector<std::string> wanted;
        scene.page.setCanActivate([](std::string_view link) { return link.starts_with("okta"); });
        QObject::connect(&scene.page, &AddPage::activationWanted, &scene.page,
            [&](crypto::SecretBytes& link) { wanted.emplace_back(link.text()); });
        scene.page.offerText(support::ActivationLink);
        scene.page.offerText(support::ActivationLink);
        QVERIFY(Person::sees(QStringLiteral("Push sign-ins with Okta Verify")));
        const auto labels = scene.page.findChildren<QLabel*>();
        QCOMPARE(std::count_if(labels.begin(), labels.end(),
                     [](const QLabel* label) {
                         return label->text().startsWith(QStringLiteral("Push sign-ins with"));
                     }),
            1);
        QVERIFY(Person::sees(QStringLiteral("Server: https://acme.okta.example")));
        QVERIFY(Person::sees(QStringLiteral("Account: alice@acme.example")));
        QVERIFY(!Person::sees(QStringLiteral("00Ticket")));
        QVERIFY(Person::everythingSeen().filter(QStringLiteral("Save ")).isEmpty());
        QCOMPARE(Person::focused(), QStringLiteral("Activate…"));
        QVERIFY(Person::press(QStringLiteral("Activate…")));
        QCOMPARE(wanted, std::vector { std::string(support::ActivationLink) });
        // Who comes back can try again.
        QVERIFY(Person::press(QStringLiteral("Activate…")));
        QCOMPARE(wanted.size(), std::size_t { 2 });
        scene.page.reset();
        QVERIFY(!Person::sees(QStringLiteral("Push sign-ins with")));
    }

    void theAnswerToAnActivationMayClearThePage()
    {
        AddScene scene;
        scene.page.setCanActivate([](std::string_view) { return true; });
        QObject::connect(&scene.page, &AddPage::activationWanted, &scene.page,
            [&](crypto::SecretBytes&) { scene.page.reset(); });
        scene.page.offerText(support::ActivationLink);
        QVERIFY(Person::press(QStringLiteral("Activate…")));
        QVERIFY(!Person::sees(QStringLiteral("Push sign-ins with")));
    }

    void anActivationThatNobodyKnowsIsExplained()
    {
        AddScene scene;
        scene.page.setCanActivate([](std::string_view) { return false; });
        scene.page.offerText(support::ActivationLink);
        QVERIFY(Person::sees(QStringLiteral("Okta Verify")));
        QVERIFY(!Person::press(QStringLiteral("Activate…")));
    }

    void anActivationAndAnAccountAreBothOffered()
    {
        AddScene scene;
        scene.page.setCanActivate([](std::string_view) { return true; });
        scene.page.offerPicture(
            support::pagePicture({ support::ActivationLink, support::GitHubLink }));
        QTRY_VERIFY(Person::sees(Save));
        QVERIFY(Person::sees(QStringLiteral("Activate…")));
        QVERIFY(Person::press(Save));
        QCOMPARE(scene.accounts().size(), std::size_t { 1 });
    }

    void collectsTheCodesOfAnExport()
    {
        AddScene scene;
        std::vector<std::string> others;
        scene.page.offerText(firstPart(7, 12, &others));
        QVERIFY(Person::sees(QStringLiteral("Codes of this export: 2. Here so far: 1.")));
        QVERIFY(Person::sees(QStringLiteral("Missing: 2.")));
        QVERIFY(Person::sees(QStringLiteral("Save 10 account(s)")));
        scene.page.offerText(others.front());
        QVERIFY(!Person::sees(QStringLiteral("Missing")));
        QVERIFY(Person::press(QStringLiteral("Save 12 account(s)")));
        QCOMPARE(scene.accounts().size(), std::size_t { 12 });
    }

    void typesAnAccountIn()
    {
        AddScene scene;
        QVERIFY(Person::press(QStringLiteral("Type it in…")));
        QVERIFY(Person::fill(QStringLiteral("Issuer"), QStringLiteral("GitHub")));
        QVERIFY(Person::fill(QStringLiteral("Account name"), QStringLiteral("alice")));
        QVERIFY(Person::fill(QStringLiteral("Secret"), QStringLiteral("JBSW Y3DP 1")));
        QTRY_VERIFY(Person::sees(QStringLiteral("character 11")));
        QVERIFY(Person::press(QStringLiteral("Show the code")));
        QVERIFY(!Person::sees(QStringLiteral("Code ")));
        Person::key(Qt::Key_End);
        Person::key(Qt::Key_Backspace);
        Person::type(QStringLiteral("EHPK3PXP"));
        QTRY_VERIFY(Person::sees(QStringLiteral("10 byte(s)")));
        Person::key(Qt::Key_Return);
        QVERIFY(Person::press(Save));
        const auto account = scene.accounts().front();
        QCOMPARE(account.issuer, QStringLiteral("GitHub"));
        const auto expected =
            otp::codeAt(otp::Totp {}, base::bytesOf(std::string_view("Hello!\xDE\xAD\xBE\xEF")), {},
                scene.open.clock().now());
        QCOMPARE(scene.open.code(account.id), QString::fromLatin1(expected->text));
    }

    void keepsTheCardsWhenTheSaveFails()
    {
        AddScene scene;
        scene.page.offerText(support::GitHubLink);
        const QString folder = QString::fromStdString(scene.open.home.folder());
        QVERIFY(QDir(folder).removeRecursively());
        QFile inTheWay(folder);
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        QVERIFY(Person::press(Save));
        QCOMPARE(scene.finished.count(), 0);
        QVERIFY(Person::sees(Save));
        QVERIFY(Person::sees(QStringLiteral("Code ")));
        QVERIFY(scene.accounts().empty());
        QVERIFY(inTheWay.remove());
    }

    void forgetsEverythingWhenLocked()
    {
        AddScene scene;
        scene.page.offerText(support::GitHubLink);
        scene.open.session.lock();
        QVERIFY(!Person::sees(QStringLiteral("GitHub")));
        QVERIFY(!Person::sees(QStringLiteral("Code ")));
        scene.page.offerText(support::BankLink);
        QVERIFY(!Person::sees(QStringLiteral("Bank")));
    }

    void givesUpOnEscape()
    {
        AddScene scene;
        QSignalSpy cancelled(&scene.page, &AddPage::cancelled);
        scene.page.offerText(support::GitHubLink);
        Person::key(Qt::Key_Escape);
        QCOMPARE(cancelled.count(), 1);
        QVERIFY(!Person::sees(QStringLiteral("GitHub")));
        QVERIFY(scene.accounts().empty());
    }

    void reachesEverythingByTab()
    {
        const AddScene scene;
        QCOMPARE(Person::tabOrder(),
            QStringList({ QStringLiteral("Scan the screen"), QStringLiteral("Open pictures…"),
                QStringLiteral("Paste a picture or link"), QStringLiteral("Type it in…"),
                QStringLiteral("Cancel") }));
    }
};

QTEST_MAIN(AddPageTest)
#include "add_page_test.moc"
