// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/result.h"

#include <QObject>
#include <QTimer>
#include <QUrl>

class QProcess;

namespace desktop {

/// What the practice service says of itself when it is ready.
struct SandboxPlace
{
    QUrl signInPage;
    QUrl controlPage;
    QString authorityFile; ///< PEM; made anew at every start
};

/// Reads the line that countersign-sandbox prints; NotUnderstood where it is another.
base::Result<SandboxPlace> readSandboxLine(const QByteArray& line);

/// countersign-sandbox as a child. It ends and cleans up after itself when its standard input
/// closes, so also after this program was killed.
class SandboxProcess : public QObject
{
    Q_OBJECT

public:
    explicit SandboxProcess(QObject* parent = nullptr);

    /// `program` is looked for beside this one and in the path; `ready` or `failed` follows.
    void start(const QString& program = QStringLiteral("countersign-sandbox"));
    /// `ended` follows: when it has cleaned up, or is killed because that took too long.
    void end();

signals:
    void ready(const desktop::SandboxPlace& place);
    /// Why not, and what to do.
    void failed(const QString& sentence);
    void ended();

private:
    void read();
    void fail(const QString& sentence);

    QProcess* m_process;
    QTimer m_patience;
    QByteArray m_line;
    bool m_isOver = false; ///< ready, or failed
};

} // namespace desktop
