// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/net/exchange.h"

#include "core/base/link.h"
#include "core/net/certificates.h"
#include "core/net/http_date.h"

#include <QNetworkAccessManager>
#include <QNetworkRequest>

#include <algorithm>
#include <array>

namespace net {

namespace {

using base::ErrorCode;

/// Generous: servers with many cookies and policies stay below 16 KiB.
constexpr std::size_t MostHeaderBytes = std::size_t { 64 } << 10;
/// What Qt may read ahead of us. An answer within its limit never meets it.
constexpr std::size_t ReadAhead = std::size_t { 64 } << 10;

QByteArray nameOf(Method method)
{
    constexpr std::array Names = { "GET", "POST", "PUT", "PATCH", "DELETE" };
    static_assert(Names.size() == static_cast<std::size_t>(Method::Delete) + 1);
    return Names[static_cast<std::size_t>(method)];
}

/// Headers that follow from the request itself, or that would say who somebody is.
bool isOurs(std::string_view lowerName)
{
    constexpr std::array<std::string_view, 11> Names = { "authorization", "proxy-authorization",
        "cookie", "host", "user-agent", "accept-encoding", "content-length", "transfer-encoding",
        "connection", "expect", "upgrade" };
    return std::ranges::find(Names, lowerName) != Names.end();
}

bool isToken(std::string_view text)
{
    constexpr std::string_view Allowed =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-.^_`|~";
    return !text.empty() && text.find_first_not_of(Allowed) == std::string_view::npos;
}

/// A line break in a value would begin a header that nobody meant.
bool isFieldValue(std::string_view text)
{
    return std::ranges::none_of(
        text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

base::Result<void> checkHeaders(const HttpRequest& request)
{
    for (const Header& header : request.headers) {
        if (!isToken(header.name) || isOurs(base::asciiLower(header.name))
            || !isFieldValue(header.value))
            return base::Error { ErrorCode::InvalidField, "header", { header.name } };
    }
    const Authorization& authorization = request.authorization;
    if (!authorization.scheme.empty()
        && (!isToken(authorization.scheme) || authorization.credential.isEmpty()
            || !isFieldValue(authorization.credential.text())))
        return base::Error { ErrorCode::InvalidField, "authorization", { "authorization" } };
    return {};
}

QByteArray toByteArray(std::string_view text)
{
    return { text.data(), static_cast<qsizetype>(text.size()) };
}

std::string redirectedTo(const HttpResponse& response)
{
    const std::string* const location = response.header("location");
    return location ? QUrl(QString::fromStdString(*location)).host().toStdString() : std::string();
}

/// Errors that Qt makes of a complete answer with a status of failure.
bool isAnswer(QNetworkReply::NetworkError error)
{
    return error == QNetworkReply::NoError
        || (error >= QNetworkReply::ContentAccessDenied
            && error <= QNetworkReply::UnknownContentError
            && error != QNetworkReply::ContentReSendError)
        || error == QNetworkReply::ProtocolInvalidOperationError // of 400 and 418
        || (error >= QNetworkReply::InternalServerError
            && error <= QNetworkReply::UnknownServerError);
}

bool isOfProxy(QNetworkReply::NetworkError error)
{
    return error >= QNetworkReply::ProxyConnectionRefusedError
        && error <= QNetworkReply::UnknownProxyError;
}

} // namespace

Exchange::Exchange(HttpRequest request, QObject* context, Callback callback, QObject* parent)
    : QObject(parent),
      m_request(std::move(request)),
      m_context(context),
      m_callback(std::move(callback))
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        fail({ ErrorCode::NetworkTimeout, "exchange", { m_target.host } });
    });
}

Exchange::~Exchange()
{
    dropReply();
}

bool Exchange::isSendable()
{
    base::Result<Target> target = targetOf(m_request.url);
    if (!target) {
        fail(target.error());
        return false;
    }
    m_target = std::move(*target);
    const base::Result<void> headers = checkHeaders(m_request);
    if (!headers)
        fail(headers.error());
    return headers.has_value();
}

void Exchange::start(
    QNetworkAccessManager& manager, const QByteArray& userAgent, const base::Clock& clock)
{
    m_clock = &clock;
    m_sent = clock.now();
    send(manager, networkRequest(userAgent));
    m_reply->setReadBufferSize(static_cast<qint64>(m_request.limits.body + ReadAhead));
    connect(m_reply, &QNetworkReply::requestSent, this, [this] { m_hasLeft = true; });
    connect(m_reply, &QNetworkReply::sslErrors, this, &Exchange::refuseCertificates);
    connect(m_reply, &QNetworkReply::metaDataChanged, this, &Exchange::readHeaders);
    connect(m_reply, &QNetworkReply::readyRead, this, &Exchange::readBody);
    connect(m_reply, &QNetworkReply::finished, this, &Exchange::finish);
    m_timer.start(m_request.limits.time);
}

QNetworkRequest Exchange::networkRequest(const QByteArray& userAgent)
{
    QNetworkRequest request(m_target.url);
    using Attribute = QNetworkRequest::Attribute;
    request.setAttribute(Attribute::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(Attribute::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(Attribute::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(Attribute::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(Attribute::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(Attribute::CacheSaveControlAttribute, false);
    request.setAttribute(Attribute::Http2AllowedAttribute, false);
    request.setAttribute(Attribute::DoNotBufferUploadDataAttribute, true);
    request.setRawHeader("User-Agent", userAgent);
    // Asked for by us, so that Qt leaves it alone: what is packed may unpack to a thousandfold.
    request.setRawHeader("Accept-Encoding", "identity");
    for (const Header& header : m_request.headers)
        request.setRawHeader(toByteArray(header.name), toByteArray(header.value));
    Authorization& authorization = m_request.authorization;
    if (!authorization.scheme.empty()) {
        // Qt takes headers as QByteArray only; wipeAuthorization overwrites this one.
        m_authorization.reserve(static_cast<qsizetype>(
            authorization.scheme.size() + 1 + authorization.credential.size()));
        m_authorization.append(toByteArray(authorization.scheme)).append(' ');
        m_authorization.append(authorization.credential.text().data(),
            static_cast<qsizetype>(authorization.credential.size()));
        authorization = {};
        request.setRawHeader("Authorization", m_authorization);
    }
    if (m_target.isEncrypted)
        request.setSslConfiguration(configurationFor(m_request.trust));
    return request;
}

void Exchange::send(QNetworkAccessManager& manager, const QNetworkRequest& request)
{
    QNetworkRequest complete = request;
    if (m_request.method != Method::Get)
        complete.setHeader(
            QNetworkRequest::ContentLengthHeader, static_cast<qlonglong>(m_request.body.size()));
    if (!m_request.body.empty())
        m_upload = new Upload(std::move(m_request.body), this);
    m_reply = manager.sendCustomRequest(complete, nameOf(m_request.method), m_upload);
}

void Exchange::fail(base::Error error)
{
    const bool mayHave = mayHaveArrived();
    end(Failure { .error = std::move(error), .mayHaveArrived = mayHave, .shown = m_shown });
}

void Exchange::report()
{
    if (!m_outcome || !m_context || !m_callback)
        return;
    const Callback callback = std::move(m_callback);
    m_callback = nullptr;
    callback(std::move(*m_outcome));
}

HttpResponse* Exchange::response()
{
    return m_outcome && *m_outcome ? &m_outcome->value() : nullptr;
}

void Exchange::readHeaders()
{
    if (m_isChecked || m_outcome)
        return;
    m_isChecked = true;
    std::size_t size = 0;
    for (const auto& pair : m_reply->rawHeaderPairs()) {
        size += static_cast<std::size_t>(pair.first.size() + pair.second.size());
        m_response.headers.push_back(
            { base::asciiLower(pair.first.toStdString()), pair.second.toStdString() });
    }
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    m_response.status = status;
    const std::string* const packed = m_response.header("content-encoding");
    const qlonglong length = m_reply->header(QNetworkRequest::ContentLengthHeader).toLongLong();
    if (size > MostHeaderBytes)
        fail({ ErrorCode::ResponseTooLarge, "headers", { m_target.host, "64 KiB" } });
    else if (status >= 300 && status < 400 && status != 304)
        fail({ ErrorCode::RedirectRefused, "status " + std::to_string(status),
            { m_target.host, redirectedTo(m_response) } });
    else if (packed && base::asciiLower(*packed) != "identity")
        fail({ ErrorCode::NotUnderstood, "packed answer", { m_target.host } });
    else if (length > static_cast<qlonglong>(m_request.limits.body))
        fail(tooLarge());
    else
        readBody();
}

void Exchange::readBody()
{
    while (!m_outcome && m_reply->bytesAvailable() > 0) {
        const std::size_t before = m_response.body.size();
        const std::size_t count = std::min(static_cast<std::size_t>(m_reply->bytesAvailable()),
            m_request.limits.body - before + 1);
        m_response.body.resize(before + count);
        const qint64 got = m_reply->read(
            reinterpret_cast<char*>(m_response.body.data() + before), static_cast<qint64>(count));
        m_response.body.resize(before + static_cast<std::size_t>(std::max(got, qint64 { 0 })));
        if (got <= 0)
            return;
        if (m_response.body.size() > m_request.limits.body)
            fail(tooLarge());
    }
}

void Exchange::refuseCertificates(const QList<QSslError>& errors)
{
    m_chain = m_reply->sslConfiguration().peerCertificateChain();
    for (const auto& certificate : m_chain)
        m_shown.push_back(derOf(certificate));
    m_flaw = flawOf(errors);
    // Nothing more: unless it is told to ignore them, Qt closes the connection.
}

void Exchange::finish()
{
    if (m_outcome)
        return;
    const QNetworkReply::NetworkError error = m_reply->error();
    if (!m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).isValid()
        || !isAnswer(error)) {
        m_neverLeft = error == QNetworkReply::ConnectionRefusedError
            || error == QNetworkReply::HostNotFoundError
            || error == QNetworkReply::SslHandshakeFailedError || isOfProxy(error);
        fail(errorOf(error));
        return;
    }
    readHeaders();
    readBody();
    if (m_outcome)
        return;
    m_chain = m_reply->sslConfiguration().peerCertificateChain();
    const base::Time now = m_received = m_clock->now();
    if (const std::string* const date = m_response.header("date"))
        m_response.date = readHttpDate(*date, now);
    if (const std::string* const wait = m_response.header("retry-after"))
        m_response.retryAfter = readRetryAfter(*wait, m_response.date.value_or(now));
    if (const std::string* const reset = m_response.header("x-rate-limit-reset"))
        m_response.rateLimitReset = readUnixTime(*reset);
    end(std::move(m_response));
}

base::Error Exchange::errorOf(QNetworkReply::NetworkError reason) const
{
    const std::string context = "network error " + std::to_string(static_cast<int>(reason));
    if (isOfProxy(reason))
        return { ErrorCode::ProxyRefused, context };
    switch (reason) {
    case QNetworkReply::SslHandshakeFailedError:
        return untrusted(m_flaw.value_or(flawOfHandshake(m_reply->errorString())));
    case QNetworkReply::TimeoutError:
        return { ErrorCode::NetworkTimeout, context, { m_target.host } };
    case QNetworkReply::ProtocolUnknownError:
    case QNetworkReply::ProtocolInvalidOperationError:
    case QNetworkReply::ProtocolFailure:
        return { ErrorCode::NotUnderstood, context, { m_target.host } };
    default:
        return { ErrorCode::NetworkUnreachable, context, { m_target.host } };
    }
}

base::Error Exchange::tooLarge() const
{
    return { ErrorCode::ResponseTooLarge, "body",
        { m_target.host, std::to_string(m_request.limits.body) + " B" } };
}

base::Error Exchange::untrusted(TlsFlaw flaw) const
{
    const std::string context = "certificate: " + std::string(net::nameOf(flaw));
    const std::vector<base::Bytes>& trusted = m_request.trust.certificates();
    if (!isUntrustedChain(flaw) || trusted.empty() || m_shown.empty())
        return { ErrorCode::TlsUntrusted, context,
            { m_target.host, std::string(net::nameOf(flaw)) } };
    const base::Bytes shown = pinnable(m_shown).value_or(m_shown.front());
    return { ErrorCode::TlsChanged, context,
        { m_target.host, fingerprintText(fingerprintOf(trusted.front())),
            fingerprintText(fingerprintOf(shown)) } };
}

void Exchange::end(Outcome outcome)
{
    if (m_outcome)
        return;
    m_outcome = std::move(outcome);
    m_timer.stop();
    dropReply();
    emit ended();
}

/// Qt's parts that are still at work on an unfinished request must not see its header change, so
/// that one is left to them; they let go of it unwiped, as of the copy they send.
void Exchange::dropReply()
{
    if (!m_reply) {
        m_request.authorization = {};
        return;
    }
    m_reply->disconnect(this);
    if (m_reply->isFinished()) {
        wipeAuthorization();
    } else {
        m_wasCutOff = m_hasLeft;
        m_reply->abort();
    }
    m_reply->deleteLater();
    m_reply.clear();
}

void Exchange::wipeAuthorization()
{
    // In place: a clear() would let go of a buffer that Qt's objects still hold.
    crypto::cleanse(
        { reinterpret_cast<std::uint8_t*>(const_cast<char*>(m_authorization.constData())),
            static_cast<std::size_t>(m_authorization.size()) });
}

bool Exchange::mayHaveArrived() const
{
    return m_clock && !m_neverLeft && (!m_upload || m_upload->wasRead());
}

} // namespace net
