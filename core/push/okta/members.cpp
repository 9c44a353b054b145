// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/okta/members.h"

#include "core/base/link.h"
#include "core/base/visible_text.h"
#include "core/crypto/characters.h"

#include <QDateTime>

#include <algorithm>
#include <charconv>

namespace push::okta {

namespace json = base::json;

const json::Value& at(const json::Value& value, std::initializer_list<std::string_view> path)
{
    static const json::Value Nothing;
    const json::Value* found = &value;
    for (const std::string_view name : path) {
        found = found->member(name);
        if (!found)
            return Nothing;
    }
    return *found;
}

std::optional<std::int64_t> integerOf(const json::Value& object, std::string_view name)
{
    const json::Value* const member = object.member(name);
    if (!member)
        return {};
    if (!member->isText())
        return member->integer();
    const std::string digits = *member->text();
    const bool isPlain =
        !digits.empty() && digits.find_first_not_of("0123456789") == std::string::npos;
    std::int64_t number = 0;
    const char* const end = digits.data() + digits.size();
    if (!isPlain || std::from_chars(digits.data(), end, number).ec != std::errc())
        return {};
    return number;
}

bool hasWord(std::string_view text, std::string_view word)
{
    return base::asciiLower(text) == word;
}

bool listsWord(const std::vector<std::string>& texts, std::string_view word)
{
    return std::ranges::any_of(
        texts, [word](const std::string& text) { return hasWord(text, word); });
}

QString shownText(std::string_view utf8)
{
    constexpr int Longest = 512;
    return base::visibleText(
        QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size())), Longest);
}

base::Result<crypto::SecretBytes> readSecret(const json::Value& text)
{
    if (!text.isText())
        return crypto::SecretBytes();
    auto secret = crypto::SecretBytes::ofSize(text.source.size());
    if (!secret)
        return secret;
    secret->truncate(text.textInto(crypto::charactersOf(*secret)));
    return secret;
}

std::optional<base::Time> dateOf(const json::Value& object, std::string_view name)
{
    const QDateTime date = QDateTime::fromString(
        QString::fromStdString(json::textOf(object, name)), Qt::ISODateWithMs);
    if (!date.isValid())
        return {};
    return base::Time(std::chrono::milliseconds(date.toMSecsSinceEpoch()));
}

} // namespace push::okta
