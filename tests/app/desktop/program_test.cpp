// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/desktop/program.h"
#include "app/desktop/single_instance.h"
#include "app/wiring/paths.h"
#include "tests/support/fail_on_warning.h"

#include <QDBusConnectionInterface>
#include <QDBusReply>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>
#include <unistd.h>

namespace {

constexpr int LongEnough = 20'000; ///< milliseconds until a program is taken for stuck

struct Ended
{
    int status = -1;
    QByteArray out;
    QByteArray err;
};

Ended run(const QStringList& arguments, const QProcessEnvironment& environment)
{
    QProcess program;
    program.setProcessEnvironment(environment);
    program.start(QStringLiteral(COUNTERSIGN_PROGRAM), arguments);
    if (!program.waitForFinished(LongEnough) || program.exitStatus() != QProcess::NormalExit)
        return {};
    return { program.exitCode(), program.readAllStandardOutput(), program.readAllStandardError() };
}

Ended run(const QStringList& arguments)
{
    return run(arguments, QProcessEnvironment::systemEnvironment());
}

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Programs of an ordinary user: to root every process is open.
class OrdinaryUser
{
public:
    OrdinaryUser()
    {
        const QByteArray folder = QFile::encodeName(m_home.path());
        if (::geteuid() == 0 && ::chown(folder.constData(), Nobody, Nobody) != 0)
            qFatal("cannot give the folder away");
    }
    QString path(const QString& name) const { return m_home.filePath(name); }
    static uid_t id() { return ::geteuid() == 0 ? Nobody : ::geteuid(); }

    /// Without a bus: that of the tests is another user's.
    void start(QProcess& process, const QString& program) const
    {
        auto environment = QProcessEnvironment::systemEnvironment();
        for (const char* name : { "HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME",
                 "XDG_CACHE_HOME", "XDG_RUNTIME_DIR" })
            environment.insert(QLatin1String(name), m_home.path());
        environment.insert(
            QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), QStringLiteral("unix:path=/dev/null"));
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(m_home.path());
        process.setChildProcessModifier([] {
            if (::geteuid() == 0 && (::setgid(Nobody) != 0 || ::setuid(Nobody) != 0))
                ::_exit(1);
        });
        process.start(program);
    }

private:
    static constexpr uid_t Nobody = 65'534;
    QTemporaryDir m_home { QDir::tempPath() + QStringLiteral("/ordinary-XXXXXX") };
};

/// The kernel gives what is not to be looked into to root.
uid_t ownerOfMemory(const QProcess& process)
{
    return QFileInfo(QStringLiteral("/proc/%1/mem").arg(process.processId())).ownerId();
}

} // namespace

/// The real executable, on a bus of its own.
class ProgramTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void printsHelpAndVersionWithoutADisplay();
    void refusesUnknownArguments();
    void saysThatThereIsNoDisplay();
    void secondStartBringsTheFirstToTheFrontAndEnds();
    void secondStartHandsOnItsLink();
    void hidesALinkFromTheListOfProcesses();
    void practiceLeavesNothingWhenItIsEnded();
    void isClosedToOtherProgramsOfTheUser();
    void loadsNothingFromTheWorkingFolder();

private:
    /// Starts the program and waits until it has its name on the bus.
    std::unique_ptr<QProcess> startFirst(const QStringList& arguments)
    {
        auto program = std::make_unique<QProcess>();
        program->start(QStringLiteral(COUNTERSIGN_PROGRAM), arguments);
        return QTest::qWaitFor(isOnTheBus, LongEnough) ? std::move(program) : nullptr;
    }
    static bool isOnTheBus()
    {
        return QDBusConnection::sessionBus()
            .interface()
            ->isServiceRegistered(QLatin1String(desktop::ProgramId))
            .value();
    }
    static void end(QProcess& program)
    {
        program.terminate();
        QVERIFY(program.waitForFinished(LongEnough));
    }
};

void ProgramTest::printsHelpAndVersionWithoutADisplay()
{
    auto environment = QProcessEnvironment::systemEnvironment();
    for (const char* name : { "DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM" })
        environment.remove(QLatin1String(name));
    const Ended help = run({ QStringLiteral("--help") }, environment);
    QCOMPARE(help.status, 0);
    QVERIFY(help.out.startsWith("Usage: countersign"));
    const Ended version = run({ QStringLiteral("--version") }, environment);
    QCOMPARE(version.status, 0);
    QVERIFY(version.out.startsWith("countersign "));
}

void ProgramTest::refusesUnknownArguments()
{
    const Ended ended = run({ QStringLiteral("--fast") });
    QCOMPARE(ended.status, 2);
    QVERIFY2(ended.err.contains("--fast"), ended.err.constData());
    QVERIFY(ended.out.isEmpty());
}

void ProgramTest::saysThatThereIsNoDisplay()
{
    auto environment = QProcessEnvironment::systemEnvironment();
    for (const char* name : { "DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM" })
        environment.remove(QLatin1String(name));
    const Ended ended = run({}, environment);
    QCOMPARE(ended.status, 8);
    QVERIFY2(ended.err.contains("no display"), ended.err.constData());
}

void ProgramTest::secondStartBringsTheFirstToTheFrontAndEnds()
{
    const auto first = startFirst({});
    QVERIFY(first);
    QCOMPARE(run({}).status, 0);
    QCOMPARE(first->state(), QProcess::Running);
    end(*first);
}

void ProgramTest::secondStartHandsOnItsLink()
{
    desktop::SingleInstance first(QDBusConnection::sessionBus(), wiring::defaultVaultPath());
    QCOMPARE(first.claim(), desktop::SingleInstance::Role::First);
    QSignalSpy activated(&first, &desktop::SingleInstance::activated);
    QByteArray arrived;
    connect(
        &first, &desktop::SingleInstance::linkArrived, this, [&arrived](const QByteArray& link) {
            arrived = QByteArray(link.constData(), link.size());
        });
    QProcess second;
    second.start(QStringLiteral(COUNTERSIGN_PROGRAM),
        { QStringLiteral("otpauth://totp/Example:alice?secret=GEZDGNBV") });
    QTRY_COMPARE_WITH_TIMEOUT(second.state(), QProcess::NotRunning, LongEnough);
    QCOMPARE(second.exitCode(), 0);
    QCOMPARE(activated.size(), 1);
    QCOMPARE(arrived, QByteArrayLiteral("otpauth://totp/Example:alice?secret=GEZDGNBV"));
}

void ProgramTest::hidesALinkFromTheListOfProcesses()
{
    const auto program =
        startFirst({ QStringLiteral("otpauth://totp/Example:alice?secret=GEZDGNBV") });
    QVERIFY(program);
    const QString place = QStringLiteral("/proc/%1/").arg(program->processId());
    const QByteArray commandLine = contents(place + QStringLiteral("cmdline"));
    QVERIFY(commandLine.contains("countersign"));
    QVERIFY(!commandLine.contains("otpauth"));
    QVERIFY(!commandLine.contains("GEZDGNBV"));
    // A crash must not write the memory of the process to a file or a crash reporter.
    struct rlimit limit = {};
    QCOMPARE(::prlimit(static_cast<pid_t>(program->processId()), RLIMIT_CORE, nullptr, &limit), 0);
    QCOMPARE(limit.rlim_max, rlim_t { 1 });
    end(*program);
}

void ProgramTest::practiceLeavesNothingWhenItIsEnded()
{
    const QTemporaryDir runtime;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), runtime.path());
    const QTemporaryDir usual;
    environment.insert(QStringLiteral("XDG_STATE_HOME"), usual.path());
    QProcess program;
    program.setProcessEnvironment(environment);
    program.start(QStringLiteral(COUNTERSIGN_PROGRAM), { QStringLiteral("--sandbox") });
    const auto practice = [&runtime] {
        return QDir(runtime.path())
            .entryList({ QStringLiteral("countersign-practice-*") }, QDir::Dirs)
            .value(0);
    };
    // What the window keeps is begun.
    QTRY_VERIFY_WITH_TIMEOUT(
        QDir(runtime.filePath(practice())).exists(QStringLiteral("state/device")), LongEnough);
    // The same computer as ever: what is set up there, the command line answers, too.
    const QByteArray computer = contents(usual.filePath(QStringLiteral("countersign/device")));
    QVERIFY(!computer.isEmpty());
    QCOMPARE(contents(runtime.filePath(practice() + QStringLiteral("/state/device"))), computer);
    end(program);
    QCOMPARE(program.exitStatus(), QProcess::NormalExit);
    QCOMPARE(program.exitCode(), 0);
    QCOMPARE(practice(), QString());
}

void ProgramTest::isClosedToOtherProgramsOfTheUser()
{
    const OrdinaryUser user;
    QProcess usual;
    user.start(usual, QStringLiteral("cat"));
    QTRY_COMPARE(ownerOfMemory(usual), user.id());

    const QString copy = user.path(QStringLiteral("program")); // of a place that they may read
    QVERIFY(QFile::copy(QStringLiteral(COUNTERSIGN_PROGRAM), copy));
    QVERIFY(QFile::setPermissions(copy,
        QFileDevice::ReadOwner | QFileDevice::ReadOther | QFileDevice::ExeOwner
            | QFileDevice::ExeOther));
    QProcess program;
    user.start(program, copy);
    // Written once main has got far enough.
    const QString state = user.path(QStringLiteral("countersign"));
    QTRY_VERIFY_WITH_TIMEOUT(QFileInfo::exists(state), LongEnough);
    QTRY_COMPARE(program.state(), QProcess::Running);
    QCOMPARE(ownerOfMemory(program), uid_t { 0 });
    end(program);
    end(usual);
}

/// A plugin where Qt looks for plugins, and libraries that the program is linked with.
void ProgramTest::loadsNothingFromTheWorkingFolder()
{
    const QTemporaryDir folder;
    const QDir place(folder.path());
    const QString mark = folder.filePath(QStringLiteral("loaded"));
    for (const char* name : { "imageformats/libplanted.so", "plugins/imageformats/libplanted.so",
             "libQt6Core.so.6", "libQt6Gui.so.6", "libcrypto.so.3" }) {
        const QString planted = place.filePath(QLatin1String(name));
        QVERIFY(place.mkpath(QFileInfo(planted).path()));
        QVERIFY(QFile::copy(QStringLiteral(PLANTED_PLUGIN), planted));
    }
    QFile configuration(place.filePath(QStringLiteral("qt.conf")));
    QVERIFY(configuration.open(QIODevice::WriteOnly));
    configuration.write("[Paths]\nPrefix=.\nPlugins=.\n");
    configuration.close();

    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("PLANTED_MARK"), mark);
    QProcess program;
    program.setWorkingDirectory(folder.path());
    program.setProcessEnvironment(environment);
    program.start(QStringLiteral(COUNTERSIGN_PROGRAM), {});
    QTRY_VERIFY_WITH_TIMEOUT(isOnTheBus(), LongEnough);
    // The window is there: what it needs has been loaded.
    QCOMPARE(run({}).status, 0);
    end(program);
    QVERIFY(!QFile::exists(mark));

    // It would work: who names the folder gets it.
    environment.insert(QStringLiteral("QT_PLUGIN_PATH"), folder.path());
    program.setProcessEnvironment(environment);
    program.start(QStringLiteral(COUNTERSIGN_PROGRAM), {});
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(mark), LongEnough);
    end(program);
}

QTEST_GUILESS_MAIN(ProgramTest)
#include "program_test.moc"
