// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/desk/okta/client.h"

#include "core/base/origin.h"
#include "core/base/percent.h"
#include "core/desk/okta/activation_picture.h"

#include <QUrl>

namespace desk::okta {

namespace {

using base::Error;
using base::ErrorCode;

std::string hostOf(const std::string& address)
{
    return QUrl(QString::fromStdString(address)).host().toStdString();
}

/// Tells what needed no request, as late as what did.
template <typename T>
void tellLater(QObject* context, std::function<void(Reply<T>)> done, Reply<T> reply)
{
    auto kept = std::make_shared<Reply<T>>(std::move(reply));
    QMetaObject::invokeMethod(
        context, [done = std::move(done), kept] { done(std::move(*kept)); }, Qt::QueuedConnection);
}

/// Hands on what a reader makes of a reply.
template <typename T, typename Read>
std::function<void(Reply<net::HttpResponse>)> reading(
    std::function<void(Reply<T>)> done, std::string host, Read read)
{
    return [done = std::move(done), host = std::move(host), read = std::move(read)](
               Reply<net::HttpResponse> reply) {
        if (!reply)
            return done(reply.error());
        base::Result<T> value = read(*reply);
        if (!value)
            return done(notUnderstood(value.error(), host));
        done(std::move(*value));
    };
}

std::function<void(Reply<net::HttpResponse>)> withoutValue(std::function<void(Reply<void>)> done)
{
    return [done = std::move(done)](const Reply<net::HttpResponse>& reply) {
        done(reply ? Reply<void>() : Reply<void>(reply.error()));
    };
}

std::string bodyWithCode(const std::string& code)
{
    return base::json::Writer().beginObject().member("passCode", code).endObject().take();
}

} // namespace

Client::Client(net::HttpClient& http, const base::Clock& clock, Organisation organisation,
    crypto::SecretBytes token)
    : m_http(http),
      m_clock(clock),
      m_organisation(std::move(organisation)),
      m_token(std::move(token))
{ }

net::RequestHandle Client::factors(
    const std::string& user, QObject* context, Done<std::vector<Factor>> done)
{
    const auto address = factorsOf(user);
    if (!address) {
        tellLater<std::vector<Factor>>(context, std::move(done), Trouble { address.error() });
        return {};
    }
    return send({ net::Method::Get, *address }, context,
        reading<std::vector<Factor>>(std::move(done), host(),
            [](const net::HttpResponse& response) { return readFactors(response.text()); }));
}

net::RequestHandle Client::enroll(
    const std::string& user, const FactorKind& kind, QObject* context, Done<Factor> done)
{
    const auto address = factorsOf(user);
    if (!address) {
        tellLater<Factor>(context, std::move(done), Trouble { address.error() });
        return {};
    }
    std::string body = base::json::Writer()
                           .beginObject()
                           .member("factorType", kind.type)
                           .member("provider", kind.provider)
                           .endObject()
                           .take();
    return send({ net::Method::Post, *address, std::move(body) }, context,
        reading<Factor>(std::move(done), host(),
            [](const net::HttpResponse& response) { return readFactor(response.text()); }));
}

net::RequestHandle Client::remove(const Factor& factor, QObject* context, Done<void> done)
{
    return send({ net::Method::Delete, factor.self, {}, Wants::Nothing }, context,
        withoutValue(std::move(done)));
}

net::RequestHandle Client::poll(Activation activation, QObject* context, Done<ActivationReply> done)
{
    Call call { net::Method::Post, activation.poll };
    // What is captured is copied with the function; an activation has secrets, which are not.
    const auto before = std::make_shared<Activation>(std::move(activation));
    return send(call, context,
        reading<ActivationReply>(std::move(done), host(),
            [before, now = timeThere()](
                const net::HttpResponse& response) -> base::Result<ActivationReply> {
                auto reply = readActivationReply(response.text());
                auto* const going = reply ? std::get_if<Activation>(&*reply) : nullptr;
                if (!going)
                    return reply;
                *going = continued(std::move(*before), std::move(*going));
                going->result = resultAt(going->result, going->expires, now());
                return reply;
            }));
}

net::RequestHandle Client::activate(const Activation& activation, const std::string& code,
    QObject* context, Done<ActivationReply> done)
{
    return send({ net::Method::Post, activation.restart, code.empty() ? "" : bodyWithCode(code) },
        context,
        reading<ActivationReply>(std::move(done), host(), [](const net::HttpResponse& response) {
            return readActivationReply(response.text());
        }));
}

net::RequestHandle Client::picture(
    const Activation& activation, QObject* context, Done<crypto::WipedBytes> done)
{
    const std::string_view link = base::textOf(activation.picture);
    if (isDataLink(link)) {
        auto picture = pictureOf(link);
        tellLater<crypto::WipedBytes>(context, std::move(done),
            picture ? Reply<crypto::WipedBytes>(std::move(*picture))
                    : Reply<crypto::WipedBytes>(notUnderstood(picture.error(), host())));
        return {};
    }
    // The address has a token in it; Qt's and our own copies of it go unwiped with the request.
    return send({ net::Method::Get, std::string(link), {}, Wants::Picture }, context,
        reading<crypto::WipedBytes>(std::move(done), host(),
            [](net::HttpResponse& response) -> base::Result<crypto::WipedBytes> {
                if (response.body.empty())
                    return Error { ErrorCode::NotUnderstood, "no picture" };
                return std::move(response.body);
            }));
}

net::RequestHandle Client::startPush(
    const Factor& factor, bool withNumber, QObject* context, Done<Transaction> done)
{
    std::string body = withNumber ? base::json::Writer()
                                        .beginObject()
                                        .member("useNumberMatchingChallenge", true)
                                        .endObject()
                                        .take()
                                  : std::string();
    return send({ net::Method::Post, factor.verify, std::move(body) }, context,
        reading<Transaction>(std::move(done), host(),
            [](const net::HttpResponse& response) { return readTransaction(response.text()); }));
}

net::RequestHandle Client::poll(Transaction transaction, QObject* context, Done<Transaction> done)
{
    Call call { net::Method::Get, transaction.poll };
    return send(call, context,
        reading<Transaction>(std::move(done), host(),
            [before = std::move(transaction), now = timeThere()](
                const net::HttpResponse& response) -> base::Result<Transaction> {
                auto reply = readTransaction(response.text());
                if (!reply)
                    return reply;
                *reply = continued(before, std::move(*reply));
                reply->result = resultAt(reply->result, reply->expires, now());
                return reply;
            }));
}

net::RequestHandle Client::cancel(const Transaction& transaction, QObject* context, Done<void> done)
{
    return send({ net::Method::Delete, transaction.cancel, {}, Wants::Nothing }, context,
        withoutValue(std::move(done)));
}

net::RequestHandle Client::verify(
    const Factor& factor, const std::string& code, QObject* context, Done<CodeVerdict> done)
{
    return send({ net::Method::Post, factor.verify, bodyWithCode(code) }, context,
        [done = std::move(done), host = host()](const Reply<net::HttpResponse>& reply) {
            if (!reply) {
                const auto verdict = verdictOf(reply.error().meaning);
                return done(verdict ? Reply<CodeVerdict>(*verdict) : reply.error());
            }
            const auto verdict = readCodeReply(reply->text());
            done(verdict ? Reply<CodeVerdict>(*verdict) : notUnderstood(verdict.error(), host));
        });
}

net::RequestHandle Client::send(const Call& call, QObject* context, Done<net::HttpResponse> done)
{
    auto request = requestFor(call);
    if (!request) {
        tellLater<net::HttpResponse>(context, std::move(done), Trouble { request.error() });
        return {};
    }
    return m_http.send(std::move(*request), context,
        [done = std::move(done), host = host(), wants = call.wants](
            net::HttpClient::Outcome outcome) { done(judged(std::move(outcome), host, wants)); });
}

base::Result<net::HttpRequest> Client::requestFor(const Call& call) const
{
    if (call.address.empty())
        return Error { ErrorCode::NothingToDo, "not offered by the organisation" };
    // Before the token is near it.
    if (base::originOf(call.address) != m_organisation.origin)
        return Error { ErrorCode::RedirectRefused, "link of a reply",
            { host(), hostOf(call.address) } };
    auto token = m_token.clone();
    if (!token)
        return token.error();
    net::HttpRequest request;
    request.method = call.method;
    request.url = call.address;
    request.trust = m_organisation.trust;
    request.authorization = { "SSWS", std::move(*token) };
    request.headers.push_back(
        { "Accept", call.wants == Wants::Picture ? "image/png" : "application/json" });
    if (!call.body.empty()) {
        const base::ByteView bytes = base::bytesOf(call.body);
        request.body.assign(bytes.begin(), bytes.end());
        request.headers.push_back({ "Content-Type", "application/json" });
    }
    return request;
}

base::Result<std::string> Client::factorsOf(const std::string& user) const
{
    // Dots are steps of a path, however they are escaped.
    if (user.empty() || user == "." || user == "..")
        return Error { ErrorCode::InvalidField, "user", { "user", user } };
    return m_organisation.origin + "/api/v1/users/" + base::percentEncoded(user) + "/factors";
}

/// The server's time where it has told it, for times it wrote itself.
std::function<base::Time()> Client::timeThere() const
{
    return [&http = m_http, &clock = m_clock, origin = m_organisation.origin] {
        const auto known = http.serverTime(origin);
        return known ? clock.now() + known->offset : clock.now();
    };
}

std::string Client::host() const
{
    return hostOf(m_organisation.origin);
}

} // namespace desk::okta
