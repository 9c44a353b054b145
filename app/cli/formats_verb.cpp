// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/cli/own_format.h"
#include "app/cli/session.h"
#include "app/cli/translated.h"
#include "app/cli/verbs.h"
#include "core/transfer/writer.h"
#include "ui/text/export_text.h"
#include "ui/text/import_text.h"

using namespace Qt::StringLiterals;

namespace cli {

namespace {

std::span<const transfer::Loss> lossesOf(const transfer::ExportFormat* written)
{
    return written ? written->losses : std::span<const transfer::Loss>();
}

void writeFormat(JsonWriter& json, const transfer::Format& format)
{
    const auto* const written = transfer::findFormat(transfer::exportFormats(), format.id);
    json.beginObject();
    json.member("id", format.id);
    json.member("title", ui::text::formatTitle(format));
    json.member("import", true);
    json.member("export", written != nullptr || format.id == OwnFormat);
    json.member("encrypted", format.isEncrypted);
    json.key("loses").beginArray();
    for (const transfer::Loss loss : lossesOf(written))
        json.value(transfer::lossName(loss));
    json.endArray();
    json.endObject();
}

QString onlyExport()
{
    return u"  "_s + translated(QT_TRANSLATE_NOOP("cli", "(export)"));
}

/// "  (export)", or with what an account may lose by it; empty where the format is only read.
QString exportText(const transfer::Format& format)
{
    if (format.id == OwnFormat)
        return onlyExport();
    const auto* const written = transfer::findFormat(transfer::exportFormats(), format.id);
    if (!written)
        return {};
    QStringList losses;
    for (const transfer::Loss loss : written->losses)
        losses.append(ui::text::lossText(loss));
    if (losses.isEmpty())
        return onlyExport();
    return u"  "_s
        + translated(QT_TRANSLATE_NOOP("cli", "(export; an account may lose: %1)"))
              .arg(losses.join(u", "_s));
}

} // namespace

Outcome<void> runFormats(Session& session, const Arguments&)
{
    if (!session.isJson()) {
        for (const transfer::Format* format : transfer::importFormats())
            session.out() << format->id << "  " << ui::text::formatTitle(*format)
                          << exportText(*format) << "\n";
        return {};
    }
    JsonWriter& json = session.json();
    json.beginObject();
    json.key("formats").beginArray();
    for (const transfer::Format* format : transfer::importFormats())
        writeFormat(json, *format);
    json.endArray();
    json.endObject();
    return {};
}

} // namespace cli
