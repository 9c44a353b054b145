// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "app/sandbox/certificate_authority.h"
#include "app/sandbox/router.h"
#include "app/sandbox/world.h"

#include <QObject>

#include <deque>
#include <memory>

class QSslConfiguration;

namespace sandbox {

class Listener;

/// The whole service: two ports, one world, and all that answers. The composition root of the
/// program, and of the tests.
class Service : public QObject
{
    Q_OBJECT

public:
    Service(std::unique_ptr<World> world, CertificateAuthority authority, const base::Clock& clock,
        QObject* parent = nullptr);
    ~Service() override;

    /// Makes keys, authority and the demo users. CryptoFailed if the library cannot.
    static base::Result<std::unique_ptr<Service>> make(
        const base::Clock& clock, crypto::RandomSource& random);

    /// Listens on 127.0.0.1; 0 is any free port. CannotRead ("port") if one cannot be had.
    base::Result<void> listen(quint16 httpsPort, quint16 httpPort);

    /// The line that is printed when it listens (the command line's contract).
    QByteArray readyLine(const QString& caFile) const;
    QByteArray caCertificate() const { return m_authority.certificate(); }

    World& world() { return *m_world; }
    const CertificateAuthority& authority() const { return m_authority; }

    /// One request, as a listener hands it in; the rules of the door, then faults, then the answer.
    Reply handle(const Request& request);

signals:
    /// Something was asked that may have changed what a state file holds.
    void handled();

private:
    Reply answered(const Request& request);
    std::optional<Reply> refusedByToken(const Request& request) const;
    Reply limited(const Request& request);

    std::unique_ptr<World> m_world;
    CertificateAuthority m_authority;
    const base::Clock& m_clock;
    Router m_router;
    std::deque<base::Time> m_calls; ///< of the API, within the last minute
    std::unique_ptr<Listener> m_https;
    std::unique_ptr<Listener> m_http;
};

} // namespace sandbox
