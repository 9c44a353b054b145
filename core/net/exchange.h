// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/net/http_message.h"
#include "core/net/target.h"
#include "core/net/upload.h"

#include <QNetworkReply>
#include <QPointer>
#include <QSslCertificate>
#include <QSslError>
#include <QTimer>

#include <functional>

namespace net {

/// One request from the moment it was asked for until its outcome is known, which is once. The
/// client decides when it starts.
class Exchange : public QObject
{
    Q_OBJECT

public:
    using Outcome = base::Result<HttpResponse, Failure>;
    using Callback = std::function<void(Outcome)>;

    Exchange(HttpRequest request, QObject* context, Callback callback, QObject* parent);
    ~Exchange() override;

    const HttpRequest& request() const { return m_request; }
    const Target& target() const { return m_target; }
    /// Checks the request; what is wrong with it becomes the outcome.
    bool isSendable();

    void start(
        QNetworkAccessManager& manager, const QByteArray& userAgent, const base::Clock& clock);
    void fail(base::Error error);

    /// Tells the outcome to whoever asked, if that one is still there. Called last.
    void report();

    bool hasEnded() const { return m_outcome.has_value(); }
    /// Given up after it was sent and before its answer was complete.
    bool wasCutOff() const { return m_wasCutOff; }
    base::Time sent() const { return m_sent; }
    base::Time received() const { return m_received; }
    HttpResponse* response(); ///< of a request that has ended well, else nullptr
    const QList<QSslCertificate>& chain() const { return m_chain; } ///< what the server showed

signals:
    void ended();

private:
    QNetworkRequest networkRequest(const QByteArray& userAgent);
    void send(QNetworkAccessManager& manager, const QNetworkRequest& request);
    void readHeaders();
    void readBody();
    void refuseCertificates(const QList<QSslError>& errors);
    void finish();
    base::Error errorOf(QNetworkReply::NetworkError reason) const;
    base::Error tooLarge() const;
    base::Error untrusted(TlsFlaw flaw) const;
    void end(Outcome outcome);
    void dropReply();
    void wipeAuthorization();
    bool mayHaveArrived() const;

    HttpRequest m_request;
    Target m_target;
    QPointer<QObject> m_context;
    Callback m_callback;
    QPointer<QNetworkReply> m_reply;
    Upload* m_upload = nullptr;
    QByteArray m_authorization; ///< shared with Qt's request: see wipeAuthorization
    QTimer m_timer;
    base::Time m_sent {};
    base::Time m_received {};
    const base::Clock* m_clock = nullptr;
    HttpResponse m_response;
    bool m_isChecked = false; ///< the headers of the answer were seen and are as they should be
    bool m_hasLeft = false; ///< as Qt tells it
    bool m_wasCutOff = false;
    bool m_neverLeft = false; ///< the connection did not come about
    QList<QSslCertificate> m_chain;
    std::vector<base::Bytes> m_shown; ///< where it was refused
    std::optional<TlsFlaw> m_flaw;
    std::optional<Outcome> m_outcome;
};

} // namespace net
