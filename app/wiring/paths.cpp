// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/wiring/paths.h"

#include <QDir>
#include <QFile>

namespace wiring {

namespace {

/// A folder of the XDG base directory specification; a relative value is to be ignored.
std::string baseFolder(const char* variable, const char* below)
{
    const std::string value = qgetenv(variable).toStdString();
    if (value.starts_with('/'))
        return value;
    return QFile::encodeName(QDir::homePath()).toStdString() + below;
}

} // namespace

std::string defaultVaultPath()
{
    return baseFolder("XDG_DATA_HOME", "/.local/share") + "/countersign/vault.countersign";
}

std::string stateFolder()
{
    // QStandardPaths knows the state folder only from Qt 6.7 on.
    return baseFolder("XDG_STATE_HOME", "/.local/state") + "/countersign";
}

std::string settingsFile()
{
    return baseFolder("XDG_CONFIG_HOME", "/.config") + "/countersign/countersign.ini";
}

} // namespace wiring
