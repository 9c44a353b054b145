// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/desk/okta/activation_reply.h"
#include "core/desk/okta/code_reply.h"
#include "core/desk/okta/reply.h"
#include "core/desk/okta/transaction.h"

namespace desk::okta {

/// Whose users are helped, and who may vouch for it.
struct Organisation
{
    std::string origin; ///< as base::originOf() writes it
    net::Trust trust = net::Trust::system();
};

/// The Factors API of an organisation as whoever verifies its users speaks it: each call sends one
/// request and tells what came of it, once and later, unless its context is gone by then. Addresses
/// are those the organisation gave, and the desk's token goes to none that lies elsewhere.
/// Used on one thread. What is asked for may go on when the client is gone.
class Client
{
public:
    template <typename T> using Done = std::function<void(Reply<T>)>;

    /// Client and clock outlive the calls.
    Client(net::HttpClient& http, const base::Clock& clock, Organisation organisation,
        crypto::SecretBytes token);

    /// What a user has enrolled, by id or name of the user.
    net::RequestHandle factors(
        const std::string& user, QObject* context, Done<std::vector<Factor>> done);
    net::RequestHandle enroll(
        const std::string& user, const FactorKind& kind, QObject* context, Done<Factor> done);
    /// With all that removedWith() tells of.
    net::RequestHandle remove(const Factor& factor, QObject* context, Done<void> done);

    /// Asks once how an activation stands, and answers it with what was known before.
    net::RequestHandle poll(Activation activation, QObject* context, Done<ActivationReply> done);
    /// The first code of a factor of codes; or an empty one, which begins a push activation anew.
    net::RequestHandle activate(const Activation& activation, const std::string& code,
        QObject* context, Done<ActivationReply> done);
    /// The picture of an activation's code, which codeTextIn() reads.
    net::RequestHandle picture(
        const Activation& activation, QObject* context, Done<crypto::WipedBytes> done);

    /// Asks the user on their device, to choose a number among three if so wished.
    net::RequestHandle startPush(
        const Factor& factor, bool withNumber, QObject* context, Done<Transaction> done);
    /// Asks once how it stands, and answers it with what was known before.
    net::RequestHandle poll(Transaction transaction, QObject* context, Done<Transaction> done);
    net::RequestHandle cancel(const Transaction& transaction, QObject* context, Done<void> done);

    /// A code is its digits, leading zeros among them.
    net::RequestHandle verify(
        const Factor& factor, const std::string& code, QObject* context, Done<CodeVerdict> done);

private:
    struct Call
    {
        net::Method method = net::Method::Get;
        std::string address;
        std::string body = {};
        Wants wants = Wants::Json;
    };

    net::RequestHandle send(const Call& call, QObject* context, Done<net::HttpResponse> done);
    base::Result<net::HttpRequest> requestFor(const Call& call) const;
    base::Result<std::string> factorsOf(const std::string& user) const;
    std::function<base::Time()> timeThere() const;
    std::string host() const;

    net::HttpClient& m_http;
    const base::Clock& m_clock;
    Organisation m_organisation;
    crypto::SecretBytes m_token;
};

} // namespace desk::okta
