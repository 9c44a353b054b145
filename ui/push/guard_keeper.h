// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/timers.h"
#include "core/inbox/guard.h"
#include "core/settings/app_settings.h"

#include <QObject>

namespace ui::push {

/// Keeps quiet hours and silences of accounts over a restart, and tells when it begins or ceases to
/// be quiet. Made by the composition root beside the guard, which it feeds when it is made.
class GuardKeeper : public QObject
{
    Q_OBJECT

public:
    /// The references outlive it.
    GuardKeeper(inbox::Guard& guard, settings::AppSettings& settings, const base::Clock& clock,
        base::Timers& timers, QObject* parent = nullptr);

    const inbox::Guard& guard() const { return m_guard; }
    base::Time now() const { return m_clock.now(); }

    /// What cannot be saved holds all the same, until the program ends: CannotWrite and kin.
    base::Result<void> setQuietHours(const std::optional<inbox::QuietHours>& hours);
    base::Result<void> silence(const vault::Id& account, std::chrono::minutes duration);
    base::Result<void> endSilence(const vault::Id& account);
    /// Saves what somebody else has told the guard.
    base::Result<void> keepSilences();

signals:
    void changed(); ///< what is quiet, by wish or because its time has come

private:
    void load();
    void tell();

    inbox::Guard& m_guard;
    settings::AppSettings& m_settings;
    const base::Clock& m_clock;
    std::unique_ptr<base::Timer> m_timer;
};

} // namespace ui::push
