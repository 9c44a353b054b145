// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/journeys/unlocked.h"

#include <QFile>
#include <QProcess>

using support::Person;

namespace {

/// Saves of each; a long run by hand: COUNTERSIGN_SAVES=250
int savesOfEach()
{
    constexpr int Usual = 40;
    bool isGiven = false;
    const int given = qEnvironmentVariableIntValue("COUNTERSIGN_SAVES", &isGiven);
    return isGiven ? given : Usual;
}

} // namespace

/// The window and the command line change one vault at the same time.
class TwoProgramsTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void cleanup()
    {
        if (QTest::currentTestFailed())
            Person::saveShot(QStringLiteral("two-programs-failed"));
        m_computer.quit();
    }

    void everyChangeOfBothIsThere();

private:
    /// Starts the command line for its next account; again when it has ended.
    void addNext()
    {
        if (m_left == 0)
            return;
        const QString link =
            QStringLiteral("otpauth://totp/Line:%1?secret=JBSWY3DPEHPK3PXP&issuer=Line\n")
                .arg(m_left--);
        m_line.start(QStringLiteral(COUNTERSIGN_CLI),
            { QStringLiteral("--vault"), QString::fromStdString(m_computer.vaultPath()),
                QStringLiteral("--recovery-key-file"), m_key, QStringLiteral("add"),
                QStringLiteral("--uri-stdin") });
        m_line.write(link.toUtf8());
        m_line.closeWriteChannel();
    }
    bool addInWindow(int number)
    {
        otp::Entry entry;
        entry.issuer = QStringLiteral("Window");
        entry.name = QString::number(number);
        entry.credential = otp::Totp {};
        entry.secret =
            std::move(*crypto::SecretBytes::copyOf(std::string_view("12345678901234567890")));
        auto& session = m_computer.program().session();
        const auto added = session.vault().add({ &entry, 1 });
        if (added)
            session.notifyChanged();
        // The window does not wait for the lock: it says so, and is asked again.
        return added.has_value();
    }
    std::size_t countOf(const QString& issuer)
    {
        const auto accounts = m_computer.program().session().vault().accounts();
        return static_cast<std::size_t>(
            std::ranges::count(accounts, issuer, &vault::Account::issuer));
    }

    journeys::Computer m_computer;
    QTemporaryDir m_home;
    QString m_key;
    QProcess m_line;
    int m_left = 0;
};

void TwoProgramsTest::everyChangeOfBothIsThere()
{
    const QString paper = journeys::makeVault(m_computer, journeys::Passphrase);
    m_key = m_home.filePath(QStringLiteral("key"));
    QFile file(m_key);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    file.write(paper.toUtf8());
    file.close();
    QVERIFY(m_computer.start());
    Person::type(QLatin1String(journeys::Passphrase));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(QLatin1String(journeys::Code)), 30'000);

    m_line.setEnvironment({ QStringLiteral("HOME=") + m_home.path(), QStringLiteral("TZ=UTC"),
        QStringLiteral("LC_ALL=C.UTF-8"),
        QStringLiteral("XDG_STATE_HOME=") + m_home.filePath(QStringLiteral("state")) });
    QStringList complaints;
    connect(&m_line, &QProcess::finished, this, [&](int status) {
        const QByteArray said = m_line.readAllStandardError();
        if (status != 0)
            complaints << QString::fromUtf8(said);
        addNext();
    });
    const int each = savesOfEach();
    m_left = each;
    addNext();
    for (int done = 0; done < each;) {
        done += addInWindow(done) ? 1 : 0;
        QCoreApplication::processEvents();
    }
    QTRY_VERIFY_WITH_TIMEOUT(m_left == 0 && m_line.state() == QProcess::NotRunning, 600'000);
    QCOMPARE(complaints, QStringList());
    // The window has seen them come, without being asked.
    const auto wanted = static_cast<std::size_t>(each);
    QTRY_COMPARE_WITH_TIMEOUT(countOf(QStringLiteral("Line")), wanted, 30'000);
    QCOMPARE(countOf(QStringLiteral("Window")), wanted);

    // So it is on the disk.
    const auto passphrase =
        vault::toPassphrase(base::bytesOf(std::string_view(journeys::Passphrase)));
    const auto vault = vault::Vault::open(m_computer.vaultPath(),
        vault::Passphrase { std::move(*passphrase->bytes.clone()) }, m_computer.services());
    QVERIFY(vault);
    QCOMPARE(vault->accounts().size(), 2 * wanted + 1);
}

QTEST_MAIN(TwoProgramsTest)
#include "two_programs_test.moc"
