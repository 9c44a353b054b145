// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// Whatever may be sent to the practice service: requests as they come on a connection, and what
// they ask for, with and without its tokens. A request is written as it travels, with "T" for the
// API's token and "P" for that of its pages.

#include "app/sandbox/request_meter.h"
#include "app/sandbox/service.h"
#include "tests/app/sandbox/vector_world.h"
#include "tests/support/fixed_clock.h"

#include <QJsonDocument>
#include <QUrl>

namespace {

void require(bool holds)
{
    if (!holds)
        __builtin_trap();
}

/// The same row in each run, and no two ids alike.
class CountingRandom : public crypto::RandomSource
{
public:
    base::Result<void> fill(base::MutableByteView bytes) override
    {
        for (std::uint8_t& byte : bytes) {
            m_state = m_state * 6364136223846793005ULL + 1442695040888963407ULL;
            byte = static_cast<std::uint8_t>(m_state >> 56U);
        }
        return {};
    }

private:
    std::uint64_t m_state = 1;
};

sandbox::Service& service()
{
    static const support::FixedClock clock(1'760'000'012);
    static CountingRandom random;
    static const std::unique_ptr<sandbox::Service> service = [] {
        auto made = sandbox::Service::make(clock, random);
        require(made.has_value());
        return std::move(*made);
    }();
    return *service;
}

sandbox::World& freshWorld()
{
    sandbox::World& world = service().world();
    world.settings = {};
    world.settings.rateLimit = 1 << 30; // the clock stands, so that a minute never ends
    world.faults = {};
    world.limits.kept = 100;
    support::fillWithVectors(world);
    for (auto& [id, user] : world.state.users)
        user.password = QStringLiteral("S");
    world.apiToken = QStringLiteral("T");
    world.pageToken = QStringLiteral("P");
    world.httpsOrigin = support::VectorOrg;
    world.httpOrigin = QStringLiteral("http://127.0.0.1:0");
    return world;
}

/// Whether a connection is judged alike however its bytes come.
void checkMeter(QByteArrayView bytes)
{
    using Verdict = sandbox::RequestMeter::Verdict;
    constexpr sandbox::Limits Small { .head = 512, .body = 256 };
    const Verdict whole = sandbox::RequestMeter().take(bytes, Small);
    sandbox::RequestMeter meter;
    Verdict last = Verdict::Partial;
    qsizetype taken = 0;
    while (taken < bytes.size() && last == Verdict::Partial)
        last = meter.take(bytes.sliced(taken++, 1), Small);
    require(taken <= Small.head + 4 + Small.body);
    const bool isMore = last == Verdict::Whole && taken < bytes.size();
    require(whole == (isMore ? Verdict::NotUnderstood : last));
    require(
        (sandbox::statusOf(whole) == 0) == (whole == Verdict::Partial || whole == Verdict::Whole));
}

sandbox::Request requestIn(const QByteArray& text)
{
    const qsizetype end = text.indexOf("\n\n");
    QList<QByteArray> lines = text.left(end).split('\n');
    const QList<QByteArray> words = lines.takeFirst().split(' ');
    const QUrl target = QUrl::fromEncoded(words.value(1), QUrl::StrictMode);
    sandbox::Request request = { .method = words.value(0),
        .path = target.path(QUrl::FullyEncoded),
        .query = QUrlQuery(target),
        .headers = { { "Host", "127.0.0.1:0" }, { "Content-Type", "application/json" } },
        .body = end < 0 ? QByteArray() : text.mid(end + 2),
        .peer = QStringLiteral("127.0.0.1"),
        .origin = support::VectorOrg };
    for (const QByteArray& line : lines) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0)
            request.headers.prepend({ line.left(colon), line.mid(colon + 1).trimmed() });
    }
    return request;
}

/// No header is two, whatever was asked for.
void checkHeaders(const sandbox::Reply& reply)
{
    for (const auto& [name, value] : reply.headers)
        require(!value.contains('\n') && !value.contains('\r') && !name.contains('\n'));
}

void checkReply(const sandbox::Reply& reply)
{
    require(reply.status >= 200 && reply.status <= 599);
    if (reply.type == "application/json" && !reply.body.isEmpty())
        require(!QJsonDocument::fromJson(reply.body).isNull());
    // What somebody called <fuzz is text on every page.
    if (reply.type.startsWith("text/html"))
        require(!reply.body.contains("<fuzz"));
}

void checkWorld(const sandbox::World& world)
{
    const sandbox::State& state = world.state;
    for (const std::size_t count : { state.users.size(), state.devices.size(),
             state.enrolments.size(), state.factors.size(), state.transactions.size(),
             state.tokens.size(), state.grants.size(), state.outbox.size() })
        require(count <= world.limits.kept);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArray text(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    checkMeter(text);
    const sandbox::World& world = freshWorld();
    // Several, each after the other, so that one can use what another made.
    qsizetype start = 0;
    for (int i = 0; i < 4 && start >= 0 && start < text.size(); ++i) {
        const qsizetype end = text.indexOf("\n===\n", start);
        const sandbox::Request request = requestIn(text.mid(start, end < 0 ? end : end - start));
        // Making a key takes longer than all else together.
        if (request.path == QStringLiteral("/sandbox/keys"))
            break;
        const bool isSpoilt = world.faults != sandbox::Faults();
        const sandbox::Reply reply = service().handle(request);
        checkHeaders(reply);
        if (!isSpoilt)
            checkReply(reply);
        start = end < 0 ? end : end + 5;
    }
    checkWorld(world);
    return 0;
}
