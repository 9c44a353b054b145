// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/cli/accounts.h"
#include "app/cli/import_files.h"
#include "app/cli/translated.h"
#include "app/cli/verbs.h"
#include "core/transfer/import_plan.h"
#include "ui/text/import_text.h"
#include "ui/text/visible_text.h"

using namespace Qt::StringLiterals;

namespace cli {

namespace {

using transfer::ImportPlan;
using transfer::PlannedEntry;

Outcome<transfer::OnDuplicate> onDuplicateOf(const Arguments& arguments)
{
    const QString way = arguments.value("on-duplicate"_L1).value_or(u"skip"_s);
    if (way == u"skip")
        return transfer::OnDuplicate::Skip;
    if (way == u"keep")
        return transfer::OnDuplicate::Keep;
    if (way == u"replace")
        return transfer::OnDuplicate::Replace;
    return usageError(
        translated(QT_TRANSLATE_NOOP("cli", "The option --on-duplicate cannot be “%1”."))
            .arg(ui::text::visibleText(way, 60)),
        translated(QT_TRANSLATE_NOOP("cli", "Choose one of: skip, keep, replace.")));
}

/// What was read, where from, and what becomes of it.
struct Import
{
    std::vector<ImportFile> files; ///< without what was in them
    ImportPlan plan;
    std::size_t written = 0;
};

void writePlanned(JsonWriter& json, const PlannedEntry& planned)
{
    const otp::Entry& entry = planned.account.entry;
    json.beginObject();
    if (planned.known)
        json.member("id", planned.known->toHex());
    json.member("issuer", entry.issuer);
    json.member("name", entry.name);
    if (!planned.reason) {
        writeParameters(json, entry.credential);
        json.key("tags").beginArray();
        for (const QString& tag : planned.account.tags)
            json.value(tag);
        json.endArray();
        json.member("pinned", planned.account.isFavourite);
        if (!planned.account.note.isEmpty())
            json.member("note", planned.account.note);
    }
    json.endObject();
}

void writeEntry(JsonWriter& json, const PlannedEntry& planned, const Import& job)
{
    json.beginObject();
    json.member("status", transfer::statusName(planned.status));
    if (planned.reason)
        json.member("reason", ui::text::leftText(*planned.reason).message);
    if (job.files.size() > 1)
        json.member("file", job.files[planned.file].path);
    json.key("account");
    writePlanned(json, planned);
    const QStringList remarks = ui::text::remarksOn(planned.account);
    if (!remarks.isEmpty() && !planned.reason) {
        json.key("remarks").beginArray();
        for (const QString& remark : remarks)
            json.value(remark);
        json.endArray();
    }
    json.endObject();
}

/// Of a password manager's file, which holds more than codes.
void writeLookedAt(JsonWriter& json, const ImportFile& file)
{
    if (!file.lookedAt)
        return;
    json.key("lookedAt").beginObject();
    json.member("items", file.lookedAt->items);
    json.member("withCodes", file.lookedAt->withCodes);
    json.endObject();
}

void writeDocument(JsonWriter& json, const Import& job)
{
    json.beginObject();
    json.member("format", job.files.front().format->id);
    if (job.files.size() > 1) {
        json.key("files").beginArray();
        for (const ImportFile& file : job.files) {
            json.beginObject();
            json.member("file", file.path);
            json.member("format", file.format->id);
            writeLookedAt(json, file);
            json.endObject();
        }
        json.endArray();
    } else {
        writeLookedAt(json, job.files.front());
    }
    json.key("entries").beginArray();
    for (const PlannedEntry& planned : job.plan.entries())
        writeEntry(json, planned, job);
    json.endArray();
    if (!job.plan.missingParts().empty()) { // of the first export; what is told to people has all
        json.key("missingParts").beginArray();
        for (const int index : job.plan.missingParts().front().indexes)
            json.value(index);
        json.endArray();
    }
    json.member("written", job.written);
    json.endObject();
}

void writeLines(WipedText& out, const Import& job)
{
    for (const PlannedEntry& planned : job.plan.entries()) {
        const otp::Entry& entry = planned.account.entry;
        out << u"%1: %2"_s.arg(
            accountTitle(entry.issuer, entry.name), ui::text::statusText(planned.status));
        if (planned.reason)
            out << u". %1"_s.arg(ui::text::leftText(*planned.reason).message);
        out << "\n";
    }
    for (const ImportFile& file : job.files) {
        out << u"%1: %2"_s.arg(
            ui::text::visibleText(file.path), ui::text::formatTitle(*file.format));
        if (file.lookedAt)
            out << u"; "_s + ui::text::lookedAtText(*file.lookedAt);
        out << "\n";
    }
    out << translated(QT_TRANSLATE_NOOP("cli", "Accounts written to the vault: %1"))
               .arg(job.written)
        << "\n";
}

void tellRemarks(const Session& session, const Import& job)
{
    for (const PlannedEntry& planned : job.plan.entries()) {
        const otp::Entry& entry = planned.account.entry;
        for (const QString& remark : ui::text::remarksOn(planned.account))
            session.warn(accountTitle(entry.issuer, entry.name) + u": "_s + remark);
    }
    for (const transfer::MissingParts& missing : job.plan.missingParts())
        session.warn(ui::text::missingPartsText(missing));
    for (const ImportFile& file : job.files) {
        if (job.written > 0 && file.isOpen)
            session.warn(ui::text::notEncryptedText(file.path));
    }
}

ImportPlan planOf(vault::Vault& vault, std::vector<ImportFile>& files, transfer::OnDuplicate way)
{
    std::vector<transfer::Imported> read;
    read.reserve(files.size());
    for (ImportFile& file : files)
        read.push_back(std::move(file.imported));
    ImportPlan plan = ImportPlan::make(vault, std::move(read));
    plan.choose(way);
    return plan;
}

} // namespace

Outcome<void> runImport(Session& session, const Arguments& arguments)
{
    const Outcome<transfer::OnDuplicate> way = onDuplicateOf(arguments);
    if (!way)
        return way.error();
    Outcome<std::vector<ImportFile>> files = readImportFiles(session, arguments);
    if (!files)
        return files.error();
    Outcome<OpenVault> opened = session.openVault();
    if (!opened)
        return opened.error();
    Import job { std::move(*files), {}, 0 };
    job.plan = planOf(opened->vault, job.files, *way);
    if (!arguments.has("dry-run"_L1)) {
        const auto written = job.plan.apply(opened->vault);
        if (!written)
            return failed(
                written.error(), translated(QT_TRANSLATE_NOOP("cli", "Saving the accounts")));
        job.written = written->size();
    }
    tellRemarks(session, job);
    if (session.isJson())
        writeDocument(session.json(), job);
    else
        writeLines(session.out(), job);
    session.handOver({ std::move(*opened), job.written > 0 ? Deed::Changed : Deed::Read });
    return {};
}

} // namespace cli
