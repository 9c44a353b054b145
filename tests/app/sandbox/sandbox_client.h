// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "app/sandbox/service.h"
#include "tests/support/fixed_clock.h"

#include <QJsonArray>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSslConfiguration>

#include <memory>

namespace support {

/// What came back, whole.
struct Answer
{
    int status = 0; ///< 0: nothing came
    QByteArray body = {};
    QNetworkReply::NetworkError error = QNetworkReply::NoError;
    std::map<QByteArray, QByteArray> headers = {}; ///< names in lower case

    QJsonObject object() const;
    QJsonArray array() const;
    QString code() const; ///< errorCode
};

/// A service that listens on ports of its own, with a clock that stands, and a plain client of Qt's
/// that talks to it: nothing of the window's HTTP, which has to be wrong alone.
class SandboxClient
{
public:
    static constexpr qint64 Start = 1'760'000'012;

    /// The clock stands at this second.
    explicit SandboxClient(qint64 start = Start);
    /// One at today's time, for what Qt compares with the computer's clock: certificates.
    static qint64 today() { return base::unixSeconds(base::SystemClock().now()); }

    sandbox::Service& service() { return *m_service; }
    sandbox::World& world() { return m_service->world(); }
    FixedClock& clock() { return m_clock; }
    sandbox::User& alice();

    /// To a path of the plain address, or to a whole address.
    Answer send(const QByteArray& method, const QString& where, const QByteArray& body = {},
        const sandbox::Headers& headers = {});
    Answer get(const QString& where, const sandbox::Headers& headers = {});
    Answer post(
        const QString& where, const QJsonObject& body, const sandbox::Headers& headers = {});
    /// With the token of the relying party.
    Answer api(const QByteArray& method, const QString& where, const QJsonObject& body = {});
    /// As one of the service's own pages.
    Answer fromPage(const QString& where, const QJsonObject& body);

    /// Trusts the service's authority, and only that.
    void trustService();

private:
    FixedClock m_clock;
    crypto::SystemRandom m_random;
    std::unique_ptr<sandbox::Service> m_service;
    QNetworkAccessManager m_network;
    QSslConfiguration m_encryption;
};

} // namespace support
