// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// Files of other programs: how many accounts a second go into a file of each plain format that is
// written and how many come out of a file of each that is read, and what memory that takes at most,
// as a multiple of the file. No key is derived. What is only read is made by make_imports.py. An
// export is all that a person waits for: the plan, the file, reading it back and comparing each
// account. Peers: opening as many accounts and writing a link of each, and reading as many links,
// without any file. Times are those of the processor, in which a busy machine and a slow disk do
// not show.

#include "core/otp/otpauth_uri.h"
#include "tests/bench/bench.h"
#include "tests/support/export_scene.h"

#include <QDir>
#include <QFile>
#include <QProcess>

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <malloc.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

using support::ExportScene;
using transfer::ExportFormat;

struct Measured
{
    double milliseconds = 0;
    long peak = 0; ///< KiB beyond what there was at the beginning
};

[[noreturn]] void fail(const char* what)
{
    std::fprintf(stderr, "%s\n", what);
    std::exit(1);
}

/// A line of /proc/self/status that is a size in KiB.
long statusOf(const QByteArray& name)
{
    QFile file(QStringLiteral("/proc/self/status"));
    if (!file.open(QIODevice::ReadOnly))
        fail("no /proc");
    for (const QByteArray& line : file.readAll().split('\n')) {
        if (line.startsWith(name + ':'))
            return line.mid(name.size() + 1).simplified().split(' ').front().toLong();
    }
    fail("no such line");
}

/// Makes the present memory of the process its peak.
void forgetPeak()
{
    QFile file(QStringLiteral("/proc/self/clear_refs"));
    if (!file.open(QIODevice::WriteOnly) || file.write("5") != 1)
        fail("cannot reset the peak");
}

/// Milliseconds of the processor that one call takes.
template <typename Function> double processorMilliseconds(Function function)
{
    const std::clock_t start = std::clock();
    function();
    return static_cast<double>(std::clock() - start) * 1000 / CLOCKS_PER_SEC;
}

/// In a process of its own, whose memory has seen nothing else.
template <typename Function> Measured measure(Function function)
{
    int ends[2];
    if (::pipe(ends) != 0)
        fail("pipe");
    const pid_t child = ::fork();
    if (child < 0)
        fail("fork");
    if (child == 0) {
        ::malloc_trim(0); // what is free in the process already is to count, too
        forgetPeak();
        const long before = statusOf("VmRSS");
        Measured measured;
        measured.milliseconds = processorMilliseconds(function);
        measured.peak = statusOf("VmHWM") - before;
        const bool isTold = ::write(ends[1], &measured, sizeof measured) == sizeof measured;
        ::_exit(isTold ? 0 : 1);
    }
    ::close(ends[1]);
    Measured measured;
    const bool isTold = ::read(ends[0], &measured, sizeof measured) == sizeof measured;
    ::close(ends[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    if (!isTold || status != 0)
        fail("a measurement failed");
    return measured;
}

/// The median of both.
template <typename Function> Measured measured(int rounds, Function function)
{
    std::vector<double> times;
    std::vector<double> peaks;
    for (int i = 0; i < rounds; ++i) {
        const Measured one = measure(function);
        times.push_back(one.milliseconds);
        peaks.push_back(static_cast<double>(one.peak));
    }
    return { bench::median(times), static_cast<long>(bench::median(peaks)) };
}

void fill(ExportScene& scene, int count)
{
    std::vector<vault::Incoming> all(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        vault::Incoming& one = all[static_cast<std::size_t>(i)];
        const std::string secret = QStringLiteral("secret of %1").arg(i, 10).toStdString();
        one.entry = support::entryOf("", "", secret);
        one.entry.issuer = QStringLiteral("Service number %1").arg(i / 2);
        one.entry.name = QStringLiteral("someone-%1@example.org").arg(i);
        if (i % 3 == 0)
            one.tags = { QStringLiteral("Tag %1").arg(i % 7) };
        if (i % 10 == 0)
            one.note = QStringLiteral("A note of some length, as people write one in ten times.");
    }
    scene.add(std::move(all));
}

using Paths = std::vector<std::string>;

/// The files that it became: one, but of sheets for paper.
Paths exportAll(ExportScene& scene, const ExportFormat& format, const std::string& path)
{
    const auto written =
        scene.plan(format).writeFiles(path, scene.sealing, transfer::Existing::Replace);
    if (!written)
        fail(written.error().cause.context.c_str());
    return *written;
}

void importAll(const Paths& paths, std::size_t count, std::string_view id)
{
    std::size_t accounts = 0;
    for (const std::string& path : paths) {
        const auto content = transfer::readContent(path);
        const auto formats = content ? transfer::detect(*content, transfer::importFormats())
                                     : transfer::Outcome<transfer::Formats>(content.error());
        if (!formats || formats->front()->id != id)
            fail((std::string(id) + ": not detected").c_str());
        const auto read = transfer::read(*content, *formats, {});
        accounts += read ? read->imported.accounts.size() : 0;
    }
    if (accounts != count)
        fail((std::string(id) + ": not read").c_str());
}

double sizeOf(const Paths& paths)
{
    qint64 size = 0;
    for (const std::string& path : paths)
        size += QFile(QString::fromStdString(path)).size();
    return static_cast<double>(size);
}

otp::EntryView viewOf(const otp::Entry& entry)
{
    return { entry.issuer, entry.name, entry.credential, entry.secret.view(), entry.pin.view(),
        entry.otherParameters };
}

/// What each format takes beside these is its own.
struct Peers
{
    double writing = 0;
    double reading = 0;
};

Peers peersOf(ExportScene& scene, int rounds)
{
    const std::vector<vault::Account> accounts = scene.vault.accounts();
    const auto linkOf = [&scene](const vault::Account& account) {
        const auto entry = scene.vault.reveal(account.id, scene.verification);
        return entry ? otp::writeOtpauth(viewOf(*entry)) : entry.error();
    };
    const Measured writing = measured(rounds, [&] {
        for (const vault::Account& account : accounts) {
            if (!linkOf(account))
                fail("no link");
        }
    });
    crypto::WipedBytes links;
    for (const vault::Account& account : accounts) {
        const auto link = linkOf(account);
        links.insert(links.end(), link->view().begin(), link->view().end());
        links.push_back('\n');
    }
    const Measured reading = measured(rounds, [&links] {
        std::string_view rest = base::textOf(links);
        while (!rest.empty()) {
            const std::size_t end = rest.find('\n');
            if (!otp::readOtpauth(rest.substr(0, end)))
                fail("not read");
            rest.remove_prefix(end + 1);
        }
    });
    return { writing.milliseconds, reading.milliseconds };
}

/// Prints `count` accounts in one direction.
void printWay(const Measured& way, std::size_t count, double peer, double size)
{
    std::printf(" | %10.0f %8.1f %7.1f", static_cast<double>(count) * 1000 / way.milliseconds,
        way.milliseconds / peer, static_cast<double>(way.peak) * 1024 / size);
}

void printFormat(std::string_view id, double size)
{
    std::printf("%30s | %8.1f", std::string(id).c_str(), size / 1024);
}

void print(const ExportFormat& format, ExportScene& scene, int rounds, const Peers& peers)
{
    const std::string path = scene.path();
    const Paths paths = exportAll(scene, format, path);
    const Measured out = measured(rounds, [&] { exportAll(scene, format, path); });
    const double size = sizeOf(paths);
    const auto count = scene.plan(format).fitting();
    const std::string_view id = format.format->id;
    const Measured in = measured(rounds, [&] { importAll(paths, count, id); });
    printFormat(id, size);
    printWay(out, count, peers.writing, size);
    printWay(in, count, peers.reading, size);
    std::printf("\n");
    std::fflush(stdout);
    for (const std::string& one : paths)
        QFile::remove(QString::fromStdString(one));
}

/// Those that make_imports.py makes; it fails where one that is plain is neither among them nor
/// written.
void printReadOnly(std::size_t count, int rounds, double peer)
{
    QTemporaryDir folder;
    const QStringList words { QStringLiteral(MAKE_IMPORTS), folder.path(), QString::number(count) };
    if (QProcess::execute(QStringLiteral(PYTHON), words) != 0)
        fail("no files to import");
    for (const transfer::Format* format : transfer::importFormats()) {
        // One account in a file, or a picture of a code.
        const bool isSmall = format->id == "steam-mafile" || format->id == "battlenet-prefs-xml"
            || format->form == transfer::Form::Picture || format->id == "lastpass-authenticator-qr";
        if (format->isEncrypted || isSmall
            || transfer::findFormat(transfer::exportFormats(), format->id))
            continue;
        const Paths paths { folder
                                .filePath(QString::fromUtf8(
                                    format->id.data(), static_cast<qsizetype>(format->id.size())))
                                .toStdString() };
        const double size = sizeOf(paths);
        if (size == 0)
            fail((std::string(format->id) + ": not measured").c_str());
        const Measured in = measured(rounds, [&] { importAll(paths, count, format->id); });
        printFormat(format->id, size);
        std::printf(" | %10s %8s %7s", "", "", "");
        printWay(in, count, peer, size);
        std::printf("\n");
        std::fflush(stdout);
    }
}

} // namespace

int main(int argc, char** argv)
{
    const bool quick = bench::isQuick(argc, argv);
    const int rounds = quick ? 1 : 3;
    const int count = quick ? 50 : 10'000;
    ExportScene scene;
    fill(scene, count);
    const Peers peers = peersOf(scene, rounds);
    std::printf("%30s | %8s | %10s %8s %7s | %10s %8s %7s\n", "format", "file KiB", "export /s",
        "÷ peer", "memory", "import /s", "÷ peer", "memory");
    for (const ExportFormat* format : transfer::exportFormats()) {
        const bool isPicture = format->format->form == transfer::Form::Picture;
        const bool isSheet = format->format->form == transfer::Form::Sheet; // minutes
        if (!format->format->isEncrypted && !isPicture)
            print(*format, scene, isSheet ? 1 : rounds, peers);
    }
    printReadOnly(static_cast<std::size_t>(count), rounds, peers.reading);
    return 0;
}
