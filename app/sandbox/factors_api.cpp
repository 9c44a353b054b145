// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/sandbox/factors_api.h"

#include "app/sandbox/challenges.h"
#include "app/sandbox/enrolment_api.h"
#include "app/sandbox/factor_json.h"
#include "app/sandbox/passcodes.h"
#include "core/qr/qr_writer.h"

#include <QJsonArray>

#include <algorithm>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int FailuresThatLock = 5;

/// The user of a path, as a name or an id.
template <typename Work> Reply withUser(World& world, const QString& name, Work work)
{
    User* user = world.userNamed(name);
    return user ? work(*user) : refused("E0000007", u"the user is not known"_s);
}

template <typename Work> Reply withFactor(World& world, const QStringList& arguments, Work work)
{
    return withUser(world, arguments[0], [&](User& user) {
        const auto found = world.state.factors.find(arguments[1]);
        if (found == world.state.factors.end() || found->second.userId != user.id)
            return refused("E0000007", u"the factor is not known"_s);
        return work(user, found->second);
    });
}

Reply list(World& world, const QString& origin, const User& user)
{
    QJsonArray factors;
    for (const auto& [id, factor] : world.state.factors) {
        if (factor.userId == user.id)
            factors.append(factorJson(world, factor, origin));
    }
    return json(factors);
}

Reply catalog(World& world, const QString& origin, const User& user)
{
    QJsonArray out;
    const std::pair<QString, QString> kinds[] = { { u"push"_s, u"OKTA"_s },
        { u"token:software:totp"_s, u"OKTA"_s }, { u"token:software:totp"_s, u"GOOGLE"_s },
        { u"token:hotp"_s, u"CUSTOM"_s } };
    for (const auto& kind : kinds) {
        const bool active = std::ranges::any_of(world.state.factors, [&](const auto& entry) {
            const Factor& factor = entry.second;
            return factor.userId == user.id && factor.type == kind.first
                && factor.provider == kind.second && factor.status == FactorStatus::Active;
        });
        const QJsonObject enroll = { { u"href"_s,
                                         origin + u"/api/v1/users/"_s + user.id + u"/factors"_s },
            { u"hints"_s, QJsonObject { { u"allow"_s, QJsonArray { u"POST"_s } } } } };
        out.append(QJsonObject { { u"factorType"_s, kind.first }, { u"provider"_s, kind.second },
            { u"vendorName"_s, kind.second },
            { u"status"_s, active ? u"ACTIVE"_s : u"NOT_SETUP"_s },
            { u"enrollment"_s, u"OPTIONAL"_s },
            { u"_links"_s, QJsonObject { { u"enroll"_s, enroll } } } });
    }
    return json(out);
}

/// Whom the device is told to have signed in: the end user's browser, which a relying party
/// forwards. Every caller is on this computer, so every one is trusted with it.
Browser browserOf(const Request& request)
{
    const QString forwarded =
        QString::fromLatin1(request.header("X-Forwarded-For")).section(u',', 0, 0).trimmed();
    return { forwarded.isEmpty() ? request.peer : forwarded,
        QString::fromUtf8(request.header("User-Agent")) };
}

Reply verifyPush(World& world, const Request& request, const Factor& factor)
{
    const auto body = bodyOf(request);
    if (!body)
        return refused(body.error());
    if (factor.status != FactorStatus::Active)
        return refused("E0000001", u"the factor is not active"_s);
    if (world.isFull(world.state.transactions))
        return refused("E0000047");
    const Transaction& transaction = startTransaction(world, factor,
        { .withNumbers = (*body)["useNumberMatchingChallenge"_L1].toBool(),
            .message = (*body)["countersignMessage"_L1].toString(),
            .browser = browserOf(request) });
    return json(transactionJson(world, transaction, request.origin), 201);
}

Reply verify(World& world, const Request& request, User& user, Factor& factor)
{
    if (factor.type == "push"_L1)
        return verifyPush(world, request, factor);
    const auto body = bodyOf(request);
    if (!body)
        return refused(body.error());
    if (factor.status != FactorStatus::Active)
        return refused("E0000001", u"the factor is not active"_s);
    const auto refusal = verifyCode(world, user, factor, (*body)["passCode"_L1].toString());
    if (!refusal)
        return json(QJsonObject { { u"factorResult"_s, u"SUCCESS"_s } });
    if (world.settings.secondCode && "E0000083"_L1 == QLatin1String(refusal->code))
        return json(QJsonObject { { u"factorResult"_s, u"TIME_WINDOW_EXCEEDED"_s } });
    return refused(*refusal);
}

Transaction* transactionOf(World& world, const Factor& factor, const QString& publicId)
{
    for (auto& [id, transaction] : world.state.transactions) {
        if (transaction.publicId == publicId && transaction.factorId == factor.id)
            return &transaction;
    }
    return nullptr;
}

Reply cancel(World& world, const Factor& factor, const QString& publicId)
{
    Transaction* transaction = transactionOf(world, factor, publicId);
    if (!transaction)
        return refused("E0000007");
    if (transaction->outcome == Outcome::Waiting) {
        transaction->outcome = Outcome::Cancelled;
        transaction->ended = world.now();
    }
    return empty(204);
}

/// With a push factor go those of the same app: its codes and its enrolment, and the device is
/// told.
void remove(World& world, const QString& factorId)
{
    const Factor factor = world.state.factors[factorId];
    const auto enrolment = world.state.enrolments.find(factor.enrolmentId);
    if (factor.type == "push"_L1 && enrolment != world.state.enrolments.end())
        world.removeEnrolment(enrolment->second);
    if (factor.type == "push"_L1)
        std::erase_if(world.state.factors, [&factor](const auto& entry) {
            const Factor& other = entry.second;
            return other.userId == factor.userId && other.type == "token:software:totp"_L1
                && other.provider == "OKTA"_L1;
        });
    world.state.factors.erase(factorId);
}

Reply resetAll(World& world, User& user)
{
    for (auto& [id, enrolment] : world.state.enrolments) {
        if (enrolment.userId == user.id && enrolment.standing != Standing::Removed)
            world.removeEnrolment(enrolment);
    }
    std::erase_if(
        world.state.factors, [&user](const auto& entry) { return entry.second.userId == user.id; });
    user.failures = 0;
    return json(QJsonObject());
}

void addTransactions(Router& router, World& world)
{
    router.on("GET", "/api/v1/users/*/factors/*/transactions/*",
        [&world](const Request& request, const QStringList& arguments) {
            return withFactor(world, arguments, [&](User&, Factor& factor) {
                const Transaction* found = transactionOf(world, factor, arguments[2]);
                return found ? json(transactionJson(world, *found, request.origin))
                             : refused("E0000007");
            });
        });
    router.on("DELETE", "/api/v1/users/*/factors/*/transactions/*",
        [&world](const Request&, const QStringList& arguments) {
            return withFactor(world, arguments,
                [&](User&, Factor& factor) { return cancel(world, factor, arguments[2]); });
        });
}

void addFactors(Router& router, World& world)
{
    router.on("GET", "/api/v1/users/*/factors/*",
        [&world](const Request& request, const QStringList& arguments) {
            return withFactor(world, arguments, [&](User&, Factor& factor) {
                return json(factorJson(world, factor, request.origin));
            });
        });
    router.on("DELETE", "/api/v1/users/*/factors/*",
        [&world](const Request&, const QStringList& arguments) {
            return withFactor(world, arguments, [&](User&, Factor& factor) {
                remove(world, QString(factor.id));
                return empty(204);
            });
        });
    router.on("POST", "/api/v1/users/*/factors/*/verify",
        [&world](const Request& request, const QStringList& arguments) {
            return withFactor(world, arguments,
                [&](User& user, Factor& factor) { return verify(world, request, user, factor); });
        });
    router.on("GET", "/api/v1/users/*/factors/*/qr/*",
        [&world](const Request&, const QStringList& arguments) {
            return withFactor(world, arguments, [&](User&, Factor& factor) {
                const bool fits = factor.status == FactorStatus::Pending && factor.activation
                    && factor.activation->pictureToken == arguments[2];
                return fits ? picture(world, factor) : refused("E0000007");
            });
        });
}

} // namespace

Factor* activeFactor(World& world, const QString& userId, const QString& type)
{
    Factor* newest = nullptr;
    for (auto& [id, factor] : world.state.factors) {
        const bool fits =
            factor.userId == userId && factor.type == type && factor.status == FactorStatus::Active;
        if (fits && (!newest || factor.updated >= newest->updated))
            newest = &factor;
    }
    return newest;
}

std::optional<Refusal> verifyCode(World& world, User& user, Factor& factor, const QString& code)
{
    if (user.failures >= FailuresThatLock)
        return Refusal { "E0000069" };
    switch (judgeCode(factor, code, world.now(), world.settings.secondCode)) {
    case CodeVerdict::Accepted:
        user.failures = 0;
        return std::nullopt;
    case CodeVerdict::Used:
        return Refusal { "E0000082" };
    case CodeVerdict::OutsideWindow:
        return Refusal { "E0000083" };
    case CodeVerdict::Wrong:
        break;
    }
    ++user.failures;
    return Refusal { "E0000068", u"Your passcode doesn't match our records. Please try again."_s };
}

Reply picture(World& world, const Factor& factor)
{
    constexpr int PixelsPerModule = 5;
    const QByteArray text = codeText(world, factor).toUtf8();
    const auto matrix = qr::encode(base::bytesOf(text));
    const auto png =
        matrix ? qr::toPng(*matrix, PixelsPerModule) : base::Result<QByteArray>(matrix.error());
    return png ? Reply { .type = "image/png", .body = *png } : refused("E0000009");
}

void addFactorsApi(Router& router, World& world)
{
    router.on("GET", "/api/v1/users/*", [&world](const Request&, const QStringList& arguments) {
        return withUser(world, arguments[0], [](User& user) {
            return json(QJsonObject { { u"id"_s, user.id }, { u"status"_s, u"ACTIVE"_s },
                { u"profile"_s,
                    QJsonObject { { u"login"_s, user.login }, { u"email"_s, user.login },
                        { u"displayName"_s, user.name } } } });
        });
    });
    router.on("GET", "/api/v1/users/*/factors",
        [&world](const Request& request, const QStringList& arguments) {
            return withUser(
                world, arguments[0], [&](User& user) { return list(world, request.origin, user); });
        });
    // Before the address of one factor, which it looks like.
    router.on("GET", "/api/v1/users/*/factors/catalog",
        [&world](const Request& request, const QStringList& arguments) {
            return withUser(world, arguments[0],
                [&](User& user) { return catalog(world, request.origin, user); });
        });
    router.on("POST", "/api/v1/users/*/lifecycle/reset_factors",
        [&world](const Request&, const QStringList& arguments) {
            return withUser(world, arguments[0], [&](User& user) { return resetAll(world, user); });
        });
    addFactors(router, world);
    addTransactions(router, world);
    addEnrolmentApi(router, world);
}

} // namespace sandbox
