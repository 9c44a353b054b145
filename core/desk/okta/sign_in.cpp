// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/desk/okta/sign_in.h"

#include "core/base/json_members.h"
#include "core/base/json_writer.h"
#include "core/base/origin.h"
#include "core/crypto/json_secret.h"

#include <algorithm>
#include <array>

namespace desk::okta {

namespace {

namespace json = base::json;

struct StateRow
{
    std::string_view word;
    SignInState state;
};

constexpr std::array StateRows = {
    StateRow { "MFA_ENROLL", SignInState::MfaEnroll },
    StateRow { "MFA_ENROLL_ACTIVATE", SignInState::MfaEnrollActivate },
    StateRow { "MFA_REQUIRED", SignInState::MfaRequired },
    StateRow { "MFA_CHALLENGE", SignInState::MfaChallenge },
    StateRow { "SUCCESS", SignInState::Success },
};

SignInState stateOf(std::string_view word)
{
    const auto* const row = std::ranges::find(StateRows, word, &StateRow::word);
    return row == StateRows.end() ? SignInState::Other : row->state;
}

/// The factors, whichever of the three shapes they have: a list, one object under the name of the
/// list, or one under its own.
base::Result<void> readInto(SignIn& signIn, const json::Value& embedded)
{
    constexpr std::size_t Most = 200;
    const json::Value& list = json::at(embedded, { "factors" });
    std::vector<const json::Value*> objects;
    if (list.isArray()) {
        for (const json::Value& item : list.items)
            objects.push_back(&item);
    }
    for (const json::Value* one : { &list, &json::at(embedded, { "factor" }) }) {
        if (one->isObject())
            objects.push_back(one);
    }
    for (const json::Value* object : objects) {
        auto factor = readFactor(*object);
        if (!factor && factor.error().code != base::ErrorCode::NotUnderstood)
            return factor.error();
        if (!factor || signIn.factors.size() == Most)
            continue;
        signIn.factors.push_back(std::move(*factor));
        if (!signIn.correctAnswer)
            signIn.correctAnswer = correctAnswerOf(*object);
    }
    return {};
}

} // namespace

base::Result<SignIn> readSignIn(std::string_view body)
{
    const auto object = json::read(body);
    if (!object)
        return object.error();
    const std::string status = json::textOf(*object, "status");
    const base::Error none { base::ErrorCode::NotUnderstood, "no sign-in" };
    if (status.empty())
        return none;
    SignIn signIn;
    signIn.state = stateOf(status);
    signIn.result = factorResultOf(*object);
    signIn.expires = expiryOf(*object);
    auto stateToken = crypto::readSecret(json::at(*object, { "stateToken" }));
    auto sessionToken = crypto::readSecret(json::at(*object, { "sessionToken" }));
    if (!stateToken || !sessionToken)
        return stateToken ? sessionToken.error() : stateToken.error();
    if (signIn.state == SignInState::Success && sessionToken->isEmpty())
        return none;
    signIn.stateToken = std::move(*stateToken);
    signIn.sessionToken = std::move(*sessionToken);
    const auto read = readInto(signIn, json::at(*object, { "_embedded" }));
    if (!read)
        return read.error();
    std::vector<Link> next = linksOf(*object, "next");
    if (!next.empty())
        signIn.next = std::move(next.front());
    return signIn;
}

base::Result<net::HttpRequest> pollOf(
    const SignIn& signIn, const std::string& origin, const net::Trust& trust)
{
    if (!signIn.next || signIn.next->name != "poll")
        return base::Error { base::ErrorCode::NothingToDo, "not offered by the organisation" };
    const auto there = base::originOf(signIn.next->address);
    if (there != origin)
        return base::Error { base::ErrorCode::RedirectRefused, "link of a reply",
            { origin, there.value_or(std::string()) } };
    net::HttpRequest request;
    request.method = net::Method::Post;
    request.url = signIn.next->address;
    request.trust = trust;
    request.headers = { { "Accept", "application/json" }, { "Content-Type", "application/json" } };
    json::BasicWriter<crypto::WipedBytes> body;
    body.beginObject().name("stateToken").text(signIn.stateToken.text()).endObject();
    request.body = body.take();
    return request;
}

} // namespace desk::okta
