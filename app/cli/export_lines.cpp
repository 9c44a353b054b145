// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/cli/export_lines.h"

#include "app/cli/accounts.h"
#include "app/cli/translated.h"
#include "ui/text/export_text.h"

using namespace Qt::StringLiterals;

namespace cli {

namespace {

using transfer::ExportPlan;
using transfer::PlannedExport;

/// Why an account stands among those that are left, though its codes may be written.
QString reasonFor(const PlannedExport& line)
{
    if (line.misfit)
        return ui::text::misfitText(*line.misfit);
    return translated(
        QT_TRANSLATE_NOOP("cli", "the keys of its push sign-ins go into backups alone"));
}

bool isLeft(const PlannedExport& line)
{
    return line.misfit.has_value() || line.hasRegistration;
}

void writeLeft(JsonWriter& json, vault::Vault& vault, const PlannedExport& line)
{
    json.beginObject();
    json.key("account");
    writeAccount(json, line.account, { .push = pushOf(vault, line.account) });
    json.member("reason", reasonFor(line));
    json.endObject();
}

void writeLosses(JsonWriter& json, const PlannedExport& line)
{
    json.beginObject();
    json.key("account");
    writeAccount(json, line.account);
    json.key("loses").beginArray();
    for (const transfer::Loss loss : line.losses)
        json.value(transfer::lossName(loss));
    json.endArray();
    json.endObject();
}

} // namespace

void tellLines(const Session& session, const ExportPlan& plan)
{
    for (const PlannedExport& line : plan.lines()) {
        const QString title = accountTitle(line.account);
        if (isLeft(line)) {
            session.warn(translated(QT_TRANSLATE_NOOP("cli", "left out: %1 (%2)"))
                             .arg(title, reasonFor(line)));
        }
        QStringList losses;
        for (const transfer::Loss loss : line.losses)
            losses.append(ui::text::lossText(loss));
        if (!losses.isEmpty()) {
            session.warn(translated(QT_TRANSLATE_NOOP("cli", "%1 is written without: %2"))
                             .arg(title, losses.join(u", "_s)));
        }
    }
}

void writeLines(JsonWriter& json, vault::Vault& vault, const ExportPlan& plan)
{
    json.key("left").beginArray();
    for (const PlannedExport& line : plan.lines()) {
        if (isLeft(line))
            writeLeft(json, vault, line);
    }
    json.endArray();
    json.key("loses").beginArray();
    for (const PlannedExport& line : plan.lines()) {
        if (!line.losses.empty())
            writeLosses(json, line);
    }
    json.endArray();
}

Failure exportFailure(const transfer::ExportFailure& reason)
{
    const QString step = translated(QT_TRANSLATE_NOOP("cli", "Exporting"));
    Failure failure = failed(reason.cause, step);
    const ui::text::Explanation text = ui::text::exportFailureText(reason);
    failure.message = step + u": "_s + text.message;
    failure.next = text.next;
    if (reason.step == transfer::ExportFailure::Step::ReadingBack)
        failure.status = ExitStatus::Failed; // no file of the user's is damaged
    return failure;
}

} // namespace cli
