// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/cli/backups.h"
#include "app/cli/shown.h"
#include "app/cli/translated.h"
#include "app/cli/verbs.h"
#include "core/backup/journal_anchors.h"
#include "core/vault/journal_export.h"
#include "ui/text/journal_text.h"

using namespace Qt::StringLiterals;

namespace cli {

namespace {

Outcome<std::vector<vault::JournalAnchor>> anchorsInExport(const QString& file)
{
    const QString step = translated(QT_TRANSLATE_NOOP("cli", "Reading the export “%1”"))
                             .arg(shown(absolutePath(file)));
    const auto anchors = vault::readJournalExport(absolutePath(file));
    if (!anchors)
        return failed(anchors.error(), step);
    return *anchors;
}

/// What is kept outside the vault of its journal.
Outcome<std::vector<vault::JournalAnchor>> anchorsElsewhere(
    const vault::Vault& vault, const Arguments& arguments)
{
    std::vector<vault::JournalAnchor> anchors;
    for (const QString& file : arguments.values("against"_L1)) {
        const auto found = anchorsInExport(file);
        if (!found)
            return found.error();
        anchors.insert(anchors.end(), found->begin(), found->end());
    }
    const auto ofBackups = backup::journalAnchors(backupPlace(vault), vault);
    anchors.insert(anchors.end(), ofBackups.begin(), ofBackups.end());
    return anchors;
}

void writeText(Session& session, const vault::JournalReport& report)
{
    for (const vault::JournalLine& line : report.lines) {
        QStringList parts { isoTime(line.entry.time), ui::text::deedText(line),
            ui::text::subjectText(line), ui::text::originText(line), ui::text::viaText(line) };
        parts.removeAll(QString());
        session.out() << parts.join(u"  "_s) << "\n";
    }
    if (report.lines.empty())
        session.out() << translated(QT_TRANSLATE_NOOP("cli", "The journal is empty.")) << "\n";
}

void writeVerdicts(Session& session, const vault::JournalReport& report, const vault::Id& here)
{
    for (const vault::ChainVerdict& chain : report.chains) {
        const auto text = ui::text::chainText(chain, chain.device == here);
        session.out() << text.message << "\n";
        if (!text.next.isEmpty())
            session.out() << "  " << text.next << "\n";
    }
    session.out() << ui::text::chainsText(report.chains) << ". " << ui::text::chainMeaningText()
                  << "\n";
}

} // namespace

Outcome<void> runJournal(Session& session, const Arguments& arguments)
{
    const bool isVerifying = arguments.has("verify"_L1);
    if (arguments.has("against"_L1) && !isVerifying)
        return usageError(translated(QT_TRANSLATE_NOOP("cli", "--against belongs to --verify.")));
    Outcome<OpenVault> opened = session.openVault();
    if (!opened)
        return opened.error();
    std::vector<vault::JournalAnchor> anchors;
    if (isVerifying) {
        auto found = anchorsElsewhere(opened->vault, arguments);
        if (!found)
            return found.error();
        anchors = std::move(*found);
    }
    const auto report = vault::reportOf(opened->vault, anchors, session.machine().clock().now());
    if (!report)
        return failed(report.error(), translated(QT_TRANSLATE_NOOP("cli", "Checking the journal")));
    if (session.isJson())
        session.out() << vault::exportJournal(*report, vault::JournalFormat::Json);
    else
        writeText(session, *report);
    const bool isBroken = vault::brokenChain(report->chains) != nullptr;
    if (isVerifying && !session.isJson()) {
        const Outcome<vault::Services> services = session.services();
        writeVerdicts(session, *report, services ? services->device : vault::Id());
    }
    if (!isBroken)
        return {};
    session.warn(isVerifying
            ? ui::text::chainsText(report->chains)
            : translated(QT_TRANSLATE_NOOP("cli",
                "warning: the journal is broken; countersign-cli journal --verify tells where")));
    if (isVerifying)
        session.endAs(ExitStatus::Damaged);
    return {};
}

} // namespace cli
