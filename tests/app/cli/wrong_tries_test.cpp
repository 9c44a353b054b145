// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/device_id.h"
#include "core/vault/vault_session.h"
#include "tests/support/cli_home.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/vault_home.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;

/// The real program beside two running windows' sessions on the same vault.
class WrongTriesTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        support::failOnWarning();
        m_home = std::make_unique<support::CliHome>();
        m_home->copyGoldenVault();
        m_home->write(u"wrong"_s, "Umlaut 42\n");
    }

    void twoInAWindowAndOneHereLockAllWindows_data()
    {
        QTest::addColumn<QStringList>("words");
        const QString newWords = u"--new-passphrase-file"_s;
        QTest::newRow("list --reveal") << QStringList { u"list"_s, u"--reveal"_s };
        QTest::newRow("qr") << QStringList { u"qr"_s, u"alice"_s, u"--out"_s, u"code.png"_s };
        QTest::newRow("slots add recovery") << QStringList { u"slots"_s, u"add"_s, u"recovery"_s };
        QTest::newRow("slots add passphrase")
            << QStringList { u"slots"_s, u"add"_s, u"passphrase"_s, newWords, u"passphrase"_s };
        QTest::newRow("slots remove") << QStringList { u"slots"_s, u"remove"_s, u"30313233"_s };
        QTest::newRow("passphrase change")
            << QStringList { u"passphrase"_s, u"change"_s, newWords, u"passphrase"_s };
    }
    void twoInAWindowAndOneHereLockAllWindows()
    {
        QFETCH(QStringList, words);
        if (words.last() == u"passphrase"_s)
            words.last() = m_home->path(words.last());
        vault::VaultSession first(path(), services());
        vault::VaultSession second(path(), services());
        first.open(opened());
        second.open(opened());
        QSignalSpy reason(&second, &vault::VaultSession::lockedByWrongTries);
        first.countVerification(false);
        first.countVerification(false);
        const support::Ended wrong =
            m_home->run(QStringList { u"--passphrase-file"_s, m_home->path(u"wrong"_s) } + words);
        QCOMPARE(wrong.status, 3);
        QTRY_VERIFY(!first.isOpen());
        QTRY_VERIFY(!second.isOpen());
        QCOMPARE(reason.count(), 1);
    }

    void aRightOneHereStartsAnew()
    {
        vault::VaultSession window(path(), services());
        window.open(opened());
        window.countVerification(false);
        window.countVerification(false);
        QCOMPARE(m_home->runOpen({ u"list"_s, u"--reveal"_s }).status, 0);
        window.countVerification(false);
        QVERIFY(window.isOpen());
        QCOMPARE(window.vault().wrongVerifications(), std::uint64_t { 1 });
    }

    void aWrongOneThatVerifiesNothingDoesNotCount()
    {
        vault::VaultSession window(path(), services());
        window.open(opened());
        window.countVerification(false);
        window.countVerification(false);
        QCOMPARE(
            m_home->run({ u"--passphrase-file"_s, m_home->path(u"wrong"_s), u"list"_s }).status, 3);
        QCOMPARE(window.vault().wrongVerifications(), std::uint64_t { 2 });
        QVERIFY(window.isOpen());
    }

private:
    std::string path() const { return m_home->vaultPath().toStdString(); }
    vault::Services services()
    {
        const std::string state = m_home->path(u"state/countersign"_s).toStdString();
        const auto device = vault::deviceId(state, {}, m_random);
        if (!device)
            qFatal("no device id");
        return { m_clock, m_random, *device, state };
    }
    vault::Vault opened()
    {
        auto opened = vault::Vault::open(path(), support::goldenPassphrase(), services());
        if (!opened)
            qFatal("cannot open the vault");
        return std::move(*opened);
    }

    std::unique_ptr<support::CliHome> m_home;
    support::FixedClock m_clock { support::GoldenTime };
    crypto::SystemRandom m_random;
};

QTEST_GUILESS_MAIN(WrongTriesTest)
#include "wrong_tries_test.moc"
