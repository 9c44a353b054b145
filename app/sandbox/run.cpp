// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/sandbox/run.h"

#include "app/sandbox/arguments.h"
#include "app/sandbox/ending.h"
#include "app/sandbox/service.h"
#include "app/sandbox/state_file.h"
#include "core/base/atomic_file.h"
#include "core/base/logging.h"

#include <QCoreApplication>
#include <QTemporaryDir>

#include <cstdio>

namespace sandbox {

namespace {

constexpr int Failed = 1;
constexpr int UsageMistake = 2;

int fail(const QString& sentence, int status)
{
    std::fprintf(stderr, "countersign-sandbox: %s\n", qUtf8Printable(sentence));
    return status;
}

int failWith(const base::Error& error)
{
    QString sentence = QString::fromStdString(error.context);
    for (const std::string& argument : error.arguments)
        sentence += QStringLiteral(": ") + QString::fromStdString(argument);
    return fail(sentence, Failed);
}

/// In the user's own runtime folder where there is one: it goes with the session.
QString folderTemplate()
{
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    const QString parent = runtime.isEmpty() ? QDir::tempPath() : runtime;
    return parent + QStringLiteral("/countersign-sandbox-XXXXXX");
}

void print(const QByteArray& line)
{
    std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), stdout);
    std::fputc('\n', stdout);
    std::fflush(stdout);
}

int serve(QCoreApplication& application, const Arguments& arguments)
{
    const base::SystemClock clock;
    crypto::SystemRandom random;
    auto service = Service::make(clock, random);
    if (!service)
        return failWith(service.error());
    StateFile state(arguments.stateFile, (*service)->world());
    if (const auto loaded = state.load(); !loaded)
        return failWith(loaded.error());
    QObject::connect(
        service->get(), &Service::handled, &application, [&state] { state.saveIfChanged(); });
    if (const auto listens = (*service)->listen(arguments.httpsPort, arguments.httpPort); !listens)
        return failWith(listens.error());
    // QTemporaryDir makes it for this user alone and removes it with what is in it.
    const QTemporaryDir folder(folderTemplate());
    const QString caFile = folder.filePath(QStringLiteral("ca.pem"));
    if (!folder.isValid())
        return fail(QStringLiteral("no folder for the authority's certificate"), Failed);
    const auto written =
        base::createFile(caFile.toStdString(), base::bytesOf((*service)->caCertificate()));
    if (!written)
        return failWith(written.error());
    Ending ending;
    QObject::connect(&ending, &Ending::requested, &application, &QCoreApplication::quit);
    if (!ending.watchSignals())
        return fail(QStringLiteral("signals cannot be watched"), Failed);
    if (arguments.untilEof)
        ending.watchStandardInput();
    print((*service)->readyLine(caFile));
    return QCoreApplication::exec();
}

} // namespace

int run(int argc, char** argv)
{
    base::installLogging();
    if (crypto::startSecureHeap() == crypto::SecureHeap::Unavailable)
        return fail(QStringLiteral("no memory for secrets"), Failed);
    QCoreApplication application(argc, argv);
    const auto arguments = readArguments(QCoreApplication::arguments().mid(1));
    if (!arguments)
        return fail(QString::fromStdString(arguments.error().arguments.front()), UsageMistake);
    if (arguments->wish == Arguments::Wish::ShowHelp) {
        print(helpText().toUtf8().trimmed());
        return 0;
    }
    if (arguments->wish == Arguments::Wish::ShowVersion) {
        print("countersign-sandbox " COUNTERSIGN_VERSION);
        return 0;
    }
    return serve(application, *arguments);
}

} // namespace sandbox
