// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/journeys/push_home.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/person.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

using namespace Qt::StringLiterals;
using support::Person;

namespace {

constexpr int Patience = journeys::PushPatience;

} // namespace

/// The whole way of push sign-ins: the real window on a real display, a real browser beside it, and
/// the service of countersign-sandbox over TLS.
class PushSceneTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void cleanup()
    {
        if (QTest::currentTestFailed())
            Person::saveShot(u"push-failed"_s);
        m_home.quit();
    }

    void activatesAnswersAndKeepsTheRecord();

private:
    /// The command line on the same vault; its document.
    QJsonObject cli(const QStringList& words, int status = 0)
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"XDG_STATE_HOME"_s, m_home.path("state"));
        process.setProcessEnvironment(environment);
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.start(QStringLiteral(COUNTERSIGN_CLI),
            QStringList { u"--vault"_s, m_home.path("vault.countersign"), u"--passphrase-file"_s,
                m_home.path("passphrase"), u"--json"_s }
                + words);
        if (!QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, Patience))
            qWarning("the command line does not end");
        if (process.exitCode() != status)
            qWarning("the command line ended with %d", process.exitCode());
        return QJsonDocument::fromJson(process.readAllStandardOutput()).object();
    }
    static bool pressWhenThere(const QString& name)
    {
        return QTest::qWaitFor([&name] { return Person::press(name); }, Patience);
    }
    void open();
    void activate();
    void approveWithTheNumber();
    void denyAsNotMine();
    void letRunOut();
    void approveFromTheCommandLine();
    void lookAtTheJournal();

    journeys::PushHome m_home;
};

void PushSceneTest::open()
{
    QVERIFY(m_home.open());
    QVERIFY(journeys::writeFile(m_home.path("passphrase"), journeys::PushPassphrase));
}

void PushSceneTest::activate()
{
    QVERIFY(!m_home.pages.ask(u"enrol"_s).isEmpty());
    Person::key(Qt::Key_N, Qt::ControlModifier);
    QVERIFY(Person::press(u"Scan the screen"_s));
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(u"Push sign-ins with Okta Verify"_s), Patience);
    QVERIFY(Person::saveShot(u"push-1-offer"_s));
    QVERIFY(Person::press(u"Activate…"_s));
    QVERIFY(Person::sees(u"Nothing has been sent yet."_s));
    QVERIFY(Person::sees(m_home.place["https"_L1].toString()));
    QVERIFY(journeys::trustFile(m_home.place["caFile"_L1].toString()));
    QVERIFY(Person::saveShot(u"push-2-consent"_s));
    QVERIFY(Person::tabTo(u"Agree and set up"_s));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY(Person::sees(u"Confirm that it is you"_s));
    Person::type(QLatin1String(journeys::PushPassphrase));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(u"Push sign-ins are set up"_s), Patience);
    QVERIFY(Person::press(u"Done"_s));
    QCOMPARE(m_home.pages.ask(u"status Active"_s), u"Active. The device is set up."_s);
}

void PushSceneTest::approveWithTheNumber()
{
    QVERIFY(!m_home.pages.ask(u"sign-in-with-number"_s).isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(
        Person::sees(u"Which number does the page show where you sign in?"_s), Patience);
    QVERIFY(Person::sees(u"From this computer"_s));
    QVERIFY(Person::press(u"Number "_s + m_home.pages.ask(u"number"_s)));
    QVERIFY(Person::saveShot(u"push-3-card"_s));
    QVERIFY(pressWhenThere(u"Approve…"_s));
    QTRY_VERIFY(Person::sees(u"Confirm that it is you"_s));
    Person::type(QLatin1String(journeys::PushPassphrase));
    Person::key(Qt::Key_Return);
    QVERIFY(m_home.pages.ask(u"status Welcome"_s).startsWith(u"Welcome"));
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(u"is approved"_s), Patience);
    QVERIFY(Person::saveShot(u"push-4-approved"_s));
}

void PushSceneTest::denyAsNotMine()
{
    QVERIFY(!m_home.pages.ask(u"sign-in"_s).isEmpty());
    QVERIFY(pressWhenThere(u"Not me"_s));
    QVERIFY(m_home.pages.ask(u"status Denied"_s).startsWith(u"Denied"));
}

void PushSceneTest::letRunOut()
{
    QCOMPARE(m_home.pages.ask(u"life 8"_s), u"set"_s);
    QVERIFY(!m_home.pages.ask(u"sign-in"_s).isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(u"s left"_s), Patience);
    QVERIFY(m_home.pages.ask(u"status Timed"_s).startsWith(u"Timed out"));
    QTRY_VERIFY_WITH_TIMEOUT(m_home.program->watch().inbox().count() == 0, Patience);
    QCOMPARE(m_home.pages.ask(u"life 300"_s), u"set"_s);
}

void PushSceneTest::approveFromTheCommandLine()
{
    QVERIFY(!m_home.pages.ask(u"sign-in"_s).isEmpty());
    const QJsonArray requests =
        cli({ u"requests"_s, u"--wait"_s, u"60"_s })["requests"_L1].toArray();
    QCOMPARE(requests.size(), 1);
    const QJsonObject answer = cli({ u"approve"_s, requests[0]["id"_L1].toString(),
        u"--verify-passphrase-file"_s, m_home.path("passphrase") });
    QCOMPARE(answer["result"_L1].toString(), u"approved"_s);
    QVERIFY(m_home.pages.ask(u"status Welcome"_s).startsWith(u"Welcome"));
    // The window hears of it from the service.
    QTRY_VERIFY_WITH_TIMEOUT(m_home.program->watch().inbox().count() == 0, Patience);
}

void PushSceneTest::lookAtTheJournal()
{
    const QJsonObject journal = cli({ u"journal"_s, u"--verify"_s });
    QCOMPARE(journal["chain"_L1].toString(), u"intact"_s);
    QStringList story;
    for (const QJsonValue& entry : journal["entries"_L1].toArray())
        story.prepend(entry["decision"_L1].toString() + u' ' + entry["result"_L1].toString());
    QCOMPARE(story.join(u", "_s), u"approve approved, report denied,  expired, approve approved"_s);
    Person::key(Qt::Key_3, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(u"Journal"_s), Patience);
    QVERIFY(Person::saveShot(u"push-5-journal"_s));
}

void PushSceneTest::activatesAnswersAndKeepsTheRecord()
{
    using Step = void (PushSceneTest::*)();
    for (const Step step :
        { &PushSceneTest::open, &PushSceneTest::activate, &PushSceneTest::approveWithTheNumber,
            &PushSceneTest::denyAsNotMine, &PushSceneTest::letRunOut,
            &PushSceneTest::approveFromTheCommandLine, &PushSceneTest::lookAtTheJournal }) {
        (this->*step)();
        if (QTest::currentTestFailed())
            return;
    }
}

QTEST_MAIN(PushSceneTest)
#include "push_scene_test.moc"
