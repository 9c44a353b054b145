// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/desk/okta/client.h"
#include "tests/support/fixed_clock.h"

#include <QTest>

namespace support {

/// A desk and its token, and what its calls bring.
struct DeskScene
{
    static constexpr std::string_view Token = "00TESTdeskTokenTESTdeskTokenTESTdeskToken1";

    FixedClock clock;
    base::QtTimers timers;
    net::HttpClient http { "Countersign/test", clock, timers };
    QObject context;
    desk::okta::Client client;

    DeskScene(
        std::int64_t now, desk::okta::Organisation organisation, std::string_view token = Token)
        : clock(now),
          client(
              http, clock, std::move(organisation), std::move(*crypto::SecretBytes::copyOf(token)))
    { }

    /// Starts a call and waits for what it brings; a timeout of the test where nothing comes.
    template <typename T, typename Start> desk::okta::Reply<T> wait(Start start)
    {
        const auto told = std::make_shared<std::optional<desk::okta::Reply<T>>>();
        start([told](desk::okta::Reply<T> reply) { told->emplace(std::move(reply)); });
        const bool isLater = !told->has_value();
        if (!isLater || !QTest::qWaitFor([&] { return told->has_value(); }, 30'000))
            return desk::okta::Trouble { { base::ErrorCode::NetworkTimeout, "the test" } };
        return std::move(**told);
    }

    auto factors(const std::string& user)
    {
        return wait<std::vector<desk::okta::Factor>>(
            [&](auto done) { client.factors(user, &context, done); });
    }
    auto enroll(const std::string& user, const desk::okta::FactorKind& kind)
    {
        return wait<desk::okta::Factor>(
            [&](auto done) { client.enroll(user, kind, &context, done); });
    }
    auto remove(const desk::okta::Factor& factor)
    {
        return wait<void>([&](auto done) { client.remove(factor, &context, done); });
    }
    auto poll(desk::okta::Activation activation)
    {
        return wait<desk::okta::ActivationReply>(
            [&](auto done) { client.poll(std::move(activation), &context, done); });
    }
    auto activate(const desk::okta::Activation& activation, const std::string& code)
    {
        return wait<desk::okta::ActivationReply>(
            [&](auto done) { client.activate(activation, code, &context, done); });
    }
    auto picture(const desk::okta::Activation& activation)
    {
        return wait<crypto::WipedBytes>(
            [&](auto done) { client.picture(activation, &context, done); });
    }
    auto startPush(const desk::okta::Factor& factor, bool withNumber = false)
    {
        return wait<desk::okta::Transaction>(
            [&](auto done) { client.startPush(factor, withNumber, &context, done); });
    }
    auto poll(const desk::okta::Transaction& transaction)
    {
        return wait<desk::okta::Transaction>(
            [&](auto done) { client.poll(transaction, &context, done); });
    }
    auto cancel(const desk::okta::Transaction& transaction)
    {
        return wait<void>([&](auto done) { client.cancel(transaction, &context, done); });
    }
    auto verify(const desk::okta::Factor& factor, const std::string& code)
    {
        return wait<desk::okta::CodeVerdict>(
            [&](auto done) { client.verify(factor, code, &context, done); });
    }
};

/// What went wrong with a call; Cancelled where nothing did.
template <typename T> base::ErrorCode codeOf(const desk::okta::Reply<T>& reply)
{
    return reply ? base::ErrorCode::Cancelled : reply.error().error.code;
}

/// How a verification or an activation stands; absent where the call has failed, or brought a
/// factor.
inline std::optional<desk::okta::FactorResult> resultOf(
    const desk::okta::Reply<desk::okta::Transaction>& reply)
{
    return reply ? std::optional(reply->result) : std::nullopt;
}
inline std::optional<desk::okta::FactorResult> resultOf(
    const desk::okta::Reply<desk::okta::ActivationReply>& reply)
{
    const auto* const activation = reply ? std::get_if<desk::okta::Activation>(&*reply) : nullptr;
    return activation ? std::optional(activation->result) : std::nullopt;
}

/// What a code was worth; absent where the call has failed.
inline std::optional<desk::okta::CodeVerdict> verdictIn(
    const desk::okta::Reply<desk::okta::CodeVerdict>& reply)
{
    return reply ? std::optional(*reply) : std::nullopt;
}

} // namespace support
