// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// What a desktop's portal and a process that is closed to inspection make of each other, as an
// ordinary user on a bus of its own; prints one line.
//   portal_scene meet             a process that meets the portal, is closed, and takes a picture
//   portal_scene stranger         the same without the meeting
//   portal_scene program PROGRAM  the window, until it has its name on the bus

#include "app/desktop/program.h"
#include "app/desktop/screen_portal.h"
#include "app/wiring/hardening.h"
#include "tests/app/desktop/fake_portal.h"

#include <QCoreApplication>
#include <QDBusServiceWatcher>
#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTimer>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <unistd.h>
#include <vector>

namespace {

constexpr uid_t Nobody = 65'534;
constexpr char OnTheBus[] = "PORTAL_SCENE_ON_THE_BUS";

/// Starts this program again where it is nobody's, in a home and on a bus of its own.
int startOnABus(int count, char** arguments)
{
    char home[] = "/tmp/portal-scene-XXXXXX";
    if (!::mkdtemp(home))
        return 1;
    if (::geteuid() == 0
        && (::chown(home, Nobody, Nobody) != 0 || ::setgid(Nobody) != 0 || ::setuid(Nobody) != 0))
        return 1;
    for (const char* name : { "HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME",
             "XDG_CACHE_HOME", "XDG_RUNTIME_DIR" })
        ::setenv(name, home, 1);
    ::setenv(OnTheBus, home, 1);
    ::unsetenv("DBUS_SESSION_BUS_ADDRESS");
    QStringList line { QStringLiteral("--") };
    for (int i = 0; i < count; ++i)
        line << QString::fromLocal8Bit(arguments[i]);
    const int status = QProcess::execute(QStringLiteral("dbus-run-session"), line);
    QDir(QString::fromLatin1(home)).removeRecursively();
    return status;
}

/// The process that is closed; the portal's answer decides its status.
int takeAPicture(bool isToMeet)
{
    const QDBusConnection bus = QDBusConnection::sessionBus();
    if (isToMeet)
        desktop::ScreenPortal::meet(bus);
    wiring::forbidInspection();
    const base::SystemClock clock;
    desktop::ScreenPortal screens(bus, clock);
    screens.take([](const base::Result<std::vector<QImage>>& pictures) {
        const bool isRefused =
            !pictures && pictures.error().code == base::ErrorCode::CaptureRefused;
        QCoreApplication::exit(pictures && pictures->size() == 1 ? 0 : isRefused ? 1 : 2);
    });
    return QCoreApplication::exec();
}

QVariantMap pictureIn(const QString& folder)
{
    QImage picture(8, 8, QImage::Format_RGB32);
    picture.fill(Qt::green);
    const QString path = folder + QStringLiteral("/screenshot.png");
    picture.save(path);
    return { { QStringLiteral("uri"), QUrl::fromLocalFile(path).toString() } };
}

int runTaker(const QString& how)
{
    support::FakePortal portal;
    portal.outcome = [] { return std::pair(0U, pictureIn(qEnvironmentVariable("HOME"))); };
    QProcess taker;
    QObject::connect(&taker, &QProcess::finished, [] { QCoreApplication::quit(); });
    taker.start(QCoreApplication::applicationFilePath(), { QStringLiteral("take-") + how });
    QCoreApplication::exec();
    static constexpr const char* Endings[] = { "took a picture", "refused", "failed" };
    std::printf("met %d, %s\n", portal.met, Endings[std::min(taker.exitCode(), 2)]);
    return 0;
}

int runProgram(const QString& path)
{
    support::FakePortal portal;
    qputenv("WAYLAND_DISPLAY", "wayland-of-the-scene");
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QProcess program;
    QDBusServiceWatcher presence(QLatin1String(desktop::ProgramId), QDBusConnection::sessionBus(),
        QDBusServiceWatcher::WatchForRegistration);
    QObject::connect(
        &presence, &QDBusServiceWatcher::serviceRegistered, [] { QCoreApplication::quit(); });
    QObject::connect(&program, &QProcess::finished, [] { QCoreApplication::quit(); });
    program.start(path, QStringList());
    QCoreApplication::exec();
    // The kernel gives what is not to be looked into to root.
    const QFileInfo memory(QStringLiteral("/proc/%1/mem").arg(program.processId()));
    const bool isClosed = program.state() == QProcess::Running && memory.ownerId() == 0;
    std::printf("met %d, %s\n", portal.met, isClosed ? "closed" : "open");
    program.terminate();
    program.waitForFinished();
    return 0;
}

} // namespace

int main(int count, char** arguments)
{
    if (count < 2)
        return 2;
    if (!std::getenv(OnTheBus))
        return startOnABus(count, arguments);
    const QCoreApplication application(count, arguments);
    const QString scene = QCoreApplication::arguments().at(1);
    if (scene.startsWith(QLatin1String("take-")))
        return takeAPicture(scene == QLatin1String("take-meet"));
    if (scene == QLatin1String("program") && count == 3)
        return runProgram(QCoreApplication::arguments().at(2));
    return runTaker(scene);
}
