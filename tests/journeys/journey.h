// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "app/desktop/application.h"
#include "core/vault/device_id.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/fixed_clock.h"
#include "tests/support/person.h"
#include "tests/support/recovery_sheet.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

namespace journeys {

/// One person's computer: a folder for the vault, a clock that stands, and the whole program on it.
/// RFC 6238, appendix B: the secret's code at this second is 081804 (the last six of 07081804).
class Computer
{
public:
    static constexpr std::int64_t Now = 1'111'111'109;

    std::string vaultPath() const
    {
        return m_folder.filePath(QStringLiteral("data/vault.countersign")).toStdString();
    }
    std::string settingsFile() const
    {
        return m_folder.filePath(QStringLiteral("config/countersign.ini")).toStdString();
    }
    vault::Services services()
    {
        const std::string folder = m_folder.filePath(QStringLiteral("state")).toStdString();
        const auto device = vault::deviceId(folder, {}, m_random);
        return { m_clock, m_random, device ? *device : vault::Id(), folder };
    }
    support::FixedClock& clock() { return m_clock; }

    /// Starts the program; true when its window has the keyboard.
    bool start() { return start(vaultPath()); }
    bool start(const std::string& vault)
    {
        desktop::Environment environment { services(), vault, settingsFile(),
            [] { return vault::SmallestCosts; } };
        // By themselves backups are made at the lock alone, whatever time a journey takes.
        constexpr std::chrono::hours Never { 24 };
        environment.backupPauses = { Never, Never, Never };
        environment.openElsewhere = [this](const std::string& other) { m_opened.push_back(other); };
        m_program.emplace(environment);
        m_program->window().present();
        return QTest::qWaitForWindowActive(&m_program->window());
    }
    /// Vaults that were to be opened in windows of their own.
    const std::vector<std::string>& opened() const { return m_opened; }
    void quit() { m_program.reset(); }
    desktop::Application& program() { return *m_program; }

private:
    QTemporaryDir m_folder;
    support::FixedClock m_clock { Now };
    crypto::SystemRandom m_random;
    std::vector<std::string> m_opened;
    std::optional<desktop::Application> m_program;
};

constexpr char Secret[] = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
constexpr char Code[] = "081 804";
constexpr char CopiedCode[] = "081804";

/// A vault with that account, made before the journey begins; its recovery key as on the paper.
QString makeVault(Computer& computer, std::string_view passphrase);

} // namespace journeys
