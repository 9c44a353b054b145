// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/okta/new_registration.h"

#include "core/push/okta/certificate_watch.h"
#include "core/push/okta/standing.h"

#include <utility>

namespace push::okta {

namespace {

using base::Error;
using base::ErrorCode;

base::Result<void> addClone(std::map<std::string, crypto::SecretBytes>& secrets,
    const std::string& role, const crypto::SecretBytes& secret)
{
    auto copy = secret.clone();
    if (!copy)
        return copy.error();
    secrets[role] = std::move(*copy);
    return {};
}

} // namespace

base::Result<void> NewRegistration::begin(Wish wish)
{
    m_wish = std::move(wish);
    m_known = findKnown();
    if (const auto made = makeKeys(); !made)
        return made;
    return save();
}

base::Result<void> NewRegistration::beginAnew()
{
    withdraw();
    m_known.reset();
    auto key = newKey(m_context.services.random, m_wish.enrolment.keyKind);
    if (!key)
        return key.error();
    m_client = std::move(*key);
    m_wish.enrolment.clientKeyId = m_client->jwk.id;
    return save();
}

void NewRegistration::giveOwnAccount(const vault::NewAccount& account)
{
    // The new one first, so that at no time the keys are nowhere.
    const vault::Id first = m_id;
    const auto wished = std::exchange(m_wish.account, account);
    if (!save()) {
        m_wish.account = wished;
        return;
    }
    vault::Vault* vault = m_context.services.vault();
    // Where this cannot be saved a pending registration stays, which nobody polls.
    if (vault && vault::Registrations(*vault).remove(first))
        m_context.services.vaultChanged();
}

void NewRegistration::noteOfDevice(const FaultMeaning& meaning)
{
    if (m_known && meaning.reach == Reach::Device)
        (void)noteMeaning(m_context.services, m_known->registration, m_known->enrolment, meaning);
}

base::Result<void> NewRegistration::makeKeys()
{
    const auto make = [this](std::optional<NewKey>& key, std::string& id) -> base::Result<void> {
        auto made = newKey(m_context.services.random, m_wish.enrolment.keyKind);
        if (!made)
            return made.error();
        id = made->jwk.id;
        key = std::move(*made);
        return {};
    };
    if (m_known)
        m_wish.enrolment.clientKeyId = m_known->enrolment.clientKeyId;
    else if (const auto made = make(m_client, m_wish.enrolment.clientKeyId); !made)
        return made;
    if (const auto made = make(m_possession, m_wish.enrolment.possessionKeyId); !made)
        return made;
    if (!m_wish.verification)
        return {};
    return make(m_verification, m_wish.enrolment.verificationKeyId);
}

base::Result<void> NewRegistration::save()
{
    vault::Vault* vault = m_context.services.vault();
    if (!vault)
        return Error { ErrorCode::Locked, "saving keys" };
    vault::NewRegistration registration;
    registration.protocol = "okta";
    registration.server = m_wish.server;
    registration.trust = m_wish.trust;
    registration.details = detailsOf(m_wish.enrolment);
    const crypto::SecretBytes& client = m_client ? m_client->bytes : m_known->key;
    if (const auto added = addClone(registration.secrets, role::Client, client); !added)
        return added;
    if (const auto added = addClone(registration.secrets, role::Possession, m_possession->bytes);
        !added)
        return added;
    if (m_verification) {
        if (const auto added =
                addClone(registration.verifiedSecrets, role::Verification, m_verification->bytes);
            !added)
            return added;
    }
    const auto id =
        vault::Registrations(*vault).begin(m_wish.account, registration, m_wish.verification);
    if (!id)
        return id.error();
    m_id = *id;
    m_context.services.vaultChanged();
    return {};
}

std::optional<KnownInstance> NewRegistration::findKnown() const
{
    vault::Vault* vault = m_context.services.vault();
    if (!vault)
        return std::nullopt;
    const vault::Registrations registrations(*vault);
    for (const vault::PushRegistration& other : registrations.all()) {
        const bool isAlive = other.state == vault::RegistrationState::Active
            || other.state == vault::RegistrationState::Suspended;
        if (other.protocol != "okta" || other.server != m_wish.server || !isAlive
            || !registrations.answersHere(other))
            continue;
        auto enrolment = readEnrolment(base::textOf(other.details));
        if (!enrolment || enrolment->deviceId.empty()
            || enrolment->keyKind != m_wish.enrolment.keyKind)
            continue;
        auto key = registrations.secret(other.id, role::Client);
        if (key)
            return KnownInstance { other.id, std::move(*enrolment), std::move(*key) };
    }
    return std::nullopt;
}

base::Result<EnrolRequest> NewRegistration::request(const std::string& authenticator) const
{
    EnrolRequest request { authenticator, m_context.facts, DeviceProof(m_possession->jwk),
        m_possession->jwk, NoVerification {}, m_wish.enrolment.hasCiba };
    if (m_verification)
        request.verification = m_verification->jwk;
    if (m_client) {
        request.device = m_client->jwk;
        return request;
    }
    const auto stamp = stampAt(m_context.http, m_wish.enrolment.organisation, m_context.services);
    if (!stamp)
        return stamp.error();
    const Enrolment& known = m_known->enrolment;
    const auto proof =
        attestationToken(known, { known.keyKind, known.clientKeyId, m_known->key.view() }, *stamp);
    if (!proof)
        return proof.error();
    request.device = KnownDevice { { known.deviceId, known.clientInstanceId }, *proof };
    return request;
}

void NewRegistration::remember(const std::optional<net::Peer>& peer)
{
    const std::string mark = peer ? certificateMark(m_wish.trust, *peer) : std::string();
    if (!mark.empty())
        m_wish.enrolment.certificates = { mark };
}

base::Result<void> NewRegistration::complete(
    const EnrolReply& reply, const std::optional<otp::Entry>& codes)
{
    Enrolment& enrolment = m_wish.enrolment;
    enrolment.id = reply.id;
    enrolment.authenticatorId = reply.authenticatorId;
    enrolment.methodId = reply.pushId;
    enrolment.userId = reply.userId;
    enrolment.userName = reply.userName;
    enrolment.deviceId = reply.device.device;
    enrolment.clientInstanceId = reply.device.clientInstance;
    enrolment.pendingAddress = reply.pendingAddress;
    vault::Vault* vault = m_context.services.vault();
    if (!vault)
        return Error { ErrorCode::Locked, "saving an enrolment" };
    const auto completed = vault::Registrations(*vault).complete(m_id, detailsOf(enrolment), codes);
    if (completed)
        m_context.services.vaultChanged();
    return completed;
}

void NewRegistration::withdraw()
{
    vault::Vault* vault = m_context.services.vault();
    // Where this cannot be saved a pending registration stays, which nobody polls.
    if (vault && m_id != vault::Id() && vault::Registrations(*vault).remove(m_id))
        m_context.services.vaultChanged();
    m_id = {};
}

vault::Id NewRegistration::account() const
{
    vault::Vault* vault = m_context.services.vault();
    const auto registration =
        vault ? vault::Registrations(*vault).find(m_id) : std::optional<vault::PushRegistration>();
    return registration ? registration->account : vault::Id();
}

} // namespace push::okta
