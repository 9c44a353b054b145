// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/desktop/application.h"
#include "app/desktop/arguments.h"
#include "app/desktop/end_signals.h"
#include "app/desktop/program.h"
#include "app/desktop/sandbox_process.h"
#include "app/desktop/screen_portal.h"
#include "app/desktop/single_instance.h"
#include "app/wiring/hardening.h"
#include "app/wiring/machine.h"
#include "app/wiring/paths.h"
#include "core/base/atomic_file.h"
#include "core/net/trust.h"
#include "core/vault/device_id.h"
#include "core/vault/kept_costs.h"
#include "ui/text/error_text.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QIcon>
#include <QMessageBox>
#include <QProcess>
#include <QSessionManager>
#include <QTemporaryDir>

#include <cstdio>

namespace {

/// As the command line program ends; scripts that start the window rely on the same numbers. The
/// last is none of them: the event loop ends with it where another process is to follow this one.
enum ExitStatus { Done = 0, Failed = 1, Usage = 2, NotSupported = 8, StartAnew = 256 };

void print(std::FILE* stream, const QString& text)
{
    std::fputs(text.toUtf8().constData(), stream);
}

int refuse(const base::Error& error)
{
    QString message = ui::text::errorText(error).message;
    if (error.code == base::ErrorCode::InvalidField)
        message = QCoreApplication::translate("desktop", "This argument is not understood: %1")
                      .arg(QString::fromStdString(error.arguments.at(1)));
    print(stderr, QStringLiteral("countersign: %1\n\n%2").arg(message, desktop::helpText()));
    return Usage;
}

/// Qt ends the process with a core signal where it finds no display; a sentence is better.
bool hasDisplay()
{
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY")
        || qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
}

/// A session manager would write our arguments, and with them a link, into its files.
void refuseRestart(QSessionManager& manager)
{
    manager.setRestartHint(QSessionManager::RestartNever);
}

/// One window, one vault: another vault is another process.
void openVault(const std::string& vault)
{
    QProcess::startDetached(QCoreApplication::applicationFilePath(),
        { QStringLiteral("--vault"), QFile::decodeName(vault.c_str()) });
}

/// There a program sees no screen but by the desktop's portal.
bool isOnWayland()
{
    return qEnvironmentVariableIsSet("WAYLAND_DISPLAY");
}

/// Where one run keeps what it keeps.
struct Places
{
    std::string vault;
    std::string settings;
    std::string state;
};

int runWindow(QApplication& program, const Places& places, crypto::SecretBytes link,
    const std::optional<ui::shell::Practice>& practice = {})
{
    desktop::SingleInstance instance(QDBusConnection::sessionBus(), places.vault);
    if (instance.claim() == desktop::SingleInstance::Role::Second && instance.forward(link))
        return Done;

    wiring::Machine machine;
    const auto services = machine.services(places.state);
    if (!services) {
        const auto explanation = ui::text::errorText(services.error());
        QMessageBox::critical(nullptr, program.applicationDisplayName(),
            explanation.message + u'\n' + explanation.next);
        return Failed;
    }
    const vault::KeptCosts costs(services->stateFolder, services->clock);
    desktop::Environment environment { *services, places.vault, places.settings,
        [&costs] { return costs.find(); } };
    environment.knownCosts = [&costs] { return costs.known().value_or(crypto::Argon2Costs {}); };
    environment.openElsewhere = openVault;
    environment.practice = practice;
    desktop::ScreenPortal portal(QDBusConnection::sessionBus(), services->clock);
    if (isOnWayland())
        environment.takeScreens = [&portal](auto taken) { portal.take(std::move(taken)); };
    if (!practice)
        environment.startAnew = [] { QCoreApplication::exit(StartAnew); };
    desktop::Application application(environment);
    application.serve(instance);
    application.watchDesktop();
    application.window().present();
    if (!link.isEmpty())
        application.openLink(std::move(link));
    return QApplication::exec();
}

int runUsual(QApplication& program, desktop::Arguments arguments)
{
    const std::string path =
        arguments.vaultPath.empty() ? wiring::defaultVaultPath() : arguments.vaultPath;
    const int status = runWindow(program, { path, wiring::settingsFile(), wiring::stateFolder() },
        std::move(arguments.link));
    if (status != StartAnew)
        return status;
    // Only now is the name on the bus free, which tells a first start from a second.
    openVault(path);
    return Done;
}

/// In the user's own runtime folder where there is one: it goes with the session.
QString practiceFolder()
{
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    return (runtime.isEmpty() ? QDir::tempPath() : runtime)
        + QStringLiteral("/countersign-practice-XXXXXX");
}

vault::PushTrust trustIn(const QString& file)
{
    constexpr std::size_t Longest = std::size_t { 64 } * 1024;
    const auto contents = base::readFile(QFile::encodeName(file).toStdString(), Longest);
    const auto certificates = contents ? net::readCertificates(*contents) : contents.error();
    return certificates ? vault::PushTrust { *certificates } : vault::PushTrust {};
}

/// Practice keeps a state of its own, but is on this computer like everything else: what is set up
/// in its vault, the command line answers, too.
void tellComputer(const std::string& state)
{
    wiring::Machine machine;
    if (!machine.services(wiring::stateFolder()) || !base::makePrivateFolder(state))
        return; // where that cannot be, practice is on a computer of its own
    Q_UNUSED(vault::shareDeviceId(wiring::stateFolder(), state));
}

/// The service takes its files along, and that is waited for.
void endService(desktop::SandboxProcess& service, QApplication& program)
{
    QObject::connect(&service, &desktop::SandboxProcess::ended, &program, &QApplication::quit);
    service.end();
    QApplication::exec();
}

/// With a practice service, and a vault that goes at the end.
int runSandbox(QApplication& program, crypto::SecretBytes link)
{
    const QTemporaryDir folder(practiceFolder());
    desktop::SandboxProcess service;
    std::optional<ui::shell::Practice> practice;
    QObject::connect(&service, &desktop::SandboxProcess::ready, &program,
        [&practice](const desktop::SandboxPlace& place) {
            practice = { place.signInPage, place.controlPage, trustIn(place.authorityFile) };
            QApplication::quit();
        });
    QObject::connect(
        &service, &desktop::SandboxProcess::failed, &program, [&program](const QString& sentence) {
            print(stderr, QStringLiteral("countersign: %1\n").arg(sentence));
            QMessageBox::critical(nullptr, program.applicationDisplayName(), sentence);
            QApplication::quit();
        });
    QMetaObject::invokeMethod(
        &service, [&service] { service.start(); }, Qt::QueuedConnection);
    QApplication::exec();
    const auto within = [&folder](const char* name) {
        return QFile::encodeName(folder.filePath(QLatin1String(name))).toStdString();
    };
    int status = Failed;
    if (practice && folder.isValid()) {
        tellComputer(within("state"));
        status = runWindow(program,
            { within("vault.countersign"), within("countersign.ini"), within("state") },
            std::move(link), practice);
    }
    endService(service, program);
    return status;
}

} // namespace

int main(int argc, char** argv)
{
    wiring::hardenProcess();
    // On Wayland as soon as the desktop's portal has met this process.
    if (!isOnWayland())
        wiring::forbidInspection();
    auto arguments = desktop::takeArguments(argc, argv);
    if (!arguments)
        return refuse(arguments.error());
    if (arguments->wish == desktop::Arguments::Wish::ShowHelp) {
        print(stdout, desktop::helpText());
        return Done;
    }
    if (arguments->wish == desktop::Arguments::Wish::ShowVersion) {
        print(stdout, QStringLiteral("countersign " COUNTERSIGN_VERSION "\n"));
        return Done;
    }
    if (!hasDisplay()) {
        print(stderr,
            QStringLiteral("countersign: There is no display to open a window on. "
                           "countersign-cli works without one.\n"));
        return NotSupported;
    }

    // Options of Qt's own are no part of this program; it sees nothing but the name.
    int count = 1;
    QApplication program(count, argv);
    if (isOnWayland()) {
        desktop::ScreenPortal::meet(QDBusConnection::sessionBus());
        wiring::forbidInspection();
    }
    QApplication::setApplicationName(QStringLiteral("countersign"));
    QApplication::setApplicationDisplayName(QStringLiteral("Countersign"));
    QApplication::setApplicationVersion(QStringLiteral(COUNTERSIGN_VERSION));
    QGuiApplication::setDesktopFileName(QLatin1String(desktop::ProgramId));
    QApplication::setWindowIcon(QIcon::fromTheme(
        QLatin1String(desktop::ProgramId), QIcon(QStringLiteral(":/icons/countersign.svg"))));
    QObject::connect(&program, &QGuiApplication::saveStateRequest, &program, refuseRestart,
        Qt::DirectConnection);
    QObject::connect(&program, &QGuiApplication::commitDataRequest, &program, refuseRestart,
        Qt::DirectConnection);
    // Ended by a shell or the desktop it ends as by its menu: locked, and with nothing left behind.
    const desktop::EndSignals ends;
    QObject::connect(&ends, &desktop::EndSignals::endRequested, &program, &QApplication::quit);
    if (arguments->isSandbox)
        return runSandbox(program, std::move(arguments->link));
    return runUsual(program, std::move(*arguments));
}
