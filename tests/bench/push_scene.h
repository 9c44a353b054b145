// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "app/wiring/push.h"
#include "core/vault/vault_session.h"

#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QProcess>
#include <QSslConfiguration>
#include <QTemporaryDir>

#include <functional>
#include <memory>

/// What the measurements of push sign-ins share. Whatever fails ends the program.
namespace bench {

/// Turns the event loop until it holds.
void waitFor(const char* what, const std::function<bool()>& holds);

/// countersign-sandbox as a child, and its relying party.
class Sandbox
{
public:
    explicit Sandbox(const QString& program);
    ~Sandbox();

    QString origin() const { return m_place[QStringLiteral("https")].toString(); }
    vault::PushTrust trust() const;
    /// From here on the links are for one more user: a server has each computer once for a user.
    void takeNewUser();
    /// The link of a new activation code for its user, at first the first one.
    crypto::SecretBytes newLink();
    /// Somebody signs in with the factor of the last link.
    void signIn();
    /// A call of the relying party; the body of its answer.
    QByteArray call(const QByteArray& method, const QString& path, const QJsonObject& body = {});
    /// Closes its connection, which else counts as one of the program that is measured.
    void hangUp() { m_network.reset(); }

private:
    QString factorPath() const;

    QProcess m_process;
    std::unique_ptr<QNetworkAccessManager> m_network; ///< made when it is needed
    QSslConfiguration m_encryption;
    QJsonObject m_place;
    QString m_user;
    QString m_factor;
};

/// An open vault, and what answers for it: as in the programs.
class Desk
{
public:
    Desk();

    vault::VaultSession& session() { return m_session; }
    const base::Clock& clock() const { return m_clock; }
    inbox::Watch& watch() { return m_push->watch(); }
    /// Registers this computer; nothing is polled before watch().unlock().
    void activate(Sandbox& sandbox);
    /// A watch that has polled nothing yet.
    void startAnew();

private:
    QTemporaryDir m_folder;
    base::SystemClock m_clock;
    crypto::SystemRandom m_random;
    vault::VaultSession m_session;
    std::unique_ptr<wiring::Push> m_push;
};

} // namespace bench
