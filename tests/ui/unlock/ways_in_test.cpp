// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/backup/backup_store.h"
#include "core/base/file_lock.h"
#include "core/settings/app_settings.h"
#include "core/vault/opened_copy.h"
#include "core/vault/recovery_key.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/open_session.h"
#include "tests/support/person.h"
#include "tests/support/recovery_sheet.h"
#include "ui/unlock/ways_in.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QThreadPool>

#include <semaphore>

using support::Person;
using ui::unlock::SlotChanges;
using ui::unlock::WaysIn;

namespace {

constexpr char NewWords[] = "eleven copper owls share breakfast";

/// The page on an open vault with the passphrase "secret words" and a recovery key.
struct Scene
{
    support::OpenSession open;
    settings::AppSettings settings { open.home.folder() + "/settings.ini" };
    SlotChanges changes { open.session };
    /// Deriving a key begins with finding its costs; it waits here while the test holds it.
    std::counting_semaphore<> mayDerive { 8 };
    WaysIn page { open.session, settings,
        [this] {
            mayDerive.acquire();
            return support::SmallCosts;
        },
        changes };

    Scene()
    {
        page.resize(420, 680);
        page.show();
        page.activateWindow();
        if (!QTest::qWaitForWindowActive(&page))
            qFatal("the page does not come up");
        page.showList();
    }
    ~Scene()
    {
        if (QTest::currentTestFailed())
            Person::saveShot(QStringLiteral("failed-ways-in"));
        mayDerive.release(4);
        QThreadPool::globalInstance()->waitForDone();
    }
    Scene(const Scene&) = delete;
    Scene& operator=(const Scene&) = delete;

    void hold() // NOLINT(readability-make-member-function-const): it takes what others wait for
    {
        while (mayDerive.try_acquire()) { }
    }
    /// Answers the dialog that asks who it is.
    bool verify()
    {
        const auto isAsked = [] { return Person::sees(QStringLiteral("Confirm that it is you")); };
        if (!QTest::qWaitFor(isAsked))
            return false;
        Person::type(QStringLiteral("secret words"));
        Person::key(Qt::Key_Return);
        if (!QTest::qWaitFor([isAsked] { return !isAsked(); }))
            return false;
        // Without a window manager nobody gives the keyboard back after a dialog.
        page.activateWindow();
        return QTest::qWaitForWindowActive(&page);
    }
    std::size_t slotCount() const { return open.session.vault().slotList().size(); }
};

bool typeNewPassphrase()
{
    if (!Person::tabTo(QStringLiteral("Passphrase")))
        return false;
    Person::type(QLatin1String(NewWords));
    if (!Person::tabTo(QStringLiteral("Passphrase again")))
        return false;
    Person::type(QLatin1String(NewWords));
    Person::key(Qt::Key_Return);
    return true;
}

} // namespace

class WaysInTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void listsWhatOpensTheVault();
    void reachesEverythingByTab();
    void changesThePassphraseAndNothingElse();
    void listsOldCopiesAfterAMereChangeToo();
    void saysThatNoBackupCouldBeMadeOfTheChange();
    void givesBackupsAPassphraseOfTheirOwn();
    void saysThatBackupsLoseTheirOwnPassphrase();
    void givesNewKeysAndANewRecoveryKey();
    void deletesOldCopiesOnceTheyAreReplaced();
    void addsAPassphraseBesideTheOld();
    void addsARecoveryKeyThatIsShownOnceAndAskedBack();
    void removesAWayInButNotTheLast();
    void aWeakPassphraseNeedsAnExplicitYes();
    void cancelWhileDerivingChangesNothing();
    void aLockWhileDerivingChangesNothing();
    void aChangeSavedBehindALockIsTold_data();
    void aChangeSavedBehindALockIsTold();
    void keepsWhatWasTypedWhileAnotherProgramSaves();
    void triesARemovalAgainAfterAnotherProgramSaved();
    void leavingForgetsWhatWasTyped();
    void saysThatThereIsRoomForThreePassphrases();
};

void WaysInTest::listsWhatOpensTheVault()
{
    const Scene scene;
    QCOMPARE(Person::focused(), QStringLiteral("What opens the vault"));
    QVERIFY2(Person::sees(QStringLiteral("Passphrase, made 1 Jan 2026")),
        qPrintable(Person::everythingSeen().join(QStringLiteral(" | "))));
    QVERIFY(Person::sees(QStringLiteral("Recovery key, made")));
}

void WaysInTest::reachesEverythingByTab()
{
    Scene scene;
    QCOMPARE(Person::tabOrder(),
        QStringList({ QStringLiteral("What opens the vault"), QStringLiteral("Change passphrase…"),
            QStringLiteral("Add passphrase…"), QStringLiteral("Add recovery key…"),
            QStringLiteral("Passphrase for backups…"), QStringLiteral("Remove…"),
            QStringLiteral("Back to the accounts") }));
    QVERIFY(Person::press(QStringLiteral("Change passphrase…")));
    QVERIFY(scene.verify());
    QTRY_COMPARE(Person::focused(), QStringLiteral("Just changing it"));
    const QStringList order = Person::tabOrder();
    for (const char* name : { "Just changing it", "Passphrase", "Suggest a passphrase",
             "Passphrase again", "Change passphrase", "Cancel" })
        QVERIFY2(order.contains(QLatin1String(name)), name);
}

void WaysInTest::changesThePassphraseAndNothingElse()
{
    Scene scene;
    const auto paper = scene.open.session.vault().slotList();
    QVERIFY(Person::press(QStringLiteral("Change passphrase…")));
    QVERIFY(scene.verify());
    QTRY_VERIFY(Person::sees(QStringLiteral("old copies of the file, backups among them")));
    QVERIFY(typeNewPassphrase());
    QTRY_VERIFY(Person::sees(QStringLiteral("The new passphrase is set. Old copies")));
    QVERIFY(scene.open.home.open(NewWords));
    QCOMPARE(scene.open.home.open().error().code, base::ErrorCode::WrongPassphrase);
    QVERIFY(scene.open.session.isOpen());
    QCOMPARE(scene.slotCount(), paper.size());
    scene.open.add(support::entryOf("I", "n")); // the open vault goes on
}

void WaysInTest::listsOldCopiesAfterAMereChangeToo()
{
    Scene scene;
    scene.open.add(support::entryOf("I", "n"));
    const vault::Vault& vault = scene.open.session.vault();
    const backup::Place place = backup::placeOf(vault.file(), vault.id(), {}, {});
    const auto former = backup::make(place, *vault.backupImage(), scene.open.home.clock.time);
    QVERIFY(former);
    QVERIFY(Person::press(QStringLiteral("Change passphrase…")));
    QVERIFY(scene.verify());
    QTRY_COMPARE(Person::focused(), QStringLiteral("Just changing it"));
    QVERIFY(typeNewPassphrase());
    const QString name = QString::fromStdString(former->path).section(u'/', -1);
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(name), 30'000);
    QVERIFY(Person::sees(QStringLiteral("still open with the old one")));
    QVERIFY(Person::saveShot(QStringLiteral("ways-in-old-copies")));
    QCOMPARE(Person::focused(), QStringLiteral("Keep them"));
    // The copy before the last save has gone by itself; another backup is there already.
    QVERIFY(!QFile::exists(QString::fromStdString(scene.open.home.previousPath())));
    QCOMPARE(backup::list(place, backup::Reading::Whole)->size(), std::size_t { 2 });
    QVERIFY(Person::press(QStringLiteral("Delete them")));
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(QStringLiteral("were deleted.")), 30'000);
    const auto left = backup::list(place, backup::Reading::Whole);
    QCOMPARE(left->size(), std::size_t { 1 });
    QVERIFY(vault::OpenedCopy::open(left->front().path, support::passphrase(NewWords)));
    QVERIFY(!vault::OpenedCopy::open(left->front().path, support::passphrase("secret words")));
}

void WaysInTest::saysThatNoBackupCouldBeMadeOfTheChange()
{
    Scene scene;
    QVERIFY(scene.settings.setBackupFolder(scene.open.home.folder() + "/stick"));
    QVERIFY(Person::press(QStringLiteral("Change passphrase…")));
    QVERIFY(scene.verify());
    QTRY_VERIFY(Person::sees(QStringLiteral("Why is it changed?")));
    QVERIFY(typeNewPassphrase());
    QTRY_VERIFY_WITH_TIMEOUT(
        Person::sees(QStringLiteral("A backup of it could not be made")), 30'000);
    QVERIFY(scene.open.home.open(NewWords));
    QVERIFY(QFile::exists(QString::fromStdString(scene.open.home.previousPath())));
}

void WaysInTest::givesBackupsAPassphraseOfTheirOwn()
{
    Scene scene;
    const auto opensBackup = [&scene](const char* words) {
        const QTemporaryDir folder;
        const std::string file = folder.filePath(QStringLiteral("backup")).toStdString();
        if (!base::createFile(file, scene.open.session.vault().backupImage()->file()))
            qFatal("cannot write a backup");
        return vault::OpenedCopy::open(file, support::passphrase(words)).has_value();
    };
    const QSignalSpy set(&scene.page, &ui::unlock::WaysIn::backupPassphraseSet);
    QVERIFY(Person::press(QStringLiteral("Passphrase for backups…")));
    QVERIFY(scene.verify());
    QTRY_COMPARE(Person::focused(), QStringLiteral("Passphrase"));
    QVERIFY(Person::sees(QStringLiteral("no more with that of the vault")));
    QVERIFY(typeNewPassphrase());
    QTRY_VERIFY(Person::sees(QStringLiteral("Backups made from now on open with the new")));
    QCOMPARE(set.count(), 1);
    QVERIFY(opensBackup(NewWords));
    QVERIFY(!opensBackup("secret words"));
    QVERIFY(scene.open.home.open());
    QVERIFY(!scene.open.home.open(NewWords));

    const auto all = scene.open.session.vault().slotList();
    const auto own = std::ranges::find(all, false, &vault::SlotInfo::opensVault);
    Person::key(Qt::Key_Home);
    for (auto row = own - all.begin(); row > 0; --row)
        Person::key(Qt::Key_Down);
    Person::key(Qt::Key_Delete);
    QTRY_VERIFY(Person::sees(QStringLiteral("with the passphrase of the vault again")));
    QVERIFY(scene.verify());
    QTRY_VERIFY(Person::sees(QStringLiteral("Removed: Passphrase of the backups, made")));
    QVERIFY(opensBackup("secret words"));
}

void WaysInTest::saysThatBackupsLoseTheirOwnPassphrase()
{
    Scene scene;
    {
        auto& vault = scene.open.session.vault();
        const auto verification = scene.open.home.verify(vault);
        QVERIFY(vault.setBackupPassphrase(
            *verification, support::passphrase("words for backups"), support::SmallCosts));
    }
    QVERIFY(Person::press(QStringLiteral("Change passphrase…")));
    QVERIFY(scene.verify());
    QTRY_COMPARE(Person::focused(), QStringLiteral("Just changing it"));
    Person::key(Qt::Key_Down);
    QVERIFY(typeNewPassphrase());
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(QStringLiteral("Write down your recovery key")), 30'000);
    const QStringList groups = support::writeDownRecoveryKey();
    Person::key(Qt::Key_Return);
    QVERIFY(support::typeGroupsBack(groups));
    QTRY_COMPARE_WITH_TIMEOUT(Person::focused(), QStringLiteral("Keep them"), 30'000);
    Person::key(Qt::Key_Return);
    QTRY_VERIFY(Person::sees(QStringLiteral("passphrase that backups had of their own is gone")));
    QVERIFY(!scene.open.session.vault().hasBackupPassphrase());
}

void WaysInTest::givesNewKeysAndANewRecoveryKey()
{
    Scene scene;
    const vault::Id id = scene.open.add(support::entryOf("I", "n"));
    QVERIFY(Person::press(QStringLiteral("Change passphrase…")));
    QVERIFY(scene.verify());
    QTRY_COMPARE(Person::focused(), QStringLiteral("Just changing it"));
    Person::key(Qt::Key_Down);
    QCOMPARE(Person::focused(), QStringLiteral("Someone may know the old one"));
    QVERIFY(typeNewPassphrase());
    QTRY_VERIFY(Person::sees(QStringLiteral("Write down your recovery key")));
    QVERIFY(scene.page.showsRecoveryKey());
    const QStringList groups = support::writeDownRecoveryKey();
    Person::key(Qt::Key_Return);
    QVERIFY(support::typeGroupsBack(groups));
    QVERIFY(!scene.page.showsRecoveryKey());
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(QStringLiteral("v.countersign.previous")), 30'000);
    QCOMPARE(Person::focused(), QStringLiteral("Keep them"));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY(Person::sees(QStringLiteral("delete those that you can reach")));
    QVERIFY(QFile::exists(QString::fromStdString(scene.open.home.previousPath())));

    const auto key = vault::parseRecoveryKey(groups.join(u'-').toStdString());
    QVERIFY(vault::Vault::open(scene.open.home.path(),
        vault::RecoveryKey { std::move(*key->bytes.clone()) }, scene.open.home.services()));
    QVERIFY(scene.open.home.open(NewWords));
    QVERIFY(!scene.open.home.open());
    // The open vault has the new keys: it shows codes and saves.
    QVERIFY(scene.open.session.isOpen());
    QVERIFY(!scene.open.code(id).isEmpty());
    scene.open.add(support::entryOf("I", "later"));
}

/// What still opens with the former passphrase, and what opens with the new one, before and after.
void WaysInTest::deletesOldCopiesOnceTheyAreReplaced()
{
    Scene scene;
    scene.open.add(support::entryOf("I", "n")); // a save, whose previous copy is of the former keys
    QVERIFY(Person::press(QStringLiteral("Change passphrase…")));
    QVERIFY(scene.verify());
    QTRY_COMPARE(Person::focused(), QStringLiteral("Just changing it"));
    Person::key(Qt::Key_Down);
    QVERIFY(typeNewPassphrase());
    QTRY_VERIFY(Person::sees(QStringLiteral("Write down your recovery key")));
    const QStringList groups = support::writeDownRecoveryKey();
    Person::key(Qt::Key_Return);
    QVERIFY(support::typeGroupsBack(groups));
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(QStringLiteral("v.countersign.previous")), 30'000);
    const auto opens = [&scene](const std::string& path, std::string_view words) {
        return vault::Vault::open(path, support::passphrase(words), scene.open.home.services())
            .has_value();
    };
    QVERIFY(opens(scene.open.home.previousPath(), "secret words"));
    QVERIFY(Person::press(QStringLiteral("Delete them")));
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(QStringLiteral("were deleted.")), 30'000);
    QVERIFY(!QFile::exists(QString::fromStdString(scene.open.home.previousPath())));

    const auto& vault = scene.open.session.vault();
    const backup::Place place = backup::placeOf(vault.file(), vault.id(), {}, {});
    const auto backups = backup::list(place, backup::Reading::Whole);
    QCOMPARE(backups->size(), std::size_t { 1 });
    QVERIFY(backups->front().key == vault.key());
    QVERIFY(vault::OpenedCopy::open(backups->front().path, support::passphrase(NewWords)));
    QVERIFY(!vault::OpenedCopy::open(backups->front().path, support::passphrase("secret words")));
}

void WaysInTest::addsAPassphraseBesideTheOld()
{
    Scene scene;
    QVERIFY(Person::press(QStringLiteral("Add passphrase…")));
    QVERIFY(scene.verify());
    QTRY_COMPARE(Person::focused(), QStringLiteral("Passphrase"));
    QVERIFY(Person::sees(QStringLiteral("The others stay valid.")));
    QVERIFY(!Person::sees(QStringLiteral("Just changing it")));
    QVERIFY(typeNewPassphrase());
    QTRY_VERIFY(Person::sees(QStringLiteral("The new passphrase opens the vault, too.")));
    QVERIFY(scene.open.home.open(NewWords));
    QVERIFY(scene.open.home.open());
    QCOMPARE(scene.slotCount(), std::size_t { 3 });
}

void WaysInTest::addsARecoveryKeyThatIsShownOnceAndAskedBack()
{
    Scene scene;
    QVERIFY(Person::press(QStringLiteral("Add recovery key…")));
    QVERIFY(scene.verify());
    QTRY_VERIFY(Person::sees(QStringLiteral("Write down your recovery key")));
    const QStringList groups = support::writeDownRecoveryKey();
    Person::key(Qt::Key_Return);
    scene.page.showList(); // no way around the question
    QVERIFY(Person::sees(QStringLiteral("Check what you wrote")));
    QVERIFY(support::typeGroupsBack(groups));
    QTRY_VERIFY(Person::sees(QStringLiteral("The new recovery key opens the vault.")));
    QCOMPARE(scene.slotCount(), std::size_t { 3 });
    auto key = vault::parseRecoveryKey(groups.join(u'-').toStdString());
    QVERIFY(
        vault::Vault::open(scene.open.home.path(), std::move(*key), scene.open.home.services()));
}

void WaysInTest::removesAWayInButNotTheLast()
{
    Scene scene;
    const auto rowOf = [&scene](vault::SlotKind kind) {
        const auto all = scene.open.session.vault().slotList();
        return static_cast<int>(std::ranges::find(all, kind, &vault::SlotInfo::kind) - all.begin());
    };
    Person::key(Qt::Key_Home);
    for (int row = rowOf(vault::SlotKind::Recovery); row > 0; --row)
        Person::key(Qt::Key_Down);
    Person::key(Qt::Key_Delete);
    QTRY_VERIFY(Person::sees(QStringLiteral("will open the vault no more: Recovery key, made")));
    QVERIFY(scene.verify());
    QTRY_VERIFY(Person::sees(QStringLiteral("Removed: Recovery key, made")));
    QCOMPARE(scene.slotCount(), std::size_t { 1 });

    QVERIFY(Person::press(QStringLiteral("Remove…")));
    QTRY_VERIFY(Person::sees(QStringLiteral("This is the last passphrase or recovery key.")));
    QVERIFY(!Person::sees(QStringLiteral("Confirm")));
    QCOMPARE(scene.slotCount(), std::size_t { 1 });
}

void WaysInTest::aWeakPassphraseNeedsAnExplicitYes()
{
    Scene scene;
    QVERIFY(Person::press(QStringLiteral("Change passphrase…")));
    QVERIFY(scene.verify());
    QTRY_COMPARE(Person::focused(), QStringLiteral("Just changing it"));
    QVERIFY(Person::tabTo(QStringLiteral("Passphrase")));
    Person::type(QStringLiteral("password1"));
    QVERIFY(Person::tabTo(QStringLiteral("Passphrase again")));
    Person::type(QStringLiteral("password1"));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY(Person::sees(QStringLiteral("easy to guess")));
    Person::key(Qt::Key_Space);
    QVERIFY(Person::press(QStringLiteral("Change passphrase")));
    QTRY_VERIFY(Person::sees(QStringLiteral("The new passphrase is set.")));
}

void WaysInTest::cancelWhileDerivingChangesNothing()
{
    Scene scene;
    scene.hold();
    const base::Bytes before = support::contentsOf(scene.open.home.path());
    QVERIFY(Person::press(QStringLiteral("Change passphrase…")));
    QVERIFY(scene.verify());
    QTRY_COMPARE(Person::focused(), QStringLiteral("Just changing it"));
    QVERIFY(typeNewPassphrase());
    QTRY_VERIFY(Person::sees(QStringLiteral("Making and saving the new key")));
    Person::key(Qt::Key_Escape);
    QTRY_VERIFY(Person::sees(QStringLiteral("Stopping")));
    scene.mayDerive.release();
    QTRY_COMPARE(Person::focused(), QStringLiteral("What opens the vault"));
    QVERIFY(support::contentsOf(scene.open.home.path()) == before);
    scene.mayDerive.release();
}

void WaysInTest::aLockWhileDerivingChangesNothing()
{
    Scene scene;
    scene.hold();
    const base::Bytes before = support::contentsOf(scene.open.home.path());
    const QSignalSpy told(&scene.changes, &SlotChanges::savedBehindLock);
    QVERIFY(Person::press(QStringLiteral("Change passphrase…")));
    QVERIFY(scene.verify());
    QTRY_COMPARE(Person::focused(), QStringLiteral("Just changing it"));
    QVERIFY(typeNewPassphrase());
    scene.open.session.lock();
    scene.mayDerive.release();
    QTRY_VERIFY(!scene.changes.isRunning());
    QVERIFY(support::contentsOf(scene.open.home.path()) == before);
    QCOMPARE(told.count(), 0);
}

/// The lock comes when the change is on the disk, and its end not yet heard of; whether or not
/// somebody was quick to unlock again.
void WaysInTest::aChangeSavedBehindALockIsTold_data()
{
    QTest::addColumn<bool>("isOpenAgain");
    QTest::newRow("locked") << false;
    QTest::newRow("open again") << true;
}

void WaysInTest::aChangeSavedBehindALockIsTold()
{
    QFETCH(bool, isOpenAgain);
    support::OpenSession open;
    SlotChanges changes(open.session);
    const QSignalSpy told(&changes, &SlotChanges::savedBehindLock);
    auto verification =
        std::make_shared<vault::Verification>(std::move(*open.home.verify(open.session.vault())));
    bool isDone = false;
    changes.run(
        [verification](vault::Vault& vault) -> base::Result<vault::RecoveryKey> {
            auto added = vault.addRecovery(*verification);
            if (!added)
                return added.error();
            return std::move(added->key);
        },
        this, [&isDone](const base::Result<vault::RecoveryKey>&) { isDone = true; });
    QVERIFY(QThreadPool::globalInstance()->waitForDone(10'000));
    open.session.lock();
    if (isOpenAgain)
        open.session.open(std::move(*open.home.open()));
    QTRY_COMPARE(told.count(), 1);
    QCOMPARE(told.first().first().toBool(), true);
    QVERIFY(!isDone);
    QCOMPARE(open.home.open()->slotList().size(), std::size_t { 3 });
}

void WaysInTest::keepsWhatWasTypedWhileAnotherProgramSaves()
{
    Scene scene;
    auto held = std::make_optional(
        base::FileLock::acquire(scene.open.home.path() + ".lock", std::chrono::milliseconds(0)));
    QVERIFY(Person::press(QStringLiteral("Change passphrase…")));
    QVERIFY(scene.verify());
    QTRY_COMPARE(Person::focused(), QStringLiteral("Just changing it"));
    QVERIFY(typeNewPassphrase());
    QTRY_VERIFY_WITH_TIMEOUT(
        Person::sees(QStringLiteral("Another program is saving the vault just now.")), 30'000);
    held.reset();
    QCOMPARE(Person::focused(), QStringLiteral("Change passphrase"));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY(Person::sees(QStringLiteral("The new passphrase is set.")));
    QVERIFY(scene.open.home.open(NewWords));
}

void WaysInTest::triesARemovalAgainAfterAnotherProgramSaved()
{
    Scene scene;
    auto held = std::make_optional(
        base::FileLock::acquire(scene.open.home.path() + ".lock", std::chrono::milliseconds(0)));
    Person::key(Qt::Key_Delete);
    QVERIFY(scene.verify());
    QTRY_VERIFY_WITH_TIMEOUT(
        Person::sees(QStringLiteral("Another program is saving the vault just now.")), 30'000);
    QCOMPARE(scene.slotCount(), std::size_t { 2 });
    held.reset();
    QVERIFY(Person::press(QStringLiteral("Try again")));
    QTRY_VERIFY(Person::sees(QStringLiteral("Removed: ")));
    QCOMPARE(scene.slotCount(), std::size_t { 1 });
}

void WaysInTest::leavingForgetsWhatWasTyped()
{
    Scene scene;
    QVERIFY(Person::press(QStringLiteral("Change passphrase…")));
    QVERIFY(scene.verify());
    QTRY_COMPARE(Person::focused(), QStringLiteral("Just changing it"));
    const std::size_t withVerification = crypto::secureHeapInUse();
    QVERIFY(Person::tabTo(QStringLiteral("Passphrase")));
    Person::type(QLatin1String(NewWords));
    scene.page.hide();
    QVERIFY(crypto::secureHeapInUse() < withVerification);
    scene.page.show();
    QVERIFY(QTest::qWaitForWindowActive(&scene.page));
    QVERIFY(Person::sees(QStringLiteral("Ways in")));
}

void WaysInTest::saysThatThereIsRoomForThreePassphrases()
{
    Scene scene;
    const auto verification = scene.open.home.verify(scene.open.session.vault());
    for (const char* words : { "second words", "third words" })
        QVERIFY(scene.open.session.vault().addPassphrase(
            *verification, support::passphrase(words), support::SmallCosts));
    QVERIFY(Person::press(QStringLiteral("Add passphrase…")));
    QVERIFY(scene.verify());
    QTRY_COMPARE(Person::focused(), QStringLiteral("Passphrase"));
    QVERIFY(typeNewPassphrase());
    QTRY_VERIFY(Person::sees(QStringLiteral("A vault has room for three passphrases")));
    QCOMPARE(scene.slotCount(), std::size_t { 4 });
}

QTEST_MAIN(WaysInTest)
#include "ways_in_test.moc"
