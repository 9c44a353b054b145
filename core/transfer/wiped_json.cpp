// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/wiped_json.h"

#include "core/base/base32.h"
#include "core/base/json_writer.h"
#include "core/crypto/characters.h"

template class base::json::BasicWriter<crypto::WipedBytes>;

namespace transfer {

void writeText(WipedJson& json, std::string_view name, const QString& text)
{
    json.member(name, text.toStdString());
}

void writeTextOrNull(WipedJson& json, std::string_view name, const QString& text)
{
    if (text.isEmpty())
        json.name(name).null();
    else
        writeText(json, name, text);
}

base::Result<void> writeBase32(WipedJson& json, std::string_view name, base::ByteView bytes)
{
    auto text = crypto::SecretBytes::ofSize(base::base32Length(bytes.size()));
    if (!text)
        return text.error();
    base::encodeBase32(bytes, crypto::charactersOf(*text));
    json.member(name, text->text());
    return {};
}

} // namespace transfer
