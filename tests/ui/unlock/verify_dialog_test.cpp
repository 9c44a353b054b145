// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "tests/support/person.h"
#include "tests/support/vault_home.h"
#include "ui/unlock/verify_dialog.h"

#include <QPointer>
#include <QSemaphore>
#include <QSignalSpy>
#include <QThreadPool>

using support::Person;
using ui::unlock::VerifyDialog;

class VerifyDialogTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        support::failOnWarning();
        m_home = std::make_unique<support::VaultHome>();
        m_session = std::make_unique<vault::VaultSession>(m_home->path(), m_home->services());
        auto created = m_home->create();
        const std::vector<otp::Entry> entries = [] {
            std::vector<otp::Entry> list;
            list.push_back(support::entryOf("Example", "alice"));
            return list;
        }();
        QVERIFY(created.vault.add(entries));
        m_session->open(std::move(created.vault));
        m_window = std::make_unique<QWidget>();
        m_window->show();
        m_dialog =
            new VerifyDialog(*m_session, QStringLiteral("The code will be shown."), m_window.get());
        m_verifications.clear();
        connect(m_dialog, &VerifyDialog::verified, this,
            [this](std::shared_ptr<vault::Verification> verification) {
                m_verifications.push_back(std::move(verification));
            });
        m_dialog->open();
        QVERIFY(QTest::qWaitForWindowActive(m_dialog));
    }
    void cleanup()
    {
        m_verifications.clear();
        m_window.reset();
        QThreadPool::globalInstance()->waitForDone();
        m_session.reset();
        m_home.reset();
    }

    void saysWhatForAndGivesAVerificationThatReveals();
    void theTitleHasRoom();
    void wrongPassphraseShowsNothingAndAsksAgain();
    void threeWrongOnesLock();
    void wrongOnesTypedBeforeCountToo();
    void escapeGivesNothing();
    void lockClosesIt();
    void lockWhileCheckingGivesNothing();

private:
    std::unique_ptr<support::VaultHome> m_home;
    std::unique_ptr<vault::VaultSession> m_session;
    std::unique_ptr<QWidget> m_window;
    QPointer<VerifyDialog> m_dialog;
    std::vector<std::shared_ptr<vault::Verification>> m_verifications;
};

void VerifyDialogTest::saysWhatForAndGivesAVerificationThatReveals()
{
    QVERIFY(Person::sees(QStringLiteral("The code will be shown.")));
    QCOMPARE(Person::focused(), QStringLiteral("Passphrase or recovery key"));
    Person::type(QStringLiteral("secret words"));
    Person::key(Qt::Key_Return);
    QTRY_COMPARE(m_verifications.size(), std::size_t { 1 });
    QTRY_VERIFY(!m_dialog);
    const vault::Id id = m_session->vault().accounts().front().id;
    QVERIFY(m_session->vault().reveal(id, *m_verifications.front()));
}

/// In bold with the program's name behind it, between an icon and three buttons.
void VerifyDialogTest::theTitleHasRoom()
{
    QFont bold = m_dialog->font();
    bold.setBold(true);
    const QFontMetrics metrics(bold);
    const QString title = m_dialog->windowTitle() + QStringLiteral(" — Countersign");
    const int needed = metrics.horizontalAdvance(title) + 6 * metrics.height();
    QVERIFY2(m_dialog->width() >= needed, qPrintable(QString::number(needed)));
}

void VerifyDialogTest::wrongPassphraseShowsNothingAndAsksAgain()
{
    Person::type(QStringLiteral("wrong words"));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY(Person::sees(QStringLiteral("not right")));
    QVERIFY(m_verifications.empty());
    Person::type(QStringLiteral("secret words"));
    Person::key(Qt::Key_Return);
    QTRY_COMPARE(m_verifications.size(), std::size_t { 1 });
}

void VerifyDialogTest::threeWrongOnesLock()
{
    QSignalSpy locked(m_session.get(), &vault::VaultSession::locked);
    for (int attempt = 1; attempt <= 2; ++attempt) {
        Person::type(QStringLiteral("wrong words"));
        Person::key(Qt::Key_Return);
        QTRY_COMPARE(Person::focused(), QStringLiteral("Passphrase or recovery key"));
        QTRY_VERIFY(Person::sees(QStringLiteral("not right")));
        QVERIFY(m_session->isOpen());
    }
    Person::type(QStringLiteral("wrong words"));
    Person::key(Qt::Key_Return);
    QTRY_COMPARE(locked.size(), 1);
    QTRY_VERIFY(!m_dialog);
    QVERIFY(m_verifications.empty());
}

void VerifyDialogTest::wrongOnesTypedBeforeCountToo()
{
    m_session->countVerification(false);
    m_session->countVerification(false);
    QSignalSpy reason(m_session.get(), &vault::VaultSession::lockedByWrongTries);
    Person::type(QStringLiteral("wrong words"));
    Person::key(Qt::Key_Return);
    QTRY_COMPARE(reason.size(), 1);
    QTRY_VERIFY(!m_dialog);
}

void VerifyDialogTest::escapeGivesNothing()
{
    Person::type(QStringLiteral("secret words"));
    Person::key(Qt::Key_Escape);
    QTRY_VERIFY(!m_dialog);
    QVERIFY(m_verifications.empty());
    QVERIFY(m_session->isOpen());
}

void VerifyDialogTest::lockClosesIt()
{
    m_session->lock();
    QTRY_VERIFY(!m_dialog);
    QVERIFY(m_verifications.empty());
}

void VerifyDialogTest::lockWhileCheckingGivesNothing()
{
    // Nothing is checked before the lock: the pool is busy until then.
    QSemaphore locked;
    for (int i = 0; i < QThreadPool::globalInstance()->maxThreadCount(); ++i)
        QThreadPool::globalInstance()->start([&locked] { locked.acquire(); });
    Person::type(QStringLiteral("secret words"));
    Person::key(Qt::Key_Return);
    m_session->lock();
    locked.release(QThreadPool::globalInstance()->maxThreadCount());
    QTRY_VERIFY(!m_dialog);
    QVERIFY(QThreadPool::globalInstance()->waitForDone(10'000));
    QCoreApplication::processEvents();
    QVERIFY(m_verifications.empty());
}

QTEST_MAIN(VerifyDialogTest)
#include "verify_dialog_test.moc"
