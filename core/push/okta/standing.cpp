// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/okta/standing.h"

#include "core/vault/registrations.h"

namespace push::okta {

namespace {

using vault::RegistrationState;

/// Whether words about one enrolment are words about another one, too.
bool isConcerned(Reach reach, const Enrolment& told, const Enrolment& other)
{
    if (other.organisation != told.organisation)
        return false;
    switch (reach) {
    case Reach::Device:
        return !told.deviceId.empty() && other.deviceId == told.deviceId;
    case Reach::User:
        return !told.userId.empty() && other.userId == told.userId;
    case Reach::Enrolment:
        break;
    }
    return false;
}

/// What is over, or not yet known, does not change with the others.
bool isInUse(const vault::PushRegistration& registration)
{
    return registration.protocol == "okta"
        && (registration.state == RegistrationState::Active
            || registration.state == RegistrationState::Suspended);
}

} // namespace

std::optional<RegistrationState> stateAfter(const FaultMeaning& meaning)
{
    switch (meaning.change) {
    case EnrolmentChange::Suspended:
        return RegistrationState::Suspended;
    case EnrolmentChange::Deleted:
    case EnrolmentChange::Reset:
        return RegistrationState::Removed;
    case EnrolmentChange::Unchanged:
        break;
    }
    return std::nullopt;
}

void noteState(Services& services, const vault::Id& registration, RegistrationState state)
{
    vault::Vault* vault = services.vault();
    if (vault && vault::Registrations(*vault).update(registration, { .state = state }))
        services.vaultChanged();
}

std::vector<vault::Id> noteMeaning(Services& services, const vault::Id& registration,
    const Enrolment& enrolment, const FaultMeaning& meaning)
{
    const auto state = stateAfter(meaning);
    if (!state)
        return {};
    std::vector<vault::Id> concerned { registration };
    vault::Vault* vault = services.vault();
    if (!vault)
        return concerned;
    vault::Registrations registrations(*vault);
    for (const vault::PushRegistration& other : registrations.all()) {
        if (other.id == registration || !isInUse(other))
            continue;
        const auto read = readEnrolment(base::textOf(other.details));
        if (read && isConcerned(meaning.reach, enrolment, *read))
            concerned.push_back(other.id);
    }
    if (registrations.setState(concerned, *state))
        services.vaultChanged();
    return concerned;
}

} // namespace push::okta
