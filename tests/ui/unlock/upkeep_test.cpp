// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/settings/app_settings.h"
#include "core/vault/vault_file.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/person.h"
#include "tests/support/vault_home.h"
#include "ui/unlock/gate.h"

#include <QThreadPool>

using support::Person;

namespace {

/// The passphrase slots in the header of a vault file.
std::vector<crypto::Argon2Costs> costsIn(const std::string& path)
{
    std::vector<crypto::Argon2Costs> costs;
    const auto file = vault::readVaultFile(path);
    if (!file)
        return costs;
    for (const vault::Slot& slot : file->header.slotList) {
        if (slot.kind == vault::SlotKind::Passphrase)
            costs.push_back(slot.costs);
    }
    return costs;
}

} // namespace

/// The vault of the vectors, whose passphrase slot costs next to nothing, is opened in the window.
class UpkeepTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        support::failOnWarning();
        m_home = std::make_unique<support::VaultHome>();
        m_home->write(support::contentsOf(support::GoldenPath));
        m_before = support::contentsOf(m_home->path());
        m_session = std::make_unique<vault::VaultSession>(m_home->path(), m_home->services());
        m_settings = std::make_unique<settings::AppSettings>(m_home->folder() + "/settings.ini");
    }
    void cleanup()
    {
        m_gate.reset();
        QThreadPool::globalInstance()->waitForDone();
        m_session.reset();
        m_settings.reset();
        m_home.reset();
    }

    void anUnlockByPassphraseRaisesTheCosts()
    {
        open(vault::SmallestCosts);
        type(QStringLiteral("\u00dcbung 42"));
        QTRY_VERIFY_WITH_TIMEOUT(m_session->isOpen(), 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(
            costsIn(m_home->path()) == std::vector { vault::SmallestCosts }, 60'000);
        const auto services = m_home->services();
        QVERIFY(vault::Vault::open(m_home->path(), support::goldenPassphrase(), services));
        QVERIFY(vault::Vault::open(m_home->path(), support::goldenRecoveryKey(), services));
    }

    void thePassphraseGoesWhenItIsDone()
    {
        auto vault =
            vault::Vault::open(m_home->path(), support::goldenPassphrase(), m_home->services());
        auto typed = std::make_shared<const vault::Opener>(support::goldenPassphrase());
        const std::weak_ptr<const vault::Opener> watched = typed;
        ui::unlock::Upkeep upkeep(*m_session, [] { return vault::SmallestCosts; });
        upkeep.begin(*vault, std::move(typed));
        QVERIFY(!watched.expired());
        m_session->open(std::move(*vault));
        QTRY_VERIFY_WITH_TIMEOUT(
            costsIn(m_home->path()) == std::vector { vault::SmallestCosts }, 60'000);
        QVERIFY(watched.expired());
    }

    void aPassphraseThatIsNotNeededIsLetGoAtOnce()
    {
        auto created = vault::Vault::create(m_home->folder() + "/new.countersign",
            support::goldenPassphrase(), support::SmallCosts, m_home->services());
        auto typed = std::make_shared<const vault::Opener>(
            vault::RecoveryKey { std::move(*created->recoveryKey.bytes.clone()) });
        const std::weak_ptr<const vault::Opener> watched = typed;
        ui::unlock::Upkeep upkeep(*m_session, [] { return support::SmallCosts; });
        upkeep.begin(created->vault, std::move(typed));
        QThreadPool::globalInstance()->waitForDone();
        QVERIFY(watched.expired());
    }

    void aWrongPassphraseRaisesNothing()
    {
        open(vault::SmallestCosts);
        type(QStringLiteral("Umlaut 42"));
        QTRY_VERIFY_WITH_TIMEOUT(Person::sees(QStringLiteral("does not open the vault")), 30'000);
        QThreadPool::globalInstance()->waitForDone();
        QCoreApplication::processEvents();
        QVERIFY(support::contentsOf(m_home->path()) == m_before);
    }

    void alsoWhereNoCostsAreKnown()
    {
        open({});
        type(QStringLiteral("\u00dcbung 42"));
        QTRY_VERIFY_WITH_TIMEOUT(m_session->isOpen(), 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(
            costsIn(m_home->path()) == std::vector { vault::SmallestCosts }, 60'000);
    }

    void whatWasLockedMeanwhileIsLeftAlone()
    {
        open(vault::SmallestCosts);
        type(QStringLiteral("\u00dcbung 42"));
        QTRY_VERIFY_WITH_TIMEOUT(m_session->isOpen(), 30'000);
        m_session->lock();
        QThreadPool::globalInstance()->waitForDone();
        QCoreApplication::processEvents();
        QVERIFY(costsIn(m_home->path()).front().memoryKiB < vault::SmallestCosts.memoryKiB);
    }

private:
    void open(const crypto::Argon2Costs& known)
    {
        m_gate = std::make_unique<ui::unlock::Gate>(
            *m_session, *m_settings, [] { return vault::SmallestCosts; },
            [known] { return known; });
        m_gate->resize(420, 640);
        m_gate->show();
        QVERIFY(QTest::qWaitForWindowActive(m_gate.get()));
    }
    static void type(const QString& words)
    {
        Person::type(words);
        Person::key(Qt::Key_Return);
    }

    std::unique_ptr<support::VaultHome> m_home;
    std::unique_ptr<settings::AppSettings> m_settings;
    std::unique_ptr<vault::VaultSession> m_session;
    std::unique_ptr<ui::unlock::Gate> m_gate;
    base::Bytes m_before;
};

QTEST_MAIN(UpkeepTest)
#include "upkeep_test.moc"
