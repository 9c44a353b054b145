// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/sandbox/challenges.h"

#include "app/sandbox/jws.h"
#include "core/crypto/hmac.h"

#include <QHostAddress>
#include <QJsonArray>
#include <QJsonDocument>

#include <array>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int Numbers = 3;
constexpr int NumbersBelow = 100;
constexpr std::chrono::seconds LongAgo { 3600 };

QString systemOf(const QString& userAgent)
{
    if (userAgent.contains("Windows"_L1))
        return u"WINDOWS"_s;
    if (userAgent.contains("Mac OS X"_L1))
        return u"MAC_OS_X"_s;
    return userAgent.contains("Linux"_L1) ? u"LINUX"_s : u"UNKNOWN"_s;
}

/// Two ranges that RFC 5737 keeps for documents stand for places.
QString placeOf(const QString& address)
{
    const QHostAddress host(address);
    if (host.isInSubnet(QHostAddress(u"203.0.113.0"_s), 24))
        return u"Lisbon, Portugal"_s;
    if (host.isInSubnet(QHostAddress(u"198.51.100.0"_s), 24))
        return u"Tartu, Estonia"_s;
    return u"Unknown location"_s;
}

QJsonObject contextOf(const World& world, const Transaction& transaction)
{
    QJsonObject context = { { u"clientOS"_s, systemOf(transaction.browser.userAgent) },
        { u"clientLocation"_s, placeOf(transaction.browser.address) },
        { u"showUserLocationInNotification"_s, true },
        { u"transactionTime"_s, World::written(transaction.created) },
        { u"transactionType"_s, transaction.message.isEmpty() ? u"LOGIN"_s : u"CIBA"_s },
        { u"riskLevel"_s, u"NONE"_s }, { u"unusualActivitiesTextItems"_s, QJsonArray() } };
    if (!transaction.message.isEmpty())
        context[u"bindingMessage"_s] =
            QString::fromLatin1(transaction.message.toUtf8().toPercentEncoding());
    if (!transaction.numbers.isEmpty())
        context[u"challengeTextItems"_s] = QJsonArray::fromStringList(transaction.numbers);
    if (world.settings.countersignClient)
        context[u"countersignClient"_s] =
            QJsonObject { { u"address"_s, transaction.browser.address },
                { u"userAgent"_s, transaction.browser.userAgent } };
    return context;
}

QJsonObject payloadOf(
    const World& world, const Transaction& transaction, const Enrolment& enrolment)
{
    const Faults& faults = world.faults;
    const base::Time issued = faults.expired ? transaction.created - LongAgo : transaction.created;
    const base::Time expires = faults.expired ? transaction.expires - LongAgo : transaction.expires;
    return { { u"iss"_s, faults.wrongIssuer ? u"https://issuer.invalid"_s : enrolment.origin },
        { u"aud"_s, faults.wrongAudience ? u"0oaANOTHERCLIENT0001"_s : QLatin1String(ClientId) },
        { u"iat"_s, qint64(base::unixSeconds(issued)) },
        { u"exp"_s, qint64(base::unixSeconds(expires)) }, { u"jti"_s, transaction.id },
        { u"nonce"_s, transaction.nonce }, { u"transactionId"_s, transaction.id },
        { u"signals"_s,
            QJsonArray { u"displayName"_s, u"platform"_s, u"osVersion"_s, u"serialNumber"_s } },
        { u"verificationUri"_s,
            enrolment.origin + u"/idp/myaccount/app-authenticators/challenge/"_s + transaction.id
                + u"/verify"_s },
        { u"orgId"_s, QLatin1String(OrgId) },
        { u"appInstanceName"_s,
            faults.appName.isEmpty() ? QString::fromLatin1(AppName) : faults.appName },
        { u"method"_s, u"push"_s }, { u"methodEnrollmentId"_s, enrolment.factorId },
        { u"authenticatorEnrollmentId"_s, enrolment.id }, { u"userMediation"_s, u"REQUIRED"_s },
        { u"userVerification"_s, world.settings.userVerification },
        { u"userId"_s, enrolment.userId }, { u"challengeContext"_s, contextOf(world, transaction) },
        { u"ver"_s, 0 } };
}

QByteArray compact(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

/// A signature of the kind the fault asks for. "HS256" is the known trick: a MAC whose key is the
/// public key, for readers that take the algorithm from the token.
base::Result<base::Bytes> signatureOf(const World& world, const QByteArray& text)
{
    const Faults& faults = world.faults;
    if (faults.algorithm == "none"_L1)
        return base::Bytes();
    if (faults.algorithm == "HS256"_L1) {
        const auto mac =
            crypto::hmac(crypto::Hash::Sha256, world.keys.newest().modulus(), base::bytesOf(text));
        if (!mac)
            return mac.error();
        return base::Bytes(mac->view().begin(), mac->view().end());
    }
    auto signature = world.keys.signText(text);
    if (signature && faults.badSignature)
        signature->front() ^= 1U;
    return signature;
}

base::Result<QByteArray> challengeFor(
    const World& world, const Transaction& transaction, const Enrolment& enrolment)
{
    const QString& algorithm = world.faults.algorithm;
    const QJsonObject header = { { u"kid"_s, world.keys.newestId() },
        { u"typ"_s, u"okta-pushbind+jwt"_s },
        { u"alg"_s, algorithm.isEmpty() ? u"RS256"_s : algorithm } };
    QByteArray payload = compact(payloadOf(world, transaction, enrolment));
    if (world.faults.duplicateMember)
        payload.insert(1, R"("nonce":"another",)");
    const QByteArray text =
        toBase64Url(base::bytesOf(compact(header))) + '.' + toBase64Url(base::bytesOf(payload));
    const auto signature = signatureOf(world, text);
    if (!signature)
        return signature.error();
    return joined(text, *signature);
}

void chooseNumbers(World& world, Transaction& transaction)
{
    while (transaction.numbers.size() < Numbers) {
        const QString number = QString::number(world.randomBelow(NumbersBelow));
        if (!transaction.numbers.contains(number))
            transaction.numbers.append(number);
    }
    transaction.answer = transaction.numbers[world.randomBelow(Numbers)].toInt();
}

bool isListed(const World& world, const Transaction& transaction, const Enrolment& enrolment)
{
    const bool waits = transaction.outcome == Outcome::Waiting || world.faults.replay;
    const bool canSay =
        transaction.message.isEmpty() || enrolment.transactionTypes.contains("CIBA"_L1);
    return transaction.userId == enrolment.userId && waits && canSay;
}

} // namespace

Transaction& startTransaction(World& world, const Factor& factor, const Question& question)
{
    const QString id = u"ft"_s + world.randomText(26);
    Transaction transaction = { .id = id,
        .publicId = u"v2mst."_s + world.randomText(22),
        .userId = factor.userId,
        .factorId = factor.id,
        .nonce = world.randomText(20),
        .created = world.now(),
        .expires = world.now() + world.settings.transactionLife,
        .browser = question.browser,
        .message = question.message };
    if (question.withNumbers || world.settings.numberChallenge)
        chooseNumbers(world, transaction);
    return world.state.transactions[id] = transaction;
}

QJsonArray pendingItems(World& world, const Enrolment& enrolment)
{
    QJsonArray items;
    if (world.faults.emptyItems)
        items = { QJsonObject(), u"x"_s, QJsonValue() };
    for (auto& [id, transaction] : world.state.transactions) {
        if (enrolment.factorId.isEmpty() || !isListed(world, transaction, enrolment))
            continue;
        const auto challenge = challengeFor(world, transaction, enrolment);
        if (!challenge)
            continue;
        transaction.wasFetched = true;
        items.append(QJsonObject { { u"payloadVersion"_s, u"IDXv1"_s },
            { u"challenge"_s, QString::fromLatin1(*challenge) } });
    }
    return items;
}

} // namespace sandbox
