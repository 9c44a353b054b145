// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QPair>
#include <QString>
#include <QUrlQuery>

#include <chrono>

namespace sandbox {

using Headers = QList<QPair<QByteArray, QByteArray>>;

/// What somebody asks of the service, already whole.
struct Request
{
    QByteArray method = {};
    QString path = {}; ///< without the query, not decoded
    QUrlQuery query = {};
    Headers headers = {};
    QByteArray body = {};
    QString peer = {}; ///< address of the other end
    /// The address this came to, "https://127.0.0.1:4711": the links of the answer start with it.
    QString origin = {};

    /// The value of a header, whatever the case of its name; empty if there is none.
    QByteArray header(const char* name) const;
    QString parameter(const QString& name) const;
};

/// How an answer leaves, for the faults.
enum class Sending {
    Whole,
    Dropped, ///< the connection ends without an answer
    Endless, ///< the body goes on until the other side has had enough
};

struct Reply
{
    int status = 200;
    QByteArray type = "application/json"; ///< without meaning where there is no body
    QByteArray body = {};
    Headers headers = {};
    Sending sending = Sending::Whole;
    std::chrono::milliseconds delay = std::chrono::milliseconds(0);
};

/// An answer in JSON, and one without a body.
Reply json(const QJsonObject& body, int status = 200);
Reply json(const QJsonArray& body, int status = 200);
Reply empty(int status);

} // namespace sandbox
