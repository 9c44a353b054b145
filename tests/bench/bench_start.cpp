// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// From the start of the process to the unlock page on the screen, and the memory of the process
// half a second later. Beside it, turn by turn: an empty window of Qt Widgets, and one with a menu
// bar, a field and a button.

#include "core/vault/vault.h"
#include "tests/bench/bench.h"

#include <QCoreApplication>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <cstdio>
#include <cstdlib>

namespace {

constexpr int PatienceMilliseconds = 60'000;

struct Start
{
    double milliseconds = 0;
    double kibibytes = 0;
};

[[noreturn]] void fail(const char* what)
{
    std::fprintf(stderr, "%s\n", what);
    std::exit(1);
}

QByteArray lineOf(QProcess& process)
{
    while (!process.canReadLine()) {
        if (!process.waitForReadyRead(PatienceMilliseconds))
            fail("the window was not painted");
    }
    return process.readLine().trimmed();
}

/// Where the programs start: a home with a vault and nothing else.
class Scene
{
public:
    Scene()
    {
        if (!QFile::link(QStringLiteral(PAINT_PROBE), probe()))
            fail("no link to the probe");
        const vault::Passphrase passphrase { std::move(*crypto::SecretBytes::copyOf("x")) };
        if (!vault::Vault::create(
                vaultPath().toStdString(), passphrase, { 64, 1, 1 }, { m_clock, m_random, {} }))
            fail("no vault");
    }

    QString vaultPath() const { return m_folder.filePath(QStringLiteral("v.countersign")); }

    Start start(const QString& program, const QStringList& arguments, const char* platform) const
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("HOME"), m_folder.path());
        for (const char* name : { "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME" })
            environment.remove(QLatin1String(name));
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QLatin1String(platform));
        environment.insert(QStringLiteral("LD_PRELOAD"), probe());
        // Sanitizers want to be the first library.
        environment.insert(
            QStringLiteral("ASAN_OPTIONS"), QStringLiteral("verify_asan_link_order=0"));
        QProcess process;
        process.setProcessEnvironment(environment);
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        Start start;
        start.milliseconds = bench::milliseconds([&] {
            process.start(program, arguments);
            lineOf(process);
        });
        start.kibibytes = lineOf(process).toDouble();
        process.waitForFinished(PatienceMilliseconds);
        return start;
    }

private:
    // The loader splits its list at blanks, which the path of the build may hold.
    QString probe() const { return m_folder.filePath(QStringLiteral("probe.so")); }

    QTemporaryDir m_folder;
    base::SystemClock m_clock;
    crypto::SystemRandom m_random;
};

struct Program
{
    const char* name;
    QString file;
    QStringList arguments;
    std::vector<double> milliseconds = {};
    std::vector<double> mebibytes = {};
};

void measure(const Scene& scene, const char* platform, int rounds)
{
    Program programs[] = {
        { "countersign", QStringLiteral(COUNTERSIGN),
            { QStringLiteral("--vault"), scene.vaultPath() } },
        { "empty window", QStringLiteral(BARE_WINDOW), {} },
        { "plain form", QStringLiteral(BARE_WINDOW), { QStringLiteral("form") } },
    };
    // The first turn brings the files into memory and is not counted.
    for (int round = 0; round <= rounds; ++round) {
        for (Program& program : programs) {
            const Start start = scene.start(program.file, program.arguments, platform);
            if (round == 0)
                continue;
            program.milliseconds.push_back(start.milliseconds);
            program.mebibytes.push_back(start.kibibytes / 1024);
        }
    }
    const double ourStart = bench::median(programs[0].milliseconds);
    const double ourMemory = bench::median(programs[0].mebibytes);
    for (const Program& program : programs) {
        const double start = bench::median(program.milliseconds);
        const double memory = bench::median(program.mebibytes);
        std::printf("%10s | %-13s | %9.1f %12.2f | %9.1f %12.2f\n", platform, program.name, start,
            ourStart / start, memory, ourMemory / memory);
    }
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication program(argc, argv);
    crypto::startSecureHeap();
    const int rounds = bench::isQuick(argc, argv) ? 1 : 31;
    const Scene scene;
    std::printf("%10s | %-13s | %9s %12s | %9s %12s\n", "platform", "program", "start, ms",
        "ours / this", "PSS, MiB", "ours / this");
    measure(scene, "offscreen", rounds);
    if (qEnvironmentVariableIsSet("DISPLAY"))
        measure(scene, "xcb", rounds);
    return 0;
}
