// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/sandbox/message.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace sandbox {

QByteArray Request::header(const char* name) const
{
    for (const auto& [key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

QString Request::parameter(const QString& name) const
{
    return query.queryItemValue(name, QUrl::FullyDecoded);
}

Reply json(const QJsonObject& body, int status)
{
    return { .status = status, .body = QJsonDocument(body).toJson(QJsonDocument::Compact) };
}

Reply json(const QJsonArray& body, int status)
{
    return { .status = status, .body = QJsonDocument(body).toJson(QJsonDocument::Compact) };
}

Reply empty(int status)
{
    return { .status = status };
}

} // namespace sandbox
