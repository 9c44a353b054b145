// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/android_preferences.h"

#include "core/transfer/xml.h"

#include <utility>

namespace transfer {

std::optional<std::vector<AndroidPreference>> readAndroidPreferences(std::string_view text)
{
    if (rootNameOf(text) != "map")
        return std::nullopt;
    const std::optional<XmlElement> root = readXml(text);
    if (!root)
        return std::nullopt;
    std::vector<AndroidPreference> preferences;
    for (const XmlElement& member : root->children) {
        if (member.name != "string")
            continue;
        AndroidPreference preference { .name = member.attribute("name"), .value = {} };
        if (!appendXmlText(member.text, preference.value))
            return std::nullopt;
        preferences.push_back(std::move(preference));
    }
    return preferences;
}

} // namespace transfer
