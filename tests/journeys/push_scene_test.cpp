// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/desktop/application.h"
#include "app/wiring/machine.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/person.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

using namespace Qt::StringLiterals;
using support::Person;

namespace {

constexpr int Patience = 60'000;
constexpr char Passphrase[] = "seven quiet lanterns drift upstream";

/// A program beside this one that says and hears lines.
class Lines
{
public:
    ~Lines()
    {
        m_process.closeWriteChannel();
        if (!m_process.waitForFinished(Patience))
            m_process.kill();
    }
    void start(const QString& program, const QStringList& arguments)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(program, arguments);
    }
    /// Waits in the event loop, in which the window goes on.
    QString next()
    {
        if (!QTest::qWaitFor([this] { return m_process.canReadLine(); }, Patience))
            return {};
        return QString::fromUtf8(m_process.readLine()).trimmed();
    }
    QString ask(const QString& line)
    {
        m_process.write(line.toUtf8() + '\n');
        return next();
    }

private:
    QProcess m_process;
};

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
        m_program.reset();
        QThreadPool::globalInstance()->waitForDone();
    }

    void activatesAnswersAndKeepsTheRecord();

private:
    QString path(const char* name) const { return m_home.filePath(QLatin1String(name)); }
    void write(const QString& name, const QByteArray& contents) const
    {
        QFile file(name);
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::NewOnly));
        QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
        QCOMPARE(file.write(contents), contents.size());
    }
    /// The command line on the same vault; its document.
    QJsonObject cli(const QStringList& words, int status = 0)
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"XDG_STATE_HOME"_s, path("state"));
        process.setProcessEnvironment(environment);
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.start(QStringLiteral(COUNTERSIGN_CLI),
            QStringList { u"--vault"_s, path("vault.countersign"), u"--passphrase-file"_s,
                path("passphrase"), u"--json"_s }
                + words);
        if (!QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, Patience))
            qWarning("the command line does not end");
        if (process.exitCode() != status)
            qWarning("the command line ended with %d", process.exitCode());
        return QJsonDocument::fromJson(process.readAllStandardOutput()).object();
    }
    /// Whether every sentence has the room it needs; a page that has grown takes a few turns.
    static bool isLaidOut()
    {
        const auto labels = Person::window()->findChildren<QLabel*>();
        return std::all_of(labels.begin(), labels.end(), [](const QLabel* label) {
            return !label->isVisible() || label->height() >= label->heightForWidth(label->width());
        });
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

    QTemporaryDir m_home;
    wiring::Machine m_machine;
    Lines m_sandbox;
    QJsonObject m_place; ///< what the sandbox says of itself
    Lines m_pages;
    std::optional<desktop::Application> m_program;
};

void PushSceneTest::open()
{
    m_sandbox.start(QStringLiteral(COUNTERSIGN_SANDBOX), { u"--until-eof"_s, u"--json"_s });
    m_place = QJsonDocument::fromJson(m_sandbox.next().toUtf8()).object();
    QVERIFY(!m_place.isEmpty());
    const QJsonObject user = m_place["users"_L1][0].toObject();
    m_pages.start(u"/usr/bin/python3"_s,
        { u"-B"_s, QStringLiteral(PAGES), path("chromium"), m_place["http"_L1].toString(),
            user["login"_L1].toString(), user["password"_L1].toString(),
            m_place["apiToken"_L1].toString() });
    QCOMPARE(m_pages.next(), u"ready"_s);

    write(path("passphrase"), Passphrase);
    const auto services = m_machine.services(path("state/countersign").toStdString());
    QVERIFY(services);
    auto words = vault::toPassphrase(base::bytesOf(std::string_view(Passphrase)));
    const std::string vault = path("vault.countersign").toStdString();
    QVERIFY(vault::Vault::create(vault, *words, vault::SmallestCosts, *services));
    desktop::Environment environment { *services, vault, path("countersign.ini").toStdString(),
        [] { return vault::SmallestCosts; } };
    constexpr std::chrono::hours Never { 24 };
    environment.backupPauses = { Never, Never, Never };
    m_program.emplace(environment);
    m_program->window().move(880, 20);
    m_program->window().present();
    QVERIFY(QTest::qWaitForWindowActive(&m_program->window()));
    Person::type(QLatin1String(Passphrase));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(m_program->session().isOpen(), Patience);
}

void PushSceneTest::activate()
{
    QVERIFY(!m_pages.ask(u"enrol"_s).isEmpty());
    Person::key(Qt::Key_N, Qt::ControlModifier);
    QVERIFY(Person::press(u"Scan the screen"_s));
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(u"Push sign-ins with Okta Verify"_s), Patience);
    QVERIFY(Person::saveShot(u"push-1-offer"_s));
    QVERIFY(Person::press(u"Activate…"_s));
    QVERIFY(Person::sees(u"Nothing has been sent yet."_s));
    QVERIFY(Person::sees(m_place["https"_L1].toString()));
    QVERIFY(Person::press(u"Trust a certificate file…"_s));
    QTRY_COMPARE(Person::window()->windowTitle(), u"Certificates to trust"_s);
    auto* name = Person::window()->findChild<QLineEdit*>(u"fileNameEdit"_s);
    QVERIFY(name);
    // At once: suggestions open over a dialog in which somebody types slowly.
    name->setText(m_place["caFile"_L1].toString());
    QTest::keyClick(name, Qt::Key_Return);
    QTRY_VERIFY(Person::sees(u"Countersign sandbox"_s));
    QVERIFY(Person::press(u"Trust them for this server"_s));
    QTRY_VERIFY(Person::sees(u"Trust what the system trusts"_s));
    QTRY_VERIFY(isLaidOut());
    QVERIFY(Person::saveShot(u"push-2-consent"_s));
    QVERIFY(Person::tabTo(u"Agree and set up"_s));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY(Person::sees(u"Confirm that it is you"_s));
    Person::type(QLatin1String(Passphrase));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(u"Push sign-ins are set up"_s), Patience);
    QVERIFY(Person::press(u"Done"_s));
    QCOMPARE(m_pages.ask(u"status Active"_s), u"Active. The device is set up."_s);
}

void PushSceneTest::approveWithTheNumber()
{
    QVERIFY(!m_pages.ask(u"sign-in-with-number"_s).isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(
        Person::sees(u"Which number does the page show where you sign in?"_s), Patience);
    QVERIFY(Person::sees(u"From this computer"_s));
    QVERIFY(Person::press(u"Number "_s + m_pages.ask(u"number"_s)));
    QVERIFY(Person::saveShot(u"push-3-card"_s));
    QVERIFY(pressWhenThere(u"Approve…"_s));
    QTRY_VERIFY(Person::sees(u"Confirm that it is you"_s));
    Person::type(QLatin1String(Passphrase));
    Person::key(Qt::Key_Return);
    QVERIFY(m_pages.ask(u"status Welcome"_s).startsWith(u"Welcome"));
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(u"is approved"_s), Patience);
    QVERIFY(Person::saveShot(u"push-4-approved"_s));
}

void PushSceneTest::denyAsNotMine()
{
    QVERIFY(!m_pages.ask(u"sign-in"_s).isEmpty());
    QVERIFY(pressWhenThere(u"Not me"_s));
    QVERIFY(m_pages.ask(u"status Denied"_s).startsWith(u"Denied"));
}

void PushSceneTest::letRunOut()
{
    QCOMPARE(m_pages.ask(u"life 8"_s), u"set"_s);
    QVERIFY(!m_pages.ask(u"sign-in"_s).isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(u"s left"_s), Patience);
    QVERIFY(m_pages.ask(u"status Timed"_s).startsWith(u"Timed out"));
    QTRY_VERIFY_WITH_TIMEOUT(m_program->watch().inbox().count() == 0, Patience);
    QCOMPARE(m_pages.ask(u"life 300"_s), u"set"_s);
}

void PushSceneTest::approveFromTheCommandLine()
{
    QVERIFY(!m_pages.ask(u"sign-in"_s).isEmpty());
    const QJsonArray requests =
        cli({ u"requests"_s, u"--wait"_s, u"60"_s })["requests"_L1].toArray();
    QCOMPARE(requests.size(), 1);
    const QJsonObject answer = cli({ u"approve"_s, requests[0]["id"_L1].toString(),
        u"--verify-passphrase-file"_s, path("passphrase") });
    QCOMPARE(answer["result"_L1].toString(), u"approved"_s);
    QVERIFY(m_pages.ask(u"status Welcome"_s).startsWith(u"Welcome"));
    // The window hears of it from the service.
    QTRY_VERIFY_WITH_TIMEOUT(m_program->watch().inbox().count() == 0, Patience);
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
