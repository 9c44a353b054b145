// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "tests/support/open_session.h"
#include "ui/unlock/vault_changes.h"

#include <QFile>
#include <QThreadPool>

#include <semaphore>

using namespace Qt::StringLiterals;
using ui::unlock::VaultChanges;

namespace {

/// Changes that add an account each, of which each waits until the test lets it go on.
struct ChangesScene
{
    struct Answer
    {
        QString name;
        base::ErrorCode error = {}; ///< if it did not succeed
        bool hasSucceeded = false;
        bool isBehindLock = false;
    };

    support::OpenSession open;
    VaultChanges changes { open.session };
    std::counting_semaphore<> hasBegun { 0 };
    std::counting_semaphore<> mayGoOn { 0 };
    std::atomic<int> begun = 0;
    std::vector<Answer> answers;

    ~ChangesScene()
    {
        mayGoOn.release(8); // a test that fails leaves some behind
        QThreadPool::globalInstance()->waitForDone();
    }
    ChangesScene() = default;
    ChangesScene(const ChangesScene&) = delete;
    ChangesScene& operator=(const ChangesScene&) = delete;

    void run(const QString& name, std::stop_token stop = {})
    {
        changes.run(
            [this, name](vault::Vault& vault) {
                ++begun;
                hasBegun.release();
                mayGoOn.acquire();
                const otp::Entry entry = support::entryOf("ACME", name.toLatin1().constData());
                return vault.add({ &entry, 1 });
            },
            [this, name](const base::Result<std::vector<vault::Id>>& added, bool isBehindLock) {
                answers.push_back({ .name = name,
                    .error = added ? base::ErrorCode {} : added.error().code,
                    .hasSucceeded = added.has_value(),
                    .isBehindLock = isBehindLock });
            },
            std::move(stop));
    }
    /// The one that has begun comes to its end, and nothing is left to be told of.
    bool finishOne()
    {
        const std::size_t before = answers.size();
        mayGoOn.release();
        return QTest::qWaitFor([&] { return answers.size() > before; });
    }
    void lockAndOpen(std::optional<vault::Vault> vault)
    {
        open.session.lock();
        if (!vault)
            qFatal("no vault");
        open.session.open(std::move(*vault));
    }
    std::optional<vault::Vault> sameVault()
    {
        auto again = open.home.open();
        return again ? std::optional(std::move(*again)) : std::nullopt;
    }
    QStringList names() const
    {
        QStringList names;
        for (const vault::Account& account : open.session.vault().accounts())
            names << account.name;
        return names;
    }
};

} // namespace

class VaultChangesTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void oneAfterAnotherGetsIntoTheOpenVault();
    void theLockEndsThoseThatHaveNotBegun();
    void oneThatHasBegunGoesOnBehindTheLock();
    void oneThatHasBegunDoesNotGetIntoAnotherVault();
    void whatIsAskedForWhileLockedIsCancelled();
    void savesNothingOnceItIsToStop();
    void aFailedOneTakesNothingAway();
};

void VaultChangesTest::oneAfterAnotherGetsIntoTheOpenVault()
{
    ChangesScene scene;
    QVERIFY(!scene.changes.isRunning());
    scene.run(u"one"_s);
    scene.run(u"two"_s);
    QVERIFY(scene.changes.isRunning());
    scene.hasBegun.acquire();
    QCoreApplication::processEvents();
    QCOMPARE(scene.begun.load(), 1);
    QCOMPARE(scene.names(), QStringList());
    QVERIFY(scene.finishOne());
    QCOMPARE(scene.names(), QStringList { u"one"_s });
    QVERIFY(scene.changes.isRunning());
    QVERIFY(scene.finishOne());
    QCOMPARE(scene.names(), (QStringList { u"one"_s, u"two"_s }));
    QVERIFY(!scene.changes.isRunning());
    for (const ChangesScene::Answer& answer : scene.answers)
        QVERIFY(answer.hasSucceeded && !answer.isBehindLock);
}

/// Also when the vault is open again by the time their turn would come.
void VaultChangesTest::theLockEndsThoseThatHaveNotBegun()
{
    ChangesScene scene;
    scene.run(u"one"_s);
    scene.run(u"two"_s);
    scene.run(u"three"_s);
    scene.hasBegun.acquire();
    scene.lockAndOpen(scene.sameVault());
    scene.mayGoOn.release();
    QTRY_VERIFY(!scene.changes.isRunning());
    QCOMPARE(scene.begun.load(), 1);
    QCOMPARE(scene.answers.size(), std::size_t { 3 });
    for (const ChangesScene::Answer& answer : scene.answers)
        QVERIFY(answer.isBehindLock);
    QVERIFY(scene.answers[0].hasSucceeded);
    QCOMPARE(scene.answers[1].name, u"two"_s);
    QCOMPARE(scene.answers[1].error, base::ErrorCode::Cancelled);
    QCOMPARE(scene.answers[2].error, base::ErrorCode::Cancelled);
    scene.run(u"four"_s);
    QVERIFY(scene.finishOne());
    QCOMPARE(scene.names(), (QStringList { u"one"_s, u"four"_s }));
}

void VaultChangesTest::oneThatHasBegunGoesOnBehindTheLock()
{
    ChangesScene scene;
    scene.run(u"one"_s);
    scene.hasBegun.acquire();
    scene.open.session.lock();
    QVERIFY(scene.finishOne());
    QVERIFY(scene.answers[0].hasSucceeded && scene.answers[0].isBehindLock);
    QVERIFY(!scene.open.session.isOpen());
    QCOMPARE(scene.open.home.open()->accounts().size(), std::size_t { 1 });
}

void VaultChangesTest::oneThatHasBegunDoesNotGetIntoAnotherVault()
{
    support::VaultHome another;
    ChangesScene scene;
    scene.run(u"one"_s);
    scene.hasBegun.acquire();
    scene.lockAndOpen(std::move(another.create().vault));
    const vault::Id id = scene.open.session.vault().id();
    QVERIFY(scene.finishOne());
    QVERIFY(scene.answers[0].hasSucceeded && scene.answers[0].isBehindLock);
    QVERIFY(scene.open.session.vault().id() == id);
    QCOMPARE(scene.names(), QStringList());
}

void VaultChangesTest::whatIsAskedForWhileLockedIsCancelled()
{
    ChangesScene scene;
    scene.open.session.lock();
    scene.run(u"one"_s);
    QCOMPARE(scene.answers.size(), std::size_t { 1 });
    QCOMPARE(scene.answers[0].error, base::ErrorCode::Cancelled);
    QVERIFY(scene.answers[0].isBehindLock);
    QVERIFY(!scene.changes.isRunning());
}

void VaultChangesTest::savesNothingOnceItIsToStop()
{
    ChangesScene scene;
    std::stop_source stop;
    scene.run(u"one"_s, stop.get_token());
    scene.hasBegun.acquire();
    stop.request_stop();
    QVERIFY(scene.finishOne());
    QCOMPARE(scene.answers[0].error, base::ErrorCode::Cancelled);
    QVERIFY(!scene.answers[0].isBehindLock);
    QCOMPARE(scene.names(), QStringList());
}

/// Its twin knows nothing of what was saved meanwhile, and nobody can read that again by then.
void VaultChangesTest::aFailedOneTakesNothingAway()
{
    ChangesScene scene;
    std::stop_source stop;
    scene.run(u"one"_s, stop.get_token());
    scene.hasBegun.acquire();
    scene.open.add(support::entryOf("ACME", "two"));
    const vault::Id save = scene.open.session.vault().lastSave();
    QVERIFY(QFile::remove(QString::fromStdString(scene.open.home.path())));
    stop.request_stop();
    QVERIFY(scene.finishOne());
    QVERIFY(!scene.answers[0].hasSucceeded);
    QCOMPARE(scene.names(), QStringList { u"two"_s });
    QVERIFY(scene.open.session.vault().lastSave() == save);
}

QTEST_GUILESS_MAIN(VaultChangesTest)
#include "vault_changes_test.moc"
