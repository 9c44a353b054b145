// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "tests/app/sandbox/sandbox_client.h"

namespace support {

/// An authenticator written for the tests from the pages: keys, tokens, and the calls a device
/// makes.
class SandboxDevice
{
public:
    explicit SandboxDevice(SandboxClient& client) : m_client(client) { }

    /// What a key signs, compact.
    static QString signedWith(
        const char* scalar, const QString& kid, const QString& type, const QJsonObject& payload);
    static QJsonObject jwk(const char* scalar, const char* kid);
    static QJsonObject deviceJson();

    /// Claims that are right now, to be changed by a test.
    QJsonObject claims(
        const QString& issuer, const QString& audience, const QString& subject) const;

    /// The code flow with PKCE up to the token, as a browser and its client would.
    QString signIn(const QString& userId, const QString& scope);
    /// Family A; the reply, and what it says is kept.
    Answer enrol(const QString& bearer);
    /// Family B with the text of an activation code.
    Answer activate(const QString& link, const QStringList& methods);
    /// Takes over what an enrolment's reply says.
    void keep(const QJsonObject& enrolment);

    /// The token of silent maintenance.
    Answer maintenance();
    Answer pending();
    /// The payload of the first challenge that waits; empty if none does.
    QJsonObject challenge();

    QJsonObject answerClaims(const QJsonObject& challenge, const QString& consent) const;
    Answer answer(const QJsonObject& challenge, const QString& consent);
    Answer sendAnswer(const QJsonObject& challenge, const QString& text);

    QString enrolmentId;
    QString userId;
    QString methodId;
    QString origin;
    QString pendingAddress;
    QString token; ///< of maintenance

private:
    SandboxClient& m_client;
};

} // namespace support
