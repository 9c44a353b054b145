// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/result.h"

#include <QJsonObject>
#include <QJsonValue>

#include <functional>
#include <map>

namespace sandbox {

/// Members of a JSON object that stand for fields of a struct, read strictly: an unknown name or a
/// value of another kind is InvalidField with its name, so that a misspelt switch is told and not
/// ignored.
class Members
{
public:
    /// Takes the value; false if it is of another kind.
    using Take = std::function<bool(const QJsonValue&)>;

    void add(const char* name, Take take);
    void add(const char* name, bool& field);
    void add(const char* name, QString& field);
    /// At most a day of seconds, in either direction.
    void add(const char* name, int& field);
    template <typename Duration> void add(const char* name, Duration& field)
    {
        add(name, [&field](const QJsonValue& value) {
            int number = 0;
            if (!takeNumber(value, number))
                return false;
            field = Duration(number);
            return true;
        });
    }

    base::Result<void> read(const QJsonObject& object) const;

private:
    static bool takeNumber(const QJsonValue& value, int& number);

    std::map<QString, Take> m_members;
};

} // namespace sandbox
