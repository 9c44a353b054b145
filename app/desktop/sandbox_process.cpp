// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/desktop/sandbox_process.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>

namespace desktop {

namespace {

using base::Error;
using base::ErrorCode;

constexpr std::chrono::seconds Patience { 20 };
constexpr std::chrono::seconds TimeToEnd { 3 };
constexpr qsizetype LongestLine = qsizetype { 64 } * 1024;

QString pathOf(const QString& program)
{
    if (program.contains(u'/'))
        return program;
    // Installed beside this program; in a build tree, one folder on.
    const QString here = QCoreApplication::applicationDirPath();
    const QString near =
        QStandardPaths::findExecutable(program, { here, here + QStringLiteral("/../sandbox") });
    return near.isEmpty() ? QStandardPaths::findExecutable(program) : near;
}

} // namespace

base::Result<SandboxPlace> readSandboxLine(const QByteArray& line)
{
    const QJsonObject members = QJsonDocument::fromJson(line).object();
    const auto text = [&](const char* member) { return members[QLatin1String(member)].toString(); };
    SandboxPlace place { QUrl(text("signInPage"), QUrl::StrictMode),
        QUrl(text("controlPage"), QUrl::StrictMode), text("caFile") };
    if (!place.signInPage.isValid() || !place.controlPage.isValid()
        || place.authorityFile.isEmpty())
        return Error { ErrorCode::NotUnderstood, "countersign-sandbox" };
    return place;
}

SandboxProcess::SandboxProcess(QObject* parent) : QObject(parent), m_process(new QProcess(this))
{
    m_process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_patience.setSingleShot(true);
    m_patience.setInterval(Patience);
    connect(m_process, &QProcess::readyReadStandardOutput, this, &SandboxProcess::read);
    connect(m_process, &QProcess::errorOccurred, this,
        [this] { fail(tr("The practice service could not be started.")); });
    connect(m_process, &QProcess::finished, this,
        [this] { fail(tr("The practice service has ended without a word.")); });
    connect(&m_patience, &QTimer::timeout, this,
        [this] { fail(tr("The practice service did not get ready.")); });
}

void SandboxProcess::start(const QString& program)
{
    const QString path = pathOf(program);
    if (path.isEmpty())
        return fail(tr("The practice service is not installed. It is a package of its own, "
                       "countersign-sandbox: install it from where this program came from."));
    m_patience.start();
    m_process->start(path, { QStringLiteral("--until-eof"), QStringLiteral("--json") });
}

void SandboxProcess::end()
{
    m_isOver = true;
    m_patience.stop();
    if (m_process->state() == QProcess::NotRunning) {
        QMetaObject::invokeMethod(this, &SandboxProcess::ended, Qt::QueuedConnection);
        return;
    }
    // Not `finished`, which does not come where it could not be started at all.
    connect(m_process, &QProcess::stateChanged, this, [this](QProcess::ProcessState state) {
        if (state == QProcess::NotRunning)
            emit ended();
    });
    QTimer::singleShot(TimeToEnd, m_process, &QProcess::kill);
    m_process->closeWriteChannel();
}

void SandboxProcess::read()
{
    if (m_isOver)
        return;
    m_line += m_process->read(LongestLine - m_line.size());
    const qsizetype end = m_line.indexOf('\n');
    if (end < 0 && m_line.size() < LongestLine)
        return;
    const auto place = readSandboxLine(m_line.left(std::max<qsizetype>(end, 0)));
    if (!place)
        return fail(tr("The practice service is of another version than this program."));
    m_isOver = true;
    m_patience.stop();
    emit ready(*place);
}

void SandboxProcess::fail(const QString& sentence)
{
    if (m_isOver)
        return;
    m_isOver = true;
    m_patience.stop();
    emit failed(sentence);
}

} // namespace desktop
