// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/okta/activating.h"

#include "core/base/base32.h"

#include <QUrl>

namespace push::okta {

namespace {

using base::Error;
using base::ErrorCode;

/// The vendor's name for what its own app is.
constexpr auto VendorKey = "okta_verify";

} // namespace

Activating::Activating(Context& context, ActivationTicket ticket, ActivationRequest request)
    : m_context(context),
      m_ticket(std::move(ticket)),
      m_request(std::move(request)),
      m_registration(context)
{
    m_consent.protocol = "okta";
    m_consent.server = m_ticket.server;
    m_consent.issuer = QUrl(QString::fromStdString(m_ticket.server)).host();
    m_consent.account = m_ticket.account;
    m_consent.isDocumented = false;
    m_consent.isEncrypted = m_ticket.server.starts_with("https:");
    m_consent.bringsCodes = true;
    m_consent.sameName =
        accountsNamed(context.services.vault(), m_consent.issuer, m_consent.account);
}

void Activating::start(const ActivationChoice& choice)
{
    m_choice = choice;
    emit phaseChanged(Phase::Asking);
    askOrganisation();
}

/// Who it is: its requests name it, and those of another are refused. An older one may not say.
void Activating::askOrganisation()
{
    net::HttpRequest request = requestTo(net::Method::Get,
        m_ticket.server + "/.well-known/okta-organization", m_request.trust, Wants::Plain);
    m_context.http.send(std::move(request), this, [this](net::HttpClient::Outcome outcome) {
        const Reply reply = judged(std::move(outcome), m_context.services.clock.now());
        if (!reply && (reply.error().status == 0 || reply.error().status >= 500)) {
            emit failed(reply.error().error);
            return;
        }
        if (reply) {
            if (auto organisation = readOrganisation(reply->text()))
                m_organisation = std::move(*organisation);
        }
        askMethods();
    });
}

base::Result<net::Authorization> Activating::ticket() const
{
    auto token = m_ticket.token.clone();
    if (!token)
        return token.error();
    return net::Authorization { "OTDT", std::move(*token) };
}

/// What the organisation says of the authenticator; where it says nothing to a code, the usual is
/// taken.
void Activating::askMethods()
{
    auto authorization = ticket();
    if (!authorization) {
        emit failed(authorization.error());
        return;
    }
    net::HttpRequest request = requestTo(net::Method::Get,
        m_ticket.server + "/api/v1/authenticators?key=okta_verify&expand=methods", m_request.trust,
        Wants::Plain);
    request.authorization = std::move(*authorization);
    m_context.http.send(std::move(request), this, [this](net::HttpClient::Outcome outcome) {
        const Reply reply = judged(std::move(outcome), m_context.services.clock.now());
        if (reply)
            takeMethods(*reply);
        else if (reply.error().status != 0 && reply.error().status < 500
            && reply.error().status != 429)
            prepare();
        else
            emit failed(reply.error().error);
    });
}

void Activating::takeMethods(const net::HttpResponse& response)
{
    if (auto authenticator = readAuthenticators(response.text()))
        m_authenticator = std::move(*authenticator);
    if (m_authenticator.push && m_authenticator.push->wantsHardwareKeys) {
        emit failed({ ErrorCode::Unsupported, "hardware keys", { "hardware-keys" } });
        return;
    }
    prepare();
}

void Activating::prepare()
{
    emit phaseChanged(Phase::Saving);
    Enrolment enrolment;
    enrolment.family = Family::Undocumented;
    enrolment.organisation = m_ticket.server;
    enrolment.alternate = otherOrigin(m_organisation, m_ticket.server);
    enrolment.organisationId = m_organisation.id;
    enrolment.clientId = m_authenticator.clientId;
    enrolment.authenticatorId = m_authenticator.id;
    enrolment.keyKind = m_authenticator.push ? keyKindFor(m_authenticator) : KeyKind::Ec;
    enrolment.numberAnswer = m_authenticator.numberAnswer;
    std::variant<vault::NewAccount, vault::Id> account =
        vault::NewAccount { m_consent.issuer, m_consent.account };
    if (m_choice.replaces)
        account = *m_choice.replaces;
    const auto begun = m_registration.begin({ std::move(account), m_ticket.server, m_request.trust,
        std::move(enrolment), m_request.verification ? &*m_request.verification : nullptr });
    if (!begun) {
        emit failed(begun.error());
        return;
    }
    enrol();
}

void Activating::enrol()
{
    const auto wish =
        m_registration.request(m_ticket.factorId.empty() ? m_authenticator.id : m_ticket.factorId);
    auto authorization = ticket();
    if (!wish || !authorization) {
        m_registration.withdraw();
        emit failed(wish ? authorization.error() : wish.error());
        return;
    }
    emit phaseChanged(Phase::Registering);
    net::HttpRequest request = requestTo(
        net::Method::Post, m_ticket.server + "/idp/authenticators", m_request.trust, Wants::Plain);
    request.authorization = std::move(*authorization);
    addBody(request, activateBody({ *wish }), "application/json; charset=UTF-8");
    m_context.http.send(std::move(request), this, [this](net::HttpClient::Outcome outcome) {
        const Reply reply = judged(std::move(outcome), m_context.services.clock.now());
        if (reply)
            takeReply(*reply);
        else
            takeTrouble(reply.error());
    });
}

void Activating::takeTrouble(const Trouble& trouble)
{
    m_registration.noteOfDevice(trouble.meaning);
    if (m_registration.isKnownDevice() && trouble.meaning.advice == Advice::EnrolDeviceAgain) {
        if (const auto begun = m_registration.beginAnew(); !begun) {
            emit failed(begun.error());
            return;
        }
        return enrol();
    }
    // Where nobody knows whether the server has enrolled the keys, they stay: pending.
    if (trouble.status != 0 || !trouble.mayHaveArrived)
        m_registration.withdraw();
    emit failed(enrolmentError(trouble));
}

base::Result<std::optional<otp::Entry>> Activating::codesOf(EnrolReply& reply) const
{
    if (reply.totpSecret.isEmpty())
        return std::optional<otp::Entry>();
    auto secret = crypto::SecretBytes::ofSize(reply.totpSecret.size() * 5 / 8);
    if (!secret)
        return secret.error();
    const base::Base32Decoded decoded =
        base::decodeBase32(reply.totpSecret.text(), secret->bytes());
    if (decoded.badCharacter || decoded.bytes == 0)
        return Error { ErrorCode::NotUnderstood, "secret of the codes",
            { m_consent.issuer.toStdString() } };
    secret->truncate(decoded.bytes);
    otp::Entry entry;
    entry.issuer = m_consent.issuer;
    entry.name = m_consent.account;
    otp::Totp totp;
    if (m_authenticator.totp) {
        totp.period = m_authenticator.totp->period;
        totp.digits = m_authenticator.totp->digits;
        totp.algorithm = m_authenticator.totp->hash;
    }
    entry.credential = totp;
    entry.secret = std::move(*secret);
    return std::optional(std::move(entry));
}

void Activating::takeReply(const net::HttpResponse& response)
{
    auto reply = readActivateReply(response.text());
    if (!reply) {
        emit failed(reply.error());
        return;
    }
    const auto codes = codesOf(*reply);
    if (!codes) {
        emit failed(codes.error());
        return;
    }
    const bool isOther =
        m_choice.replaces && isSomebodyElses(m_context.services, *m_choice.replaces, *reply);
    if (isOther)
        m_registration.giveOwnAccount(
            { m_consent.issuer, reply->userName.isEmpty() ? m_consent.account : reply->userName });
    m_registration.remember(response.peer);
    if (const auto completed = m_registration.complete(*reply, *codes); !completed) {
        emit failed(completed.error());
        return;
    }
    const vault::Id account = m_registration.account();
    if (m_choice.replaces && !isOther)
        forgetReplaced(m_context.services, account, m_registration.id());
    emit finished({ m_registration.id(), account });
}

} // namespace push::okta
