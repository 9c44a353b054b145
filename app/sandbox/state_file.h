// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "app/sandbox/world.h"

namespace sandbox {

/// What outlives a restart: users, devices, enrolments, factors, settings and the API token. Not
/// what is under way, and no key of the service. Data of a service for trying: it is plain JSON,
/// readable by its owner alone.
QByteArray writeState(const World& world);
/// Damaged if the text is not what writeState() writes; the world is then as before.
base::Result<void> readState(const QByteArray& text, World& world);

/// The file of --state. Without a path it does nothing.
class StateFile
{
public:
    StateFile(QString path, World& world);

    /// A file that is not there yet is an empty one.
    base::Result<void> load();
    /// After each request. A failed save is told in the log and tried again with the next change.
    void saveIfChanged();

private:
    QString m_path;
    World& m_world;
    QByteArray m_saved;
};

} // namespace sandbox
