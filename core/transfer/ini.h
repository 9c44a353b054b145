// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QString>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace transfer {

/// A section of a settings file: its name between the brackets and its members, in their order.
/// Values are without quotes and escapes. Not for secrets, since nobody wipes them.
struct IniSection
{
    std::string name; ///< as it is written: Qt writes {…} as %7B…%7D
    std::vector<std::pair<std::string, QString>> members;

    /// Empty where it is missing.
    QString value(std::string_view key) const;
};

/// Reads settings as Qt's QSettings writes them, which itself reads from a path only and keeps what
/// it has read. Nothing where a line is neither a section, nor a member of one, nor blank, nor a
/// remark.
std::optional<std::vector<IniSection>> readIni(std::string_view text);

} // namespace transfer
