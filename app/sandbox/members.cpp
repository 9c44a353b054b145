// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/sandbox/members.h"

#include <cmath>

namespace sandbox {

namespace {

constexpr double Largest = 86'400'000; // a day in milliseconds, a thousand days in seconds

} // namespace

bool Members::takeNumber(const QJsonValue& value, int& number)
{
    const double given = value.toDouble();
    if (!value.isDouble() || given != std::floor(given) || std::abs(given) > Largest)
        return false;
    number = static_cast<int>(given);
    return true;
}

void Members::add(const char* name, Take take)
{
    m_members.emplace(QLatin1String(name), std::move(take));
}

void Members::add(const char* name, bool& field)
{
    add(name, [&field](const QJsonValue& value) {
        field = value.toBool();
        return value.isBool();
    });
}

void Members::add(const char* name, QString& field)
{
    add(name, [&field](const QJsonValue& value) {
        field = value.toString();
        return value.isString();
    });
}

void Members::add(const char* name, int& field)
{
    add(name, [&field](const QJsonValue& value) { return takeNumber(value, field); });
}

base::Result<void> Members::read(const QJsonObject& object) const
{
    for (auto member = object.begin(); member != object.end(); ++member) {
        const auto known = m_members.find(member.key());
        if (known == m_members.end() || !known->second(member.value()))
            return base::Error { base::ErrorCode::InvalidField, "reading switches",
                { member.key().toStdString() } };
    }
    return {};
}

} // namespace sandbox
