// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/signature.h"
#include "tests/support/fixed_clock.h"
#include "tests/support/http_server.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <map>
#include <optional>

namespace support {

/// An organisation on this computer, small and obedient: it enrols whoever asks, lists what the
/// test has challenged, takes answers, and breaks where the test says so. It shares no line with
/// what it tests.
class OktaService
{
public:
    struct Request
    {
        QByteArray method;
        QByteArray path;
        QByteArray head;
        QByteArray body;

        QByteArray header(const QByteArray& name) const;
        QJsonObject json() const { return QJsonDocument::fromJson(body).object(); }
    };
    struct Enrolment
    {
        QString id;
        QString methodId;
        std::map<QString, crypto::EcPublicKey> keys; ///< by kid
        QString possessionKeyId;
        QString verificationKeyId;
        QString authenticatorId;
        QString userId;
        QString deviceId;
        QStringList transactionTypes;
        bool isFamilyB = false;
    };
    /// What an answer said, after its signature was checked.
    struct Answer
    {
        QJsonObject header;
        QJsonObject claims;
        bool isSigned = false; ///< by the key it names
        QByteArray token;
    };

    explicit OktaService(const FixedClock& clock);

    std::string origin() const { return m_server->origin(); }
    QString originText() const { return QString::fromStdString(origin()); }
    /// From now on with TLS and this chain; whoever is connected has to come again.
    void encrypt(const std::vector<Certificate>& chain);
    /// An activation code as the sign-in page shows it.
    std::string activationCode() const;

    /// Puts a challenge for an enrolment into its list, and answers the transaction.
    QString challenge(const Enrolment& enrolment, const QJsonObject& changes = {},
        const QJsonObject& contextChanges = {});
    /// Lists a token of the test's own.
    void list(const Enrolment& enrolment, const QByteArray& token);
    /// Signed by the organisation, whatever it says.
    QByteArray sign(const QJsonObject& claims, QJsonObject header = {}) const;
    QJsonObject claimsFor(const Enrolment& enrolment, const QString& transaction) const;

    /// From now on challenges are signed with a new key, which is published or not.
    void rotateKey(bool isPublished = true);
    void publish(); ///< the present key

    const Enrolment& enrolment(int index = 0) const { return m_enrolments.at(size_t(index)); }
    std::size_t enrolments() const { return m_enrolments.size(); }

    std::vector<Request> requests;
    std::vector<Answer> answers;
    /// Asked before anything else: a whole reply, an empty one to cut the connection, or nullopt to
    /// go on.
    std::function<std::optional<QByteArray>(const Request&)> instead;
    /// The same after the request was acted on.
    std::function<std::optional<QByteArray>(const Request&)> afterwards;
    int oneTimeTokens = 1; ///< that are still good
    bool asksForVerification = false;
    QString numberAnswer = QStringLiteral("selectedTextItem");
    QByteArray cacheControl = "max-age=3600";
    QString clientId = QStringLiteral("0oaTESTCLIENT0000001");
    std::chrono::seconds clockAhead { 0 }; ///< of the client's
    bool sendsDate = true;
    bool allowsAnyPort = true; ///< of a sign-in's redirect
    QString userId = QStringLiteral("00uTEST"); ///< whom the next enrolment is of
    QString userName = QStringLiteral("rin@acme.example.com");
    QString lastScope; ///< a sign-in asked for
    QString grantedScope; ///< empty: as asked for

    static QByteArray error(const QByteArray& status, const char* code);
    int count(const QByteArray& method, const QByteArray& pathPart) const;

private:
    struct Key
    {
        QString id;
        const crypto::RsaKeyPair* pair;
    };

    QByteArray answerTo(const Request& request);
    QByteArray route(const Request& request);
    QByteArray reply(const QJsonDocument& json, const QByteArray& headers = {}) const;
    QByteArray token(const Request& request);
    QByteArray enrol(const Request& request, bool isFamilyB);
    QByteArray change(const Request& request);
    QByteArray described(const Enrolment& enrolment) const;
    QByteArray takeAnswer(const Request& request);
    QByteArray dateHeader() const;
    std::int64_t now() const;

    const FixedClock& m_clock;
    std::unique_ptr<HttpServer> m_server;
    std::vector<Key> m_keys;
    std::size_t m_published = 0;
    std::vector<Enrolment> m_enrolments;
    std::map<QString, QJsonArray> m_lists;
    std::map<QString, QString> m_codes; ///< of sign-ins, to their PKCE challenges
    int m_next = 1;
};

/// What a browser does with a sign-in address: asks, and follows to the loopback address. Answers
/// that last reply's first line.
QByteArray visit(const QByteArray& address);

} // namespace support
