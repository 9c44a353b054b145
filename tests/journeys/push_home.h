// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "app/desktop/application.h"
#include "app/wiring/machine.h"

#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

#include <optional>

namespace journeys {

constexpr int PushPatience = 60'000; ///< milliseconds until something is taken for stuck
constexpr char PushPassphrase[] = "seven quiet lanterns drift upstream";

/// A program beside this one that says and hears lines.
class Lines
{
public:
    ~Lines();

    void start(const QString& program, const QStringList& arguments);
    /// Waits in the event loop, in which the window goes on.
    QString next();
    QString ask(const QString& line);

private:
    QProcess m_process;
};

/// A computer on which push sign-ins are tried: the real window on a real display, a real browser
/// beside it (pages.py), and countersign-sandbox.
struct PushHome
{
    /// Starts all three and opens the vault; false, with the reason as a warning, if one is
    /// missing.
    bool open();
    void quit();
    QString path(const char* name) const { return home.filePath(QLatin1String(name)); }

    QTemporaryDir home;
    wiring::Machine machine;
    Lines sandbox;
    QJsonObject place; ///< what the sandbox says of itself
    Lines pages;
    std::optional<desktop::Application> program;
};

/// Writes a file that only its owner reads.
bool writeFile(const QString& name, const QByteArray& contents);
/// On the page that asks for consent: trusts the authority in a file, for this server alone.
bool trustFile(const QString& file);
/// Whether every sentence has the room it needs; a page that has grown takes a few turns.
bool isLaidOut();

} // namespace journeys
