// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/atomic_file.h"
#include "core/base/logging.h"
#include "tests/journeys/journey.h"
#include "tests/support/page_picture.h"

#include <QApplication>
#include <QClipboard>
#include <QTemporaryFile>

#include <cstdio>
#include <unistd.h>

using support::Person;

namespace {

/// Before Qt reads its rules, and so for every category there is.
[[maybe_unused]] const bool IsEverythingOn = qputenv("QT_LOGGING_RULES", "*=true");

/// Standard error in a file, as long as this lives, with our message handler.
class Log
{
public:
    Log() : m_saved(::dup(STDERR_FILENO))
    {
        if (!m_file.open())
            qFatal("no temporary file");
        std::fflush(stderr);
        ::dup2(m_file.handle(), STDERR_FILENO);
        base::installLogging();
    }
    ~Log()
    {
        ::dup2(m_saved, STDERR_FILENO);
        ::close(m_saved);
        qInstallMessageHandler(nullptr);
    }
    Log(const Log&) = delete;
    Log& operator=(const Log&) = delete;

    QByteArray text()
    {
        std::fflush(stderr);
        m_file.seek(0);
        return m_file.readAll();
    }

private:
    QTemporaryFile m_file;
    int m_saved;
};

constexpr char Passphrase[] = "eleven copper owls share breakfast";
constexpr char Mistyped[] = "eleven copper owls share dinner";

} // namespace

/// A day with the program while every category of messages is on: none of them tells a secret, a
/// passphrase, the name of an account, a link or a code.
class SilentLogTest : public QObject
{
    Q_OBJECT

private slots:
    void cleanup()
    {
        if (QTest::currentTestFailed())
            Person::saveShot(QStringLiteral("silent-log-failed"));
        m_computer.quit();
    }

    void aWholeDay();

private:
    void makeVault();
    void addAccounts();
    void useAccounts();
    void makeMistakes();

    journeys::Computer m_computer;
    QStringList m_groups; ///< of the recovery key
};

void SilentLogTest::makeVault()
{
    QVERIFY(m_computer.start());
    Person::type(QLatin1String(Passphrase));
    QVERIFY(Person::tabTo(QStringLiteral("Passphrase again")));
    Person::type(QLatin1String(Passphrase));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(QStringLiteral("Write down your recovery key")), 30'000);
    m_groups = support::writeDownRecoveryKey();
    Person::key(Qt::Key_Return);
    QVERIFY(support::typeGroupsBack(m_groups));
}

void SilentLogTest::addAccounts()
{
    QApplication::clipboard()->setImage(support::pagePicture({ support::GitHubLink }));
    Person::key(Qt::Key_V, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(Person::sees(QStringLiteral("Try it at the site")));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY(Person::sees(QStringLiteral("Your first backup")));
    Person::type(QLatin1String(Passphrase));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(QStringLiteral("1 of 1 accounts match.")), 60'000);
    Person::key(Qt::Key_Return);
    QTRY_VERIFY(Person::sees(QStringLiteral("GitHub, alice, code 081 804")));
    m_computer.program().openLink(std::move(*crypto::SecretBytes::copyOf(support::BankLink)));
    QTRY_VERIFY(Person::sees(QStringLiteral("Try it at the site")));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY(Person::sees(QStringLiteral("Bank, alice")));
}

void SilentLogTest::useAccounts()
{
    Person::key(Qt::Key_Down);
    Person::key(Qt::Key_Return); // copies the code
    Person::key(Qt::Key_Q);
    QTRY_VERIFY(Person::sees(QStringLiteral("Confirm")));
    Person::type(QLatin1String(Passphrase));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(QStringLiteral("Closes in")), 30'000);
    Person::key(Qt::Key_Escape);
    QTRY_VERIFY(!Person::sees(QStringLiteral("Closes in")));
    // Without a window manager nobody gives the keyboard back after a dialog.
    m_computer.program().window().present();
    QVERIFY(QTest::qWaitForWindowActive(&m_computer.program().window()));
    QTRY_COMPARE(Person::focused(), QStringLiteral("Accounts"));
    Person::key(Qt::Key_Delete);
    QTRY_VERIFY(Person::sees(QStringLiteral("Moved to the trash")));
    QCOMPARE(m_computer.program().session().vault().trash().size(), std::size_t { 1 });
    Person::key(Qt::Key_T, Qt::ControlModifier);
    QTRY_VERIFY(Person::sees(QStringLiteral("Delete for good")));
    Person::key(Qt::Key_1, Qt::ControlModifier);
    Person::key(Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(m_computer.program().session().vault().trash().size(), std::size_t { 0 });
}

void SilentLogTest::makeMistakes()
{
    Person::key(Qt::Key_L, Qt::ControlModifier);
    QTRY_VERIFY(Person::sees(QStringLiteral("Unlock your vault")));
    Person::type(QLatin1String(Mistyped));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(QStringLiteral("does not open the vault")), 30'000);
    Person::type(m_groups.join(u'-'));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(QStringLiteral("Choose a new passphrase")), 30'000);
    m_computer.quit();

    auto file = base::readFile(m_computer.vaultPath(), 1U << 20);
    QVERIFY(file);
    file->back() ^= 1;
    QVERIFY(base::replaceFile(m_computer.vaultPath(), *file));
    QVERIFY(m_computer.start());
    Person::type(QLatin1String(Passphrase));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(QStringLiteral("damaged")), 30'000);
}

void SilentLogTest::aWholeDay()
{
    QByteArray text;
    {
        Log log;
        for (const auto step : { &SilentLogTest::makeVault, &SilentLogTest::addAccounts,
                 &SilentLogTest::useAccounts, &SilentLogTest::makeMistakes }) {
            (this->*step)();
            if (QTest::currentTestFailed())
                return;
        }
        text = log.text();
    }
    QVERIFY(text.contains("debug: qt.")); // something is logged at all
    const QStringList planted { QLatin1String(Passphrase), QLatin1String(Mistyped),
        QStringLiteral("GEZDGNBVGY3TQOJQ"), QStringLiteral("JBSWY3DPEHPK3PXP"),
        QStringLiteral("12345678901234567890"), QStringLiteral("otpauth"), QStringLiteral("GitHub"),
        QStringLiteral("Bank"), QStringLiteral("alice"), QStringLiteral("081804"),
        QStringLiteral("081 804"), m_groups.join(u'-') };
    for (const QString& word : planted) {
        const qsizetype place = text.indexOf(word.toUtf8());
        const QByteArray line =
            text.mid(text.lastIndexOf('\n', std::max<qsizetype>(place, 0)) + 1, 300);
        QVERIFY2(place < 0, line.constData());
    }
}

QTEST_MAIN(SilentLogTest)
#include "silent_log_test.moc"
