// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/json_members.h"

#include <QDateTime>

#include <charconv>

namespace base::json {

const Value& at(const Value& value, std::initializer_list<std::string_view> path)
{
    static const Value Nothing;
    const Value* found = &value;
    for (const std::string_view name : path) {
        found = found->member(name);
        if (!found)
            return Nothing;
    }
    return *found;
}

std::optional<std::int64_t> integerOf(const Value& object, std::string_view name)
{
    const Value* const member = object.member(name);
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

std::optional<Time> dateOf(const Value& object, std::string_view name)
{
    const QDateTime date =
        QDateTime::fromString(QString::fromStdString(textOf(object, name)), Qt::ISODateWithMs);
    if (!date.isValid())
        return {};
    return Time(std::chrono::milliseconds(date.toMSecsSinceEpoch()));
}

} // namespace base::json
