// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/json.h"
#include "core/crypto/wiped_bytes.h"

#include <QString>

extern template class base::json::BasicWriter<crypto::WipedBytes>;

namespace transfer {

/// Writes JSON that has secrets in it: its memory is wiped when it grows and when it goes.
using WipedJson = base::json::BasicWriter<crypto::WipedBytes>;

/// A member that is no secret: the text of a QString is not wiped.
void writeText(WipedJson& json, std::string_view name, const QString& text);

/// The same; null where it is empty.
void writeTextOrNull(WipedJson& json, std::string_view name, const QString& text);

/// A member that is bytes in upper-case Base32 without padding.
base::Result<void> writeBase32(WipedJson& json, std::string_view name, base::ByteView bytes);

} // namespace transfer
