// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/cli_home.h"
#include "tests/support/fail_on_warning.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace {

constexpr char Link[] = "otpauth://totp/Bank:zoe?secret=JBSWY3DPEHPK3PXP&issuer=Bank&digits=8";

} // namespace

/// A whole scene on the command line while every category of messages is on: what goes to standard
/// error tells no secret, and what is logged there not even the name of an account.
class LogTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void tellsNothingOfAWholeScene();

private:
    support::Ended run(const QStringList& arguments, int status)
    {
        const support::Ended ended = m_home.runOpen(arguments);
        if (ended.status != status)
            qWarning("%s ended with %d: %s", qUtf8Printable(arguments.first()), ended.status,
                ended.err.constData());
        m_errors += ended.err;
        return ended;
    }
    void useTheVault();
    void makeMistakes();

    support::CliHome m_home;
    QByteArray m_errors; ///< standard error of all runs
    QByteArrayList m_secrets { "JBSWY3DPEHPK3PXP", "GEZDGNBVGY3TQOJQ", "12345678901234567890",
        "otpauth:", "four words of our own", "five words of our own", "wrong words" };
};

void LogTest::useTheVault()
{
    m_home.write(u"passphrase"_s, "four words of our own\n");
    const support::Ended made =
        run({ u"init"_s, u"--kdf-mib"_s, u"64"_s, u"--kdf-passes"_s, u"3"_s, u"--json"_s }, 0);
    m_secrets << made.json()["recoveryKey"_L1].toString().toUtf8();
    const QString link = m_home.write(u"link"_s, Link);
    run({ u"add"_s, u"--uri-file"_s, link }, 0);
    const support::Ended shown = run({ u"code"_s, u"Bank"_s }, 0);
    m_secrets << shown.out.trimmed();
    const QString picture = m_home.path(u"code.png"_s);
    run({ u"qr"_s, u"Bank"_s, u"--out"_s, picture }, 0);
    run({ u"scan"_s, picture }, 0);
    run({ u"remove"_s, u"Bank"_s }, 0);
    run({ u"trash"_s, u"list"_s }, 0);
    run({ u"undo"_s }, 0);
    const QString words = m_home.write(u"new"_s, "five words of our own\n");
    run({ u"passphrase"_s, u"change"_s, u"--new-passphrase-file"_s, words }, 0);
}

void LogTest::makeMistakes()
{
    m_home.write(u"passphrase"_s, "wrong words of ours\n");
    run({ u"list"_s }, 3);
    m_home.write(u"passphrase"_s, "five words of our own\n");
    QByteArray vault = m_home.read(m_home.vaultPath());
    vault[vault.size() - 1] = char(vault.at(vault.size() - 1) ^ 1);
    m_home.write(u"data/countersign/vault.countersign"_s, vault);
    run({ u"list"_s }, 4);
}

void LogTest::tellsNothingOfAWholeScene()
{
    m_home.extraEnvironment << u"QT_LOGGING_RULES=*=true"_s;
    useTheVault();
    makeMistakes();
    for (const QByteArray& secret : m_secrets) {
        QVERIFY(!secret.isEmpty());
        QVERIFY2(!m_errors.contains(secret), m_errors.constData());
    }
    bool isLogging = false;
    for (const QByteArray& line : m_errors.split('\n')) {
        isLogging = isLogging || line.startsWith("debug: qt.");
        if (!line.startsWith("countersign-cli: "))
            QVERIFY2(!line.contains("Bank") && !line.contains("zoe"), line.constData());
    }
    QVERIFY2(isLogging, m_errors.constData()); // something is logged at all
}

QTEST_GUILESS_MAIN(LogTest)
#include "log_test.moc"
