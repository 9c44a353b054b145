// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/net/http_client.h"
#include "tests/support/fixed_timers.h"
#include "tests/support/http_server.h"

#include <QTest>

namespace support {

/// A client, and the outcomes of what was sent by it.
struct HttpScene
{
    using Outcome = net::HttpClient::Outcome;

    FixedClock clock { 1'760'000'000 };
    FixedTimers timers { clock };
    net::HttpClient client { "Countersign/test", clock, timers };
    QObject context;
    std::vector<Outcome> outcomes;

    net::RequestHandle send(net::HttpRequest request)
    {
        return client.send(std::move(request), &context,
            [this](Outcome outcome) { outcomes.push_back(std::move(outcome)); });
    }

    /// Sends and waits for the outcome, whatever it is.
    void exchange(net::HttpRequest request)
    {
        const std::size_t before = outcomes.size();
        send(std::move(request));
        QTRY_VERIFY(outcomes.size() > before);
    }

    /// The code of the last outcome; Cancelled where it is an answer.
    base::ErrorCode code() const
    {
        return outcomes.back() ? base::ErrorCode::Cancelled : outcomes.back().error().error.code;
    }
    const std::vector<std::string>& arguments() const
    {
        return outcomes.back().error().error.arguments;
    }
};

inline net::HttpRequest get(const std::string& url)
{
    return { .url = url };
}

inline net::HttpRequest post(const std::string& url, std::string_view body)
{
    net::HttpRequest request { .method = net::Method::Post,
        .url = url,
        .headers = { { "Content-Type", "application/json" } } };
    request.body.assign(body.begin(), body.end());
    return request;
}

} // namespace support
