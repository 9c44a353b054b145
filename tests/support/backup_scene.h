// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/device_id.h"
#include "tests/support/open_session.h"
#include "ui/backup/backup_keeper.h"

#include <QDir>
#include <QSignalSpy>

namespace support {

/// An open vault with two accounts, a keeper of its backups, and a clock that stands. What the
/// computer remembers lies in the vault's own folder.
class BackupScene
{
public:
    VaultHome home;
    vault::VaultSession session { home.path(), services() };
    settings::AppSettings settings { home.folder() + "/settings.ini" };
    ui::backup::BackupKeeper keeper { session, settings };

    BackupScene()
    {
        session.open(std::move(home.create().vault));
        add("GitHub");
        add("Bank");
    }

    vault::Services services()
    {
        vault::Services services = home.services();
        services.stateFolder = home.folder() + "/state";
        const auto device = vault::deviceId(services.stateFolder, {}, services.random);
        if (!device)
            qFatal("no device: %s", device.error().context.c_str());
        services.device = *device;
        return services;
    }

    vault::Id add(const char* issuer)
    {
        const otp::Entry entry = entryOf(issuer, "alice");
        const auto ids = session.vault().add({ &entry, 1 });
        if (!ids)
            qFatal("cannot add: %s", ids.error().context.c_str());
        session.notifyChanged();
        return ids->front();
    }

    /// Makes one and waits until it is in the list.
    bool backUp()
    {
        const std::size_t before = keeper.backups().size();
        keeper.backUp();
        return QTest::qWaitFor(
            [&] { return !keeper.isWriting() && keeper.backups().size() > before; }, 10'000);
    }

    /// The drill is what is still to be said. (The slots of a test are cheap, which is said, too.)
    bool isUntested() const
    {
        const auto& health = keeper.health();
        return health
            && std::ranges::find(health->reasons, backup::Reason::NeverDrilled)
            != health->reasons.end();
    }

    QString folder() const
    {
        return QString::fromStdString(home.folder()) + QStringLiteral("/backups");
    }
    QStringList files() const { return QDir(folder()).entryList(QDir::Files, QDir::Name); }
};

} // namespace support
