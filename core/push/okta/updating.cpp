// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/okta/updating.h"

#include "core/push/okta/challenge_card.h"
#include "core/push/okta/enroll_messages.h"
#include "core/push/okta/standing.h"
#include "core/vault/registrations.h"

namespace push::okta {

namespace {

using base::Error;
using base::ErrorCode;
using vault::RegistrationState;

/// A reply that speaks of another enrolment is none to this request. One that cannot be read is a
/// yes all the same: the status has said it.
bool isOfAnother(const net::HttpResponse& response, const Enrolment& enrolment)
{
    const auto reply = readEnrolReply(response.text());
    return reply && reply->id != enrolment.id;
}

} // namespace

ChangeOptions changeOptionsOf(
    const vault::PushRegistration& registration, const Enrolment& enrolment)
{
    ChangeOptions options;
    options.hasVerification = hasVerificationKey(registration, enrolment);
    options.takesTransactions = enrolment.hasCiba;
    // The vendor has documented no change of the other kind, nor is there one of what is over.
    const bool isKnownThere = enrolment.family == Family::Documented && !enrolment.id.empty();
    const bool isInUse = registration.state == RegistrationState::Active
        || registration.state == RegistrationState::Suspended;
    options.canChooseTransactions = isKnownThere && isInUse;
    // Where only that key was lost with the former keys of the vault a new one mends it.
    options.canRenewVerification =
        isKnownThere && (isInUse || registration.state == RegistrationState::EnrolAgain);
    return options;
}

Updating::Updating(Context& context, vault::PushRegistration registration, Enrolment enrolment,
    RegistrationChange change)
    : m_context(context),
      m_registration(std::move(registration)),
      m_enrolment(std::move(enrolment)),
      m_change(std::move(change))
{
    m_consent.protocol = "okta";
    m_consent.server = m_registration.server;
    m_consent.isEncrypted = m_registration.server.starts_with("https:");
    m_consent.needsSignIn = isOfVerification();
}

bool Updating::isOfVerification() const
{
    return m_change.kind == ChangeKind::RenewVerification
        || m_change.kind == ChangeKind::RemoveVerification;
}

void Updating::start(const ActivationChoice& /*choice*/)
{
    if (m_change.kind == ChangeKind::RenewVerification && !m_change.verification) {
        emit failed({ ErrorCode::VerificationFailed, "new verification key" });
        return;
    }
    if (isOfVerification())
        signIn();
    else
        authorize();
}

void Updating::signIn()
{
    emit phaseChanged(Phase::SigningIn);
    m_signIn = std::make_unique<SignIn>(m_context,
        SignInWish { m_enrolment.organisation, m_enrolment.alternate, m_enrolment.clientId,
            m_enrolment.authorizationServer, m_registration.trust, ManageScope },
        nullptr);
    connect(m_signIn.get(), &SignIn::addressReady, this, &Updating::signInWanted);
    connect(m_signIn.get(), &SignIn::failed, this, &Updating::failed);
    connect(m_signIn.get(), &SignIn::succeeded, this, [this](const AccessToken& token) {
        auto kept = token.token.clone();
        auto sent = token.token.clone();
        if (!kept || !sent) {
            emit failed(kept ? sent.error() : kept.error());
            return;
        }
        m_token = std::move(*kept);
        send({ "Bearer", std::move(*sent) });
    });
    m_signIn->start();
}

void Updating::authorize()
{
    emit phaseChanged(Phase::Asking);
    m_context.tokens.get({ m_registration, m_enrolment, MaintenanceScope::Manage }, this,
        [this](base::Result<net::Authorization, Trouble> authorization) {
            if (authorization)
                send(std::move(*authorization));
            else
                emit failed(authorization.error().error);
        });
}

base::Result<std::string> Updating::body()
{
    if (m_change.kind == ChangeKind::RemoveVerification)
        return removeVerificationKeyBody();
    if (m_change.kind != ChangeKind::RenewVerification)
        return cibaBody(m_change.kind == ChangeKind::TakeTransactions);
    auto key = newKey(m_context.services.random, m_enrolment.keyKind);
    if (!key)
        return key.error();
    m_key = std::move(*key);
    return addVerificationKeyBody(m_key->jwk);
}

void Updating::send(net::Authorization authorization)
{
    emit phaseChanged(Phase::Changing);
    const auto change = body();
    if (!change) {
        emit failed(change.error());
        return;
    }
    net::HttpRequest request =
        requestTo(net::Method::Patch, addressOf(m_enrolment), m_registration.trust, Wants::Changed);
    request.authorization = std::move(authorization);
    addBody(request, *change, MergePatch);
    m_context.http.send(std::move(request), this, [this](net::HttpClient::Outcome outcome) {
        const Reply reply = judged(std::move(outcome), m_context.services.clock.now());
        if (!reply)
            return takeTrouble(reply.error());
        if (isOfAnother(*reply, m_enrolment)) {
            emit failed(
                { ErrorCode::NotUnderstood, "reply to a change", { m_enrolment.organisation } });
            return;
        }
        take();
    });
}

void Updating::take()
{
    const auto saved = save();
    if (!saved && m_key)
        return takeBack(saved.error());
    if (!saved) {
        emit failed(saved.error());
        return;
    }
    m_context.services.vaultChanged();
    emit finished({ m_registration.id, m_registration.account });
}

base::Result<void> Updating::save()
{
    vault::Vault* vault = m_context.services.vault();
    if (!vault)
        return Error { ErrorCode::Locked, "saving a change" };
    vault::Registrations registrations(*vault);
    // Polling may have written meanwhile.
    const auto present = registrations.find(m_registration.id);
    if (!present)
        return Error { ErrorCode::NoMatch, "registration" };
    if (auto enrolment = readEnrolment(base::textOf(present->details)))
        m_enrolment = std::move(*enrolment);
    vault::RegistrationEdit edit;
    if (m_change.kind == ChangeKind::RemoveVerification) {
        m_enrolment.verificationKeyId.clear();
        edit.forgotten = { role::Verification };
    }
    if (!isOfVerification())
        m_enrolment.hasCiba = m_change.kind == ChangeKind::TakeTransactions;
    if (m_key)
        m_enrolment.verificationKeyId = m_key->jwk.id;
    edit.details = detailsOf(m_enrolment);
    // Without the former key nothing is left that would be of no use, unless the others are.
    if (present->state == RegistrationState::EnrolAgain
        && openPossessionKey(*vault, m_registration.id, m_enrolment))
        edit.state = RegistrationState::Active;
    if (!m_key)
        return registrations.update(m_registration.id, edit);
    return registrations.addVerified(
        m_registration.id, role::Verification, m_key->bytes, *m_change.verification, edit);
}

/// The server has a key that nobody here can sign with: it is told so, and nothing more can be done
/// if it does not hear it.
void Updating::takeBack(const Error& error)
{
    m_key.reset();
    net::HttpRequest request =
        requestTo(net::Method::Patch, addressOf(m_enrolment), m_registration.trust, Wants::Changed);
    request.authorization = { "Bearer", std::move(m_token) };
    addBody(request, removeVerificationKeyBody(), MergePatch);
    m_context.http.send(std::move(request), this,
        [this, error](const net::HttpClient::Outcome&) { emit failed(error); });
}

void Updating::takeTrouble(const Trouble& trouble)
{
    // A maintenance token can end before its time: once, a new one is asked for.
    if (!isOfVerification() && !m_isSecondToken && trouble.meaning.advice == Advice::NewToken) {
        m_isSecondToken = true;
        m_context.tokens.drop(m_registration.id);
        return authorize();
    }
    (void)noteMeaning(m_context.services, m_registration.id, m_enrolment, trouble.meaning);
    emit failed(trouble.error);
}

} // namespace push::okta
