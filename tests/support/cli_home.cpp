// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/cli_home.h"

#include "tests/support/test_files.h"

#include <QFile>
#include <QJsonDocument>
#include <QProcess>

#include <chrono>

using namespace Qt::StringLiterals;

namespace support {

QJsonObject Ended::json() const
{
    return QJsonDocument::fromJson(out).object();
}

QString Ended::error(const QString& member) const
{
    return json()["error"_L1][member].toString();
}

Ended runProgram(const QString& program, const QStringList& arguments, const QByteArray& input,
    const QStringList& environment)
{
    QProcess process;
    process.setEnvironment(QStringList(u"PATH="_s + qEnvironmentVariable("PATH"))
        << u"LC_ALL=C.UTF-8"_s << u"TZ=UTC"_s << environment);
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    constexpr std::chrono::milliseconds Patience = std::chrono::minutes(2);
    if (!process.waitForFinished(static_cast<int>(Patience.count())))
        return {};
    const bool isCrash = process.exitStatus() == QProcess::CrashExit;
    return { isCrash ? -1 : process.exitCode(), process.readAllStandardOutput(),
        process.readAllStandardError() };
}

CliHome::CliHome()
{
    write(u"passphrase"_s, "Übung 42\n");
    write(u"golden-key"_s, "CSR1-QQQS-YQCY-Q5RQ-WZQF-PG9S-CRGW-PUNY-VJGA\n");
}

QString CliHome::program()
{
    return QStringLiteral(COUNTERSIGN_CLI);
}

void CliHome::copyGoldenVault() const
{
    QDir().mkpath(path(u"data/countersign"_s));
    QFile::copy(QString::fromStdString(vectorFile("vault-v1.countersign")), vaultPath());
    QFile::setPermissions(vaultPath(), QFileDevice::ReadOwner | QFileDevice::WriteOwner);
}

Ended CliHome::run(const QStringList& arguments, const QByteArray& input) const
{
    return runProgram(program(), arguments, input, environment());
}

Ended CliHome::runByKey(const QStringList& arguments, const QByteArray& input) const
{
    return run(QStringList { u"--recovery-key-file"_s, path(u"golden-key"_s) } + arguments, input);
}

Ended CliHome::runOpen(const QStringList& arguments, const QByteArray& input) const
{
    return run(QStringList { u"--passphrase-file"_s, path(u"passphrase"_s) } + arguments, input);
}

QString CliHome::write(const QString& name, const QByteArray& contents) const
{
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly))
        qFatal("cannot write %s", qUtf8Printable(file.fileName()));
    file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    file.write(contents);
    return file.fileName();
}

QByteArray CliHome::read(const QString& path) const
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList CliHome::environment() const
{
    return QStringList { u"HOME="_s + m_folder.path(), u"XDG_DATA_HOME="_s + path(u"data"_s),
        u"XDG_STATE_HOME="_s + path(u"state"_s) }
    + extraEnvironment;
}

} // namespace support
