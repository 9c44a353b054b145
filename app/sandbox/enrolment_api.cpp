// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/sandbox/enrolment_api.h"

#include "app/sandbox/activation_api.h"
#include "app/sandbox/factor_json.h"
#include "app/sandbox/factors_api.h"
#include "app/sandbox/passcodes.h"

#include <algorithm>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int VendorSecretSize = 20;
constexpr int GoogleSecretSize = 10;
constexpr std::size_t AttemptsAllowed = 5;
constexpr std::chrono::minutes AttemptsWithin { 5 };

Activation newActivation(World& world)
{
    return { world.randomText(32), world.randomText(32),
        world.now() + world.settings.activationLife };
}

bool isOfKind(const Factor& factor, const User& user, const QString& type, const QString& provider)
{
    return factor.userId == user.id && factor.type == type && factor.provider == provider;
}

/// Custom codes are active at once; their secret comes with the request.
Reply enrolCustom(World& world, const Request& request, const User& user, const QJsonObject& body)
{
    const QString profile = body["factorProfileId"_L1].toString();
    const bool counted = profile == QLatin1String(CountedProfileId);
    if (!counted && profile != QLatin1String(TimedProfileId))
        return refused("E0000001", u"factorProfileId"_s);
    if (request.parameter(u"activate"_s) != "true"_L1)
        return refused("E0000001", u"only activate=true is possible"_s);
    const QString text = body["profile"_L1].toObject()["sharedSecret"_L1].toString();
    const auto secret = base::fromHex(text.toStdString());
    if (!secret || secret->empty())
        return refused("E0000001", u"profile.sharedSecret"_s);
    if (world.isFull(world.state.factors))
        return refused("E0000047");
    const std::string_view bytes = base::textOf(*secret);
    const QString id = world.newId("chf");
    Factor& factor = world.state.factors[id];
    factor = { .id = id,
        .userId = user.id,
        .type = u"token:hotp"_s,
        .provider = u"CUSTOM"_s,
        .status = FactorStatus::Active,
        .created = world.now(),
        .updated = world.now(),
        .secret = QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size())) };
    if (counted)
        factor.codes = otp::Hotp {};
    return json(factorJson(world, factor, request.origin));
}

Reply enrolFactor(World& world, const Request& request, User& user)
{
    const auto body = bodyOf(request);
    if (!body)
        return refused(body.error());
    const QString type = (*body)["factorType"_L1].toString();
    const QString provider = (*body)["provider"_L1].toString();
    if (type == "token:hotp"_L1 && provider == "CUSTOM"_L1)
        return enrolCustom(world, request, user, *body);
    const auto factor = startEnrolment(world, user, type, provider);
    return factor ? json(factorJson(world, **factor, request.origin)) : refused(factor.error());
}

/// Five attempts within five minutes for factors of codes.
bool mayAttempt(Factor& factor, base::Time now)
{
    std::erase_if(factor.attempts, [now](base::Time time) { return time + AttemptsWithin <= now; });
    if (factor.attempts.size() >= AttemptsAllowed)
        return false;
    factor.attempts.push_back(now);
    return true;
}

Reply activateCodes(World& world, const Request& request, Factor& factor)
{
    if (factor.status != FactorStatus::Pending)
        return refused("E0000001", u"the factor is not pending"_s);
    const auto body = bodyOf(request);
    if (!body)
        return refused(body.error());
    if (!mayAttempt(factor, world.now()))
        return refused("E0000047");
    const QString code = (*body)["passCode"_L1].toString();
    if (judgeCode(factor, code, world.now()) != CodeVerdict::Accepted)
        return refused("E0000068", u"Your passcode doesn't match our records. Please try again."_s);
    factor.status = FactorStatus::Active;
    factor.updated = world.now();
    factor.activation.reset();
    return json(factorJson(world, factor, request.origin));
}

/// Activates codes, or starts the activation of a push factor anew.
Reply activate(World& world, const Request& request, Factor& factor)
{
    if (factor.type != "push"_L1)
        return activateCodes(world, request, factor);
    if (factor.status != FactorStatus::Pending)
        return refused("E0000001", u"the factor is not pending"_s);
    factor.activation = newActivation(world);
    factor.updated = world.now();
    return json(factorJson(world, factor, request.origin));
}

Reply poll(World& world, const Request& request, const Factor& factor)
{
    if (factor.status == FactorStatus::Active)
        return json(factorJson(world, factor, request.origin)); // another shape: that is the sign
    return json(activationJson(world, factor, request.origin));
}

Reply sendLink(World& world, const Request& request, Factor& factor, bool bySms)
{
    const auto body = bodyOf(request);
    if (!body)
        return refused(body.error());
    const bool waits = factor.status == FactorStatus::Pending && factor.activation
        && world.now() < factor.activation->expires;
    if (factor.type != "push"_L1 || !waits)
        return refused("E0000001", u"the factor does not wait for a device"_s);
    const QJsonObject profile = (*body)["profile"_L1].toObject();
    const User& user = *world.userById(factor.userId);
    const QString phone = profile["phoneNumber"_L1].toString();
    if (bySms && !phone.startsWith(u'+'))
        return refused("E0000098");
    const QString address = profile["email"_L1].toString(user.login);
    if (world.isFull(world.state.outbox))
        world.state.outbox.erase(world.state.outbox.begin());
    world.state.outbox.push_back({ .channel = bySms ? u"sms"_s : u"email"_s,
        .recipient = bySms ? phone : address,
        .text = u"Open this link on the computer that shall answer your sign-ins."_s,
        .link = activationLink(world, factor, user),
        .created = world.now(),
        .expires = factor.activation->expires });
    return json(activationJson(world, factor, request.origin));
}

/// The factor of a path that begins with user and factor.
template <typename Work> Router::Handler withFactor(World& world, Work work)
{
    return [&world, work](const Request& request, const QStringList& arguments) {
        const User* user = world.userNamed(arguments[0]);
        const auto found = world.state.factors.find(arguments[1]);
        if (!user || found == world.state.factors.end() || found->second.userId != user->id)
            return refused("E0000007", u"the factor is not known"_s);
        return work(world, request, found->second);
    };
}

} // namespace

base::Result<Factor*, Refusal> startEnrolment(
    World& world, User& user, const QString& type, const QString& provider)
{
    const bool codes =
        type == "token:software:totp"_L1 && (provider == "OKTA"_L1 || provider == "GOOGLE"_L1);
    const bool push = type == "push"_L1 && provider == "OKTA"_L1;
    if (!codes && !push)
        return Refusal { "E0000001", u"factorType and provider are no pair of this service"_s };
    // Several devices may answer for one user; codes there are only once.
    const bool isSetUp = codes && std::ranges::any_of(world.state.factors, [&](const auto& entry) {
        return isOfKind(entry.second, user, type, provider)
            && entry.second.status == FactorStatus::Active;
    });
    if (isSetUp)
        return Refusal { "E0000001", u"A factor of this type is already set up."_s };
    std::erase_if(world.state.factors, [&](const auto& entry) {
        return isOfKind(entry.second, user, type, provider)
            && entry.second.status == FactorStatus::Pending;
    });
    if (world.isFull(world.state.factors))
        return Refusal { "E0000047" };
    const bool google = provider == "GOOGLE"_L1;
    const QString id = world.newId(push ? "opf" : google ? "uft" : "ost");
    Factor& factor = world.state.factors[id];
    factor = { .id = id,
        .userId = user.id,
        .type = type,
        .provider = provider,
        .created = world.now(),
        .updated = world.now(),
        .activation = newActivation(world) };
    if (codes)
        factor.secret = world.randomBytes(google ? GoogleSecretSize : VendorSecretSize);
    return &factor;
}

void addEnrolmentApi(Router& router, World& world)
{
    router.on("POST", "/api/v1/users/*/factors",
        [&world](const Request& request, const QStringList& arguments) {
            User* user = world.userNamed(arguments[0]);
            return user ? enrolFactor(world, request, *user)
                        : refused("E0000007", u"the user is not known"_s);
        });
    router.on("POST", "/api/v1/users/*/factors/*/lifecycle/activate", withFactor(world, activate));
    router.on("POST", "/api/v1/users/*/factors/*/lifecycle/activate/poll", withFactor(world, poll));
    router.on("POST", "/api/v1/users/*/factors/*/lifecycle/activate/email",
        withFactor(world, [](World& w, const Request& request, Factor& factor) {
            return sendLink(w, request, factor, false);
        }));
    router.on("POST", "/api/v1/users/*/factors/*/lifecycle/activate/sms",
        withFactor(world, [](World& w, const Request& request, Factor& factor) {
            return sendLink(w, request, factor, true);
        }));
}

} // namespace sandbox
