// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/app/sandbox/sandbox_client.h"

#include <QJsonDocument>
#include <QSignalSpy>
#include <QSslCertificate>

namespace support {

namespace {

constexpr int AnswerMilliseconds = 20'000;

} // namespace

QJsonObject Answer::object() const
{
    return QJsonDocument::fromJson(body).object();
}

QJsonArray Answer::array() const
{
    return QJsonDocument::fromJson(body).array();
}

QString Answer::code() const
{
    return object()[QStringLiteral("errorCode")].toString();
}

SandboxClient::SandboxClient(qint64 start)
    : m_clock(start),
      m_encryption(QSslConfiguration::defaultConfiguration())
{
    auto made = sandbox::Service::make(m_clock, m_random);
    if (!made)
        qFatal("no service");
    m_service = std::move(*made);
    if (!m_service->listen(0, 0))
        qFatal("no port");
}

sandbox::User& SandboxClient::alice()
{
    return *world().userNamed(QStringLiteral("alice@sandbox.test"));
}

void SandboxClient::trustService()
{
    // A connection that has failed would be used again, whatever is trusted by now.
    m_network.clearConnectionCache();
    m_encryption.setCaCertificates(QSslCertificate::fromData(m_service->caCertificate()));
}

Answer SandboxClient::send(const QByteArray& method, const QString& where, const QByteArray& body,
    const sandbox::Headers& headers)
{
    const bool isWhole = where.startsWith(QStringLiteral("http"));
    QNetworkRequest request(QUrl(isWhole ? where : world().httpOrigin + where));
    request.setAttribute(
        QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setSslConfiguration(m_encryption);
    if (!body.isEmpty())
        request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    for (const auto& [name, value] : headers)
        request.setRawHeader(name, value);
    const std::unique_ptr<QNetworkReply> reply(m_network.sendCustomRequest(request, method, body));
    QSignalSpy finished(reply.get(), &QNetworkReply::finished);
    if (!reply->isFinished() && !finished.wait(AnswerMilliseconds))
        return {};
    Answer answer = { .status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
        .body = reply->readAll(),
        .error = reply->error() };
    for (const auto& [name, value] : reply->rawHeaderPairs())
        answer.headers[name.toLower()] = value;
    return answer;
}

Answer SandboxClient::get(const QString& where, const sandbox::Headers& headers)
{
    return send("GET", where, {}, headers);
}

Answer SandboxClient::post(
    const QString& where, const QJsonObject& body, const sandbox::Headers& headers)
{
    return send("POST", where, QJsonDocument(body).toJson(QJsonDocument::Compact), headers);
}

Answer SandboxClient::api(const QByteArray& method, const QString& where, const QJsonObject& body)
{
    const QByteArray text =
        body.isEmpty() ? QByteArray() : QJsonDocument(body).toJson(QJsonDocument::Compact);
    return send(
        method, where, text, { { "Authorization", "SSWS " + world().apiToken.toLatin1() } });
}

Answer SandboxClient::fromPage(const QString& where, const QJsonObject& body)
{
    return post(where, body,
        { { "X-Page-Token", world().pageToken.toLatin1() },
            { "Origin", world().httpOrigin.toLatin1() } });
}

} // namespace support
