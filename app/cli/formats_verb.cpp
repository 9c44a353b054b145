// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/cli/session.h"
#include "app/cli/verbs.h"
#include "core/transfer/reader.h"
#include "ui/text/import_text.h"

namespace cli {

namespace {

void writeFormat(JsonWriter& json, const transfer::Format& format)
{
    json.beginObject();
    json.member("id", format.id);
    json.member("title", ui::text::formatTitle(format));
    json.member("import", true);
    json.member("export", false);
    json.member("encrypted", format.isEncrypted);
    json.key("loses").beginArray();
    json.endArray();
    json.endObject();
}

} // namespace

Outcome<void> runFormats(Session& session, const Arguments&)
{
    if (!session.isJson()) {
        for (const transfer::Format* format : transfer::importFormats())
            session.out() << format->id << "  " << ui::text::formatTitle(*format) << "\n";
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
