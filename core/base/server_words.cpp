// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/server_words.h"

#include "core/base/json_members.h"
#include "core/base/visible_text.h"

#include <algorithm>

namespace base {

namespace {

void addWords(std::string& summary, const std::string& more)
{
    if (!more.empty())
        summary += (summary.empty() ? "" : " ") + more;
}

/// The causes are a list as a rule, and one object or text where the member is misspelt.
void addCauses(std::string& summary, const json::Value& causes)
{
    constexpr std::size_t Most = 16;
    addWords(summary, causes.text().value_or(""));
    if (causes.isObject())
        addWords(summary, json::textOf(causes, "errorSummary"));
    if (!causes.isArray())
        return;
    for (std::size_t i = 0; i < std::min(causes.items.size(), Most); ++i)
        addWords(summary, json::textOf(causes.items[i], "errorSummary"));
}

} // namespace

QString shownText(std::string_view utf8)
{
    constexpr int Longest = 512;
    return base::visibleText(
        QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size())), Longest);
}

ErrorWords errorWordsOf(const json::Value& object)
{
    ErrorWords words { .code = json::textOf(object, "errorCode"),
        .summary = json::textOf(object, "errorSummary"),
        .id = json::textOf(object, "errorId") };
    addCauses(words.summary, json::at(object, { "errorCauses" }));
    addCauses(words.summary, json::at(object, { "errorCause" }));
    return words;
}

} // namespace base
