// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "app/cli/command_line.h"

namespace cli {

/// All verbs, in the order help shows them.
std::span<const VerbSpec> verbs();

// One function per verb; what each does stands in the list.
Outcome<void> runInit(Session& session, const Arguments& arguments);
Outcome<void> runScan(Session& session, const Arguments& arguments);
Outcome<void> runAdd(Session& session, const Arguments& arguments);
Outcome<void> runList(Session& session, const Arguments& arguments);
Outcome<void> runCode(Session& session, const Arguments& arguments);
Outcome<void> runRemove(Session& session, const Arguments& arguments);
Outcome<void> runRename(Session& session, const Arguments& arguments);
Outcome<void> runTag(Session& session, const Arguments& arguments);
Outcome<void> runUndo(Session& session, const Arguments& arguments);
Outcome<void> runTrashList(Session& session, const Arguments& arguments);
Outcome<void> runTrashRestore(Session& session, const Arguments& arguments);
Outcome<void> runTrashEmpty(Session& session, const Arguments& arguments);
Outcome<void> runQr(Session& session, const Arguments& arguments);
Outcome<void> runImport(Session& session, const Arguments& arguments);
Outcome<void> runExport(Session& session, const Arguments& arguments);
Outcome<void> runFormats(Session& session, const Arguments& arguments);
Outcome<void> runSlotsList(Session& session, const Arguments& arguments);
Outcome<void> runSlotsAddPassphrase(Session& session, const Arguments& arguments);
Outcome<void> runSlotsAddRecovery(Session& session, const Arguments& arguments);
Outcome<void> runSlotsRemove(Session& session, const Arguments& arguments);
Outcome<void> runPassphraseChange(Session& session, const Arguments& arguments);
Outcome<void> runBackupCreate(Session& session, const Arguments& arguments);
Outcome<void> runBackupList(Session& session, const Arguments& arguments);
Outcome<void> runBackupVerify(Session& session, const Arguments& arguments);
Outcome<void> runBackupRestore(Session& session, const Arguments& arguments);
Outcome<void> runActivate(Session& session, const Arguments& arguments);
Outcome<void> runRequests(Session& session, const Arguments& arguments);
Outcome<void> runApprove(Session& session, const Arguments& arguments);
Outcome<void> runDeny(Session& session, const Arguments& arguments);
Outcome<void> runJournal(Session& session, const Arguments& arguments);
Outcome<void> runDoctor(Session& session, const Arguments& arguments);

} // namespace cli
