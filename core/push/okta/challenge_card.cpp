// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/okta/challenge_card.h"

#include "core/push/okta/access_tokens.h"
#include "core/push/okta/answer.h"

#include <QHostAddress>
#include <QUrl>

namespace push::okta {

namespace {

constexpr std::chrono::seconds ClockIsOff { 60 };

bool isLoopback(const std::string& origin)
{
    const QString host = QUrl(QString::fromStdString(origin)).host();
    QHostAddress address;
    return host == QLatin1String("localhost") || (address.setAddress(host) && address.isLoopback());
}

VerificationWish wishOf(UserVerification verification)
{
    switch (verification) {
    case UserVerification::Preferred:
        return VerificationWish::Preferred;
    case UserVerification::Required:
        return VerificationWish::Required;
    case UserVerification::None:
        break;
    }
    return VerificationWish::None;
}

ApprovalBar barOf(const Challenge& challenge, bool hasKey)
{
    if (!challenge.options.empty() && !challenge.canSayNumber)
        return ApprovalBar::NumberCheck;
    const auto approval =
        approvalOf(challenge, hasKey ? VerificationKey::Usable : VerificationKey::NeverEnrolled);
    return approval ? ApprovalBar::None : ApprovalBar::VerificationKey;
}

NumberCheck numberOf(const Challenge& challenge)
{
    NumberCheck number;
    if (challenge.options.empty())
        return number;
    number.mode = NumberMode::Choose;
    for (const std::string& option : challenge.options)
        number.choices.push_back(QString::fromStdString(option));
    return number;
}

std::vector<Warning> warningsOf(const CardParts& parts)
{
    const ChallengeFacts& facts = parts.challenge.facts;
    std::vector<Warning> warnings;
    if (!facts.risk.isEmpty() && facts.risk != QLatin1String("NONE")
        && facts.risk != QLatin1String("LOW"))
        warnings.push_back({ WarningKind::HighRisk, facts.risk });
    for (const QString& activity : facts.unusualActivities) {
        if (activity == QLatin1String("ANOMALOUS_DEVICE"))
            warnings.push_back({ WarningKind::UnusualDevice, activity });
        else if (activity == QLatin1String("ANOMALOUS_LOCATION"))
            warnings.push_back({ WarningKind::UnusualPlace, activity });
        else
            warnings.push_back({ WarningKind::Unusual, activity });
    }
    if (parts.registration.server.starts_with("http:"))
        warnings.push_back({ WarningKind::NotEncrypted, {} });
    if (std::chrono::abs(parts.time.ahead) > ClockIsOff) {
        const auto off = std::chrono::round<std::chrono::seconds>(parts.time.ahead);
        warnings.push_back({ WarningKind::ClockOff, QString::number(off.count()) });
    }
    return warnings;
}

ChallengeOrigin originOf(const CardParts& parts)
{
    const ChallengeFacts& facts = parts.challenge.facts;
    ChallengeOrigin origin;
    origin.place = facts.place;
    origin.client = facts.system;
    StatedOrigin stated;
    stated.system = systemFamily(facts.system);
    if (facts.client) {
        origin.address = QString::fromStdString(facts.client->address.value_or(std::string()));
        if (facts.client->userAgent) {
            origin.clientIsUnnamed = facts.client->userAgent->isEmpty();
            if (!origin.clientIsUnnamed) {
                origin.client = *facts.client->userAgent;
                stated.system = systemFamily(origin.client);
            }
        }
    }
    stated.address = origin.address;
    OwnPlace place = parts.place;
    place.serverIsLoopback = isLoopback(parts.registration.server);
    origin.judged = judgeOrigin(stated, place);
    return origin;
}

} // namespace

bool hasVerificationKey(const vault::PushRegistration& registration, const Enrolment& enrolment)
{
    return !enrolment.verificationKeyId.empty()
        && registration.secrets.contains(role::Verification);
}

base::Result<push::Challenge> cardOf(const CardParts& parts)
{
    const Challenge& challenge = parts.challenge;
    const auto hash =
        vault::challengeHash(parts.registration.account, base::bytesOf(challenge.transactionId));
    if (!hash)
        return hash.error();
    const bool hasKey = hasVerificationKey(parts.registration, parts.enrolment);
    push::Challenge card;
    card.hash = *hash;
    card.registration = parts.registration.id;
    card.account = parts.registration.account;
    card.protocol = parts.registration.protocol;
    card.server = parts.registration.server;
    card.service = parts.service;
    card.application = challenge.facts.application;
    card.question = challenge.facts.transaction == TransactionType::Ciba ? QuestionKind::Transaction
                                                                         : QuestionKind::SignIn;
    card.text = challenge.facts.bindingMessage;
    card.origin = originOf(parts);
    card.created = challenge.issuedAt - parts.time.ahead;
    card.expires = challenge.expiresAt - parts.time.ahead;
    card.number = numberOf(challenge);
    card.verification = wishOf(challenge.verification);
    card.hasVerifiedKey = hasKey;
    card.bar = barOf(challenge, hasKey);
    card.signature = SignatureState::Verified;
    card.warnings = warningsOf(parts);
    const base::ByteView token = base::bytesOf(parts.token);
    card.answering.assign(token.begin(), token.end());
    return card;
}

} // namespace push::okta
