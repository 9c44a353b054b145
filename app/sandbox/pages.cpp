// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/sandbox/pages.h"

#include "app/sandbox/activation_api.h"
#include "app/sandbox/challenges.h"
#include "app/sandbox/factor_json.h"
#include "app/sandbox/factors_api.h"
#include "app/sandbox/templates.h"

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

QJsonObject stateJson(const QString& state)
{
    return { { u"state"_s, state } };
}

/// The user whose name and password the page sends; a wrong name and a wrong password look alike.
base::Result<User*, Refusal> signedIn(World& world, const Request& request, const QJsonObject& body)
{
    if (!isFromOwnPage(world, request))
        return Refusal { "E0000005" };
    User* user = world.userNamed(body["login"_L1].toString());
    const QString password = body["password"_L1].toString();
    if (!user || password.isEmpty() || user->password != password)
        return Refusal { "E0000207" };
    return user;
}

Browser browserOf(const World& world, const Request& request)
{
    const QString& told = world.settings.browserAddress;
    return { told.isEmpty() ? request.peer : told,
        QString::fromUtf8(request.header("User-Agent")) };
}

QJsonObject waitingJson(const Transaction& transaction)
{
    QJsonObject object = stateJson(word(transaction.outcome).toLower());
    object[u"transaction"_s] = transaction.publicId;
    object[u"asksNumber"_s] = !transaction.numbers.isEmpty();
    const bool waits = transaction.outcome == Outcome::Waiting;
    if (waits && transaction.wasFetched && !transaction.numbers.isEmpty())
        object[u"number"_s] = transaction.answer;
    return object;
}

/// Password, then push; without a push factor a code; without any the way to the other page.
Reply signIn(World& world, const Request& request)
{
    const auto body = bodyOf(request);
    if (!body)
        return refused(body.error());
    const auto user = signedIn(world, request, *body);
    if (!user)
        return refused(user.error());
    if (const Factor* push = activeFactor(world, (*user)->id, u"push"_s)) {
        if (world.isFull(world.state.transactions))
            return refused("E0000047");
        const Question question = { .withNumbers = (*body)["numbers"_L1].toBool(),
            .message = {},
            .browser = browserOf(world, request) };
        return json(waitingJson(startTransaction(world, *push, question)));
    }
    const bool hasCodes = activeFactor(world, (*user)->id, u"token:software:totp"_s)
        || activeFactor(world, (*user)->id, u"token:hotp"_s);
    return json(stateJson(hasCodes ? u"code"_s : u"none"_s));
}

Reply signInState(World& world, const QString& publicId)
{
    for (const auto& [id, transaction] : world.state.transactions) {
        if (transaction.publicId == publicId)
            return json(waitingJson(transaction));
    }
    return json(stateJson(u"timeout"_s));
}

Reply signInByCode(World& world, const Request& request)
{
    const auto body = bodyOf(request);
    if (!body)
        return refused(body.error());
    const auto user = signedIn(world, request, *body);
    if (!user)
        return refused(user.error());
    Factor* factor = activeFactor(world, (*user)->id, u"token:software:totp"_s);
    if (!factor)
        factor = activeFactor(world, (*user)->id, u"token:hotp"_s);
    if (!factor)
        return json(stateJson(u"none"_s));
    const QString code = (*body)["code"_L1].toString().remove(u' ');
    if (const auto refusal = verifyCode(world, **user, *factor, code))
        return refused(*refusal);
    return json(stateJson(u"success"_s));
}

Reply startActivation(World& world, const Request& request)
{
    const auto body = bodyOf(request);
    if (!body)
        return refused(body.error());
    const auto user = signedIn(world, request, *body);
    if (!user)
        return refused(user.error());
    const auto factor = startEnrolment(world, **user, u"push"_s, u"OKTA"_s);
    if (!factor)
        return refused(factor.error());
    QJsonObject object = stateJson(u"waiting"_s);
    object[u"factor"_s] = (*factor)->id;
    object[u"picture"_s] = u"/api/v1/users/%1/factors/%2/qr/%3"_s.arg(
        (*user)->id, (*factor)->id, (*factor)->activation->pictureToken);
    object[u"link"_s] = activationLink(world, **factor, **user);
    return json(object);
}

Reply activationState(World& world, const QString& factorId)
{
    const auto found = world.state.factors.find(factorId);
    if (found == world.state.factors.end())
        return json(stateJson(u"timeout"_s));
    const Factor& factor = found->second;
    if (factor.status == FactorStatus::Active)
        return json(stateJson(u"active"_s));
    const bool waits = factor.activation && world.now() < factor.activation->expires;
    return json(stateJson(waits ? u"waiting"_s : u"timeout"_s));
}

} // namespace

bool isFromOwnPage(const World& world, const Request& request)
{
    return QString::fromLatin1(request.header("X-Page-Token")) == world.pageToken;
}

void addPages(Router& router, World& world)
{
    const auto show = [&router, &world](const char* path, const char* file) {
        router.on("GET", path, [&world, file](const Request&, const QStringList&) {
            return page(file, { { u"token"_s, world.pageToken } });
        });
    };
    show("/", "sign-in.html");
    show("/enrol", "enrol.html");
    router.on("GET", "/assets/sandbox.js", [](const Request&, const QStringList&) {
        return asset("sandbox.js", "text/javascript; charset=utf-8");
    });
    router.on("GET", "/assets/sandbox.css", [](const Request&, const QStringList&) {
        return asset("sandbox.css", "text/css; charset=utf-8");
    });
    const auto on = [&router, &world](const char* path, auto function) {
        router.on("POST", path, [&world, function](const Request& request, const QStringList&) {
            return function(world, request);
        });
    };
    on("/pages/sign-in", signIn);
    on("/pages/code", signInByCode);
    on("/pages/enrol", startActivation);
    router.on("GET", "/pages/sign-in/*", [&world](const Request&, const QStringList& arguments) {
        return signInState(world, arguments.front());
    });
    router.on("GET", "/pages/enrol/*", [&world](const Request&, const QStringList& arguments) {
        return activationState(world, arguments.front());
    });
}

} // namespace sandbox
