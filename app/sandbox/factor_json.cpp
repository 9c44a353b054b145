// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/sandbox/factor_json.h"

#include "app/sandbox/activation_api.h"
#include "core/base/base32.h"

#include <QJsonArray>
#include <QUrl>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

QJsonObject link(const QString& address, const QStringList& methods)
{
    return { { u"href"_s, address },
        { u"hints"_s, QJsonObject { { u"allow"_s, QJsonArray::fromStringList(methods) } } } };
}

QString addressOf(const Factor& factor, const QString& origin)
{
    return origin + u"/api/v1/users/%1/factors/%2"_s.arg(factor.userId, factor.id);
}

QJsonObject pictureLink(const Factor& factor, const QString& origin)
{
    return { { u"href"_s, addressOf(factor, origin) + u"/qr/"_s + factor.activation->pictureToken },
        { u"type"_s, u"image/png"_s } };
}

QJsonObject pushActivation(const Factor& factor, const QString& origin)
{
    const QString activate = addressOf(factor, origin) + u"/lifecycle/activate/"_s;
    QJsonArray send;
    for (const QString& name : { u"email"_s, u"sms"_s }) {
        QJsonObject way = link(activate + name, { u"POST"_s });
        way[u"name"_s] = name;
        send.append(way);
    }
    return { { u"expiresAt"_s, World::written(factor.activation->expires) },
        { u"factorResult"_s, u"WAITING"_s },
        { u"_links"_s,
            QJsonObject { { u"send"_s, send }, { u"qrcode"_s, pictureLink(factor, origin) } } } };
}

/// The vendor has the picture in two places, one for each provider, and the length in two meanings.
QJsonObject codeActivation(const Factor& factor, const QString& origin)
{
    const bool google = factor.provider == "GOOGLE"_L1;
    const QString secret = base32Of(factor.secret);
    const QJsonObject picture = { { u"qrcode"_s, pictureLink(factor, origin) } };
    QJsonObject activation = { { u"timeStep"_s, 30 }, { u"sharedSecret"_s, secret },
        { u"encoding"_s, u"base32"_s }, { u"keyLength"_s, google ? int(secret.size()) : 6 } };
    if (!google)
        return { { u"activation"_s, activation }, { u"_links"_s, picture } };
    activation[u"_links"_s] = picture;
    return { { u"activation"_s, activation } };
}

QJsonObject linksOf(const Factor& factor, const QString& origin)
{
    const QString self = addressOf(factor, origin);
    const bool pending = factor.status == FactorStatus::Pending;
    QJsonObject links = {
        { u"user"_s, link(origin + u"/api/v1/users/"_s + factor.userId, { u"GET"_s }) },
        { u"self"_s,
            link(self, pending ? QStringList { u"GET"_s } : QStringList { u"GET"_s, u"DELETE"_s }) }
    };
    if (!pending)
        links[u"verify"_s] = link(self + u"/verify"_s, { u"POST"_s });
    else if (factor.type == "push"_L1)
        links[u"poll"_s] = link(self + u"/lifecycle/activate/poll"_s, { u"POST"_s });
    else
        links[u"activate"_s] = link(self + u"/lifecycle/activate"_s, { u"POST"_s });
    return links;
}

QJsonObject profileOf(World& world, const Factor& factor)
{
    const User* user = world.userById(factor.userId);
    QJsonObject profile = { { u"credentialId"_s, user ? user->login : QString() } };
    const auto enrolment = world.state.enrolments.find(factor.enrolmentId);
    if (factor.type != "push"_L1 || enrolment == world.state.enrolments.end())
        return profile;
    const QJsonObject facts = world.state.devices[enrolment->second.deviceId].facts;
    profile[u"deviceType"_s] = u"Desktop"_s;
    profile[u"name"_s] = facts["displayName"_L1];
    profile[u"platform"_s] = facts["platform"_L1];
    profile[u"version"_s] = facts["clientInstanceVersion"_L1];
    return profile;
}

} // namespace

QString base32Of(const QByteArray& secret)
{
    std::string text(base::base32Length(static_cast<std::size_t>(secret.size())), ' ');
    base::encodeBase32(base::bytesOf(secret), text);
    return QString::fromStdString(text);
}

QJsonObject factorJson(World& world, const Factor& factor, const QString& origin)
{
    const bool pending = factor.status == FactorStatus::Pending;
    QJsonObject object = { { u"id"_s, factor.id }, { u"factorType"_s, factor.type },
        { u"provider"_s, factor.provider }, { u"vendorName"_s, factor.provider },
        { u"status"_s, pending ? u"PENDING_ACTIVATION"_s : u"ACTIVE"_s },
        { u"created"_s, World::written(factor.created) },
        { u"lastUpdated"_s, World::written(factor.updated) },
        { u"_links"_s, linksOf(factor, origin) } };
    if (!pending || factor.type != "push"_L1)
        object[u"profile"_s] = profileOf(world, factor);
    if (!pending || !factor.activation)
        return object;
    object[u"_embedded"_s] = factor.type == "push"_L1
        ? QJsonObject { { u"activation"_s, pushActivation(factor, origin) } }
        : codeActivation(factor, origin);
    return object;
}

QJsonObject activationJson(const World& world, const Factor& factor, const QString& origin)
{
    const QString activate = addressOf(factor, origin) + u"/lifecycle/activate"_s;
    if (!factor.activation || world.now() >= factor.activation->expires)
        return { { u"factorResult"_s, u"TIMEOUT"_s },
            { u"_links"_s, QJsonObject { { u"activate"_s, link(activate, { u"POST"_s }) } } } };
    return { { u"expiresAt"_s, World::written(factor.activation->expires) },
        { u"factorResult"_s, u"WAITING"_s },
        { u"_links"_s,
            QJsonObject { { u"poll"_s, link(activate + u"/poll"_s, { u"POST"_s }) },
                { u"qrcode"_s, pictureLink(factor, origin) } } } };
}

QString word(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Waiting:
        return u"WAITING"_s;
    case Outcome::Success:
        return u"SUCCESS"_s;
    case Outcome::Rejected:
        return u"REJECTED"_s;
    case Outcome::Timeout:
        return u"TIMEOUT"_s;
    case Outcome::Cancelled:
        return u"CANCELLED"_s;
    }
    return u"ERROR"_s;
}

QJsonObject transactionJson(World& world, const Transaction& transaction, const QString& origin)
{
    QJsonObject object = { { u"factorResult"_s, word(transaction.outcome) } };
    if (transaction.outcome == Outcome::Success)
        return object; // and nothing else
    const QString factor =
        origin + u"/api/v1/users/%1/factors/%2"_s.arg(transaction.userId, transaction.factorId);
    const User* user = world.userById(transaction.userId);
    object[u"profile"_s] = QJsonObject { { u"credentialId"_s, user ? user->login : QString() } };
    if (transaction.outcome != Outcome::Waiting) {
        object[u"_links"_s] =
            QJsonObject { { u"verify"_s, link(factor + u"/verify"_s, { u"POST"_s }) },
                { u"factor"_s, link(factor, { u"GET"_s, u"DELETE"_s }) } };
        return object;
    }
    const QString own = factor + u"/transactions/"_s + transaction.publicId;
    object[u"expiresAt"_s] = World::written(transaction.expires);
    object[u"_links"_s] = QJsonObject { { u"poll"_s, link(own, { u"GET"_s }) },
        { u"cancel"_s, link(own, { u"DELETE"_s }) } };
    // Only once the device has it: the number is for somebody who looks at both.
    if (!transaction.numbers.isEmpty() && transaction.wasFetched)
        object[u"_embedded"_s] = QJsonObject { { u"challenge"_s,
            QJsonObject { { u"correctAnswer"_s, transaction.answer } } } };
    return object;
}

QString codeText(World& world, const Factor& factor)
{
    const User* user = world.userById(factor.userId);
    if (!user)
        return {};
    if (factor.type == "push"_L1)
        return activationLink(world, factor, *user);
    const QString host = world.httpsOrigin.section(u'/', -1);
    const auto encoded = [](const QString& text) {
        return QString::fromLatin1(QUrl::toPercentEncoding(text));
    };
    return u"otpauth://totp/%1:%2?secret=%3&issuer=%1"_s.arg(
        encoded(host), encoded(user->login), base32Of(factor.secret));
}

} // namespace sandbox
