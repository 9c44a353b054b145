// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "app/wiring/hardening.h"
#include "core/backup/health.h"
#include "core/base/clock_evidence.h"
#include "core/vault/check_up.h"

#include <QString>

namespace cli {

enum class CheckState { Good, Warning, Bad };

/// One thing the doctor looked at, in words.
struct DoctorCheck
{
    const char* name; ///< the same in every language: scripts rely on it
    CheckState state = CheckState::Good;
    QString detail = {};
    QString next = {}; ///< empty where nothing is to be done
};

/// File, folder, link, lock, left-over files, slots and notes of the vault, as far as they can be
/// seen without a key.
std::vector<DoctorCheck> vaultChecks(const vault::CheckUp& found);
/// What this computer has noted of the vault, without a key.
DoctorCheck stateFileCheck(const vault::CheckUp& found);
/// What the open vault shows, the notes among it. `found` is the same look without a key.
std::vector<DoctorCheck> innerChecks(const vault::CheckUp& found, const vault::InnerCheckUp& inner);
DoctorCheck passphraseCheck(const vault::Passphrase& passphrase);

DoctorCheck backupCheck(const backup::Health& health);

std::vector<DoctorCheck> processChecks(const wiring::Hardening& hardening);
DoctorCheck clockCheck(const base::ClockEvidence& evidence);

} // namespace cli
