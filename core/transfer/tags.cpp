// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/tags.h"

#include "core/vault/body.h"

#include <QSet>

#include <algorithm>

namespace transfer {

namespace {

TidiedTags tidiedAndChecked(const QStringList& tags)
{
    const auto tooLarge = [](const char* what, std::size_t limit) {
        return base::Error { base::ErrorCode::TooLarge, "import", { what, std::to_string(limit) } };
    };
    if (std::ranges::any_of(tags, isTooLong))
        return { {}, tooLarge("tag", LongestText) };
    QStringList tidied = tidiedTags(tags);
    if (static_cast<std::size_t>(tidied.size()) > vault::MaxTags)
        return { {}, tooLarge("tags", vault::MaxTags) };
    return { std::move(tidied), {} };
}

} // namespace

bool isTooLong(const QString& text)
{
    constexpr std::size_t MostOfOne = 3; // bytes of UTF-8 for each of UTF-16
    const auto size = static_cast<std::size_t>(text.size());
    if (size > LongestText || size * MostOfOne <= LongestText)
        return size > LongestText;
    return static_cast<std::size_t>(text.toUtf8().size()) > LongestText;
}

QStringList tidiedTags(const QStringList& tags)
{
    QStringList tidied;
    QSet<QString> seen;
    for (const QString& tag : tags) {
        const QString trimmed = tag.trimmed();
        if (trimmed.isEmpty() || seen.contains(trimmed))
            continue;
        seen.insert(trimmed);
        tidied.append(trimmed);
    }
    return tidied;
}

const TidiedTags& TagsOfAll::tidied(const QStringList& tags)
{
    const auto [known, isNew] = m_known.try_emplace(tags.isEmpty() ? nullptr : tags.constData());
    if (isNew)
        known->second = { tags, tidiedAndChecked(tags) };
    return known->second.tidied;
}

} // namespace transfer
