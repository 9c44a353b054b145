// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/registrations.h"

#include "core/vault/history.h"
#include "core/vault/registration_codec.h"
#include "core/vault/vault_state.h"

#include <algorithm>

namespace vault {

namespace {

using Roles = std::map<std::string, crypto::SecretBytes>;

base::Error notVerified(const char* context)
{
    return { base::ErrorCode::VerificationFailed, context };
}

base::Error badRole()
{
    return { base::ErrorCode::InvalidField, "registration", { "secrets", {}, "ASCII" } };
}

base::Result<void> sealInto(
    PushRegistration& registration, const Roles& secrets, const SealContext& context)
{
    for (const auto& [role, secret] : secrets) {
        if (!isRole(role) || registration.secrets.contains(role))
            return badRole();
        base::Result<SealedSecret> sealed = seal(context, { registration.id, role }, secret.view());
        if (!sealed)
            return sealed.error();
        registration.secrets.emplace(role, std::move(*sealed));
    }
    return {};
}

/// An account that has nothing yet but the names.
base::Result<Account> accountOf(
    const NewAccount& wanted, const Body& body, const Services& services)
{
    const base::Result<Id> id = freshId(body, services.random);
    if (!id)
        return id.error();
    Account account;
    account.id = *id;
    account.issuer = wanted.issuer;
    account.name = wanted.name;
    account.credential = otp::NoCode {};
    if (const base::Result<void> checked = checkLimits(account); !checked)
        return checked.error();
    return account;
}

/// Alters a registration, whose last change this is.
template <typename Alter> base::Result<void> change(Draft& draft, const Id& id, Alter alter)
{
    const auto found = draft.body.registrations.find(id);
    if (found == draft.body.registrations.end())
        return noSuchEntry(id);
    const PushRegistration before = found->second;
    alter(found->second);
    if (const base::Result<void> checked = checkRegistration(found->second); !checked)
        return checked;
    if (found->second != before)
        found->second.changed = draft.stamp;
    return {};
}

bool isInUse(const Body& body, const Id& account)
{
    const auto found = body.accounts.find(account);
    return found != body.accounts.end() && !found->second.trashed;
}

/// Those whose account `isMeant`, in the order they were begun.
template <typename IsMeant> std::vector<PushRegistration> chosen(const Body& body, IsMeant isMeant)
{
    std::vector<PushRegistration> registrations;
    for (const auto& [id, registration] : body.registrations) {
        const auto account = body.accounts.find(registration.account);
        if (account != body.accounts.end() && isMeant(account->second))
            registrations.push_back(registration);
    }
    std::ranges::stable_sort(registrations, {},
        [](const PushRegistration& registration) { return registration.created.milliseconds; });
    return registrations;
}

/// Gives an account the credential that came with an enrolment. It is no change that can be undone:
/// the server goes on asking for these codes.
void takeCredential(Draft& draft, Account& account, const Account& taken)
{
    const Account before = account;
    keepCounter(draft.body, account);
    account.credential = taken.credential;
    account.counterDoubt = 0;
    account.otherParameters = taken.otherParameters;
    account.secret = taken.secret;
    account.pin = taken.pin;
    supersede(account, before, draft.stamp);
}

void applyEdit(PushRegistration& registration, const RegistrationEdit& edit)
{
    registration.state = edit.state.value_or(registration.state);
    registration.details = edit.details.value_or(registration.details);
    for (const std::string& role : edit.forgotten)
        registration.secrets.erase(role);
}

bool changes(const RegistrationEdit& edit, const PushRegistration& registration)
{
    PushRegistration edited = registration;
    applyEdit(edited, edit);
    return edited != registration;
}

} // namespace

std::vector<PushRegistration> Registrations::all() const
{
    return chosen(m_vault.m_state->body(), [](const Account& account) { return !account.trashed; });
}

std::vector<PushRegistration> Registrations::ofAccount(const Id& account) const
{
    return chosen(m_vault.m_state->body(),
        [&account](const Account& owner) { return owner.id == account && !owner.trashed; });
}

std::vector<PushRegistration> Registrations::ofTrashed(const Id& account) const
{
    return chosen(m_vault.m_state->body(),
        [&account](const Account& owner) { return owner.id == account && owner.trashed; });
}

std::optional<PushRegistration> Registrations::find(const Id& id) const
{
    const base::Result<const PushRegistration*> found = inUse(id);
    if (!found)
        return {};
    return **found;
}

bool Registrations::answersHere(const PushRegistration& registration) const
{
    return registration.device == m_vault.m_state->services.device;
}

base::Result<Id> Registrations::begin(const std::variant<NewAccount, Id>& account,
    const NewRegistration& registration, const Verification* verification)
{
    Vault::State& state = *m_vault.m_state;
    base::Result<PushRegistration> made = sealed(registration, verification);
    if (!made)
        return made.error();
    std::optional<Account> newAccount;
    if (const auto* const wanted = std::get_if<NewAccount>(&account)) {
        base::Result<Account> begun = accountOf(*wanted, state.body(), state.services);
        if (!begun)
            return begun.error();
        if (begun->id == made->id)
            return repeatedRandom();
        newAccount = std::move(*begun);
    }
    made->account = newAccount ? newAccount->id : std::get<Id>(account);
    made->device = state.services.device;
    const base::Result<void> saved = state.apply([&](Draft& draft) -> base::Result<void> {
        if (newAccount) {
            // Not among the changes that can be undone.
            newAccount->created = draft.stamp;
            newAccount->changed = draft.stamp;
            draft.body.accounts.emplace(newAccount->id, *newAccount);
        }
        if (!isInUse(draft.body, made->account))
            return noSuchEntry(made->account);
        made->created = draft.stamp;
        made->changed = draft.stamp;
        if (!draft.body.registrations.emplace(made->id, *made).second)
            return repeatedRandom();
        return {};
    });
    if (!saved)
        return saved.error();
    return made->id;
}

base::Result<PushRegistration> Registrations::sealed(
    const NewRegistration& registration, const Verification* verification) const
{
    const Vault::State& state = *m_vault.m_state;
    const base::Result<Id> id = freshId(state.body(), state.services.random);
    if (!id)
        return id.error();
    PushRegistration made;
    made.id = *id;
    made.protocol = registration.protocol;
    made.server = registration.server;
    made.trust = registration.trust;
    made.details = registration.details;
    if (const auto done = sealInto(made, registration.secrets, state.sealContext()); !done)
        return done.error();
    if (!registration.verifiedSecrets.empty()) {
        if (!verification)
            return notVerified("new registration");
        const base::Result<crypto::SecretBytes> key = verifiedSealKey(*verification);
        if (!key)
            return key.error();
        if (const auto done = sealInto(made, registration.verifiedSecrets,
                { key->view(), SealScheme::Verified, state.keys.hedge.view(),
                    state.services.random });
            !done)
            return done.error();
    }
    if (const base::Result<void> checked = checkRegistration(made); !checked)
        return checked.error();
    return made;
}

base::Result<void> Registrations::complete(
    const Id& id, const base::Bytes& details, const std::optional<otp::Entry>& entry)
{
    Vault::State& state = *m_vault.m_state;
    const auto known = state.body().registrations.find(id);
    if (known == state.body().registrations.end())
        return noSuchEntry(id);
    Account taken;
    taken.id = known->second.account;
    if (entry) {
        if (auto done = takeEntry(taken, *entry, state.sealContext()); !done)
            return done;
    }
    return state.apply([&](Draft& draft) -> base::Result<void> {
        const auto account = draft.body.accounts.find(taken.id);
        if (entry && account == draft.body.accounts.end())
            return noSuchEntry(taken.id);
        if (entry)
            takeCredential(draft, account->second, taken);
        return change(draft, id, [&details](PushRegistration& registration) {
            registration.state = RegistrationState::Active;
            registration.details = details;
        });
    });
}

base::Result<void> Registrations::update(const Id& id, const RegistrationEdit& edit)
{
    Vault::State& state = *m_vault.m_state;
    const auto known = state.body().registrations.find(id);
    if (known != state.body().registrations.end() && !changes(edit, known->second))
        return {};
    return state.apply([&](Draft& draft) {
        return change(
            draft, id, [&edit](PushRegistration& registration) { applyEdit(registration, edit); });
    });
}

base::Result<void> Registrations::setState(const std::vector<Id>& ids, RegistrationState state)
{
    std::vector<Id> others;
    for (const Id& id : ids) {
        const auto known = m_vault.m_state->body().registrations.find(id);
        if (known != m_vault.m_state->body().registrations.end() && known->second.state != state)
            others.push_back(id);
    }
    if (others.empty())
        return {};
    return m_vault.m_state->apply([&](Draft& draft) -> base::Result<void> {
        for (const Id& id : others) {
            // Another program may have removed it meanwhile.
            if (!draft.body.registrations.contains(id))
                continue;
            const auto done = change(
                draft, id, [state](PushRegistration& registration) { registration.state = state; });
            if (!done)
                return done;
        }
        return {};
    });
}

base::Result<void> Registrations::changeTrust(
    const Id& id, const PushTrust& trust, const Verification& verification)
{
    if (const base::Result<void> checked = m_vault.check(verification); !checked)
        return checked;
    return m_vault.m_state->apply([&](Draft& draft) {
        return change(
            draft, id, [&trust](PushRegistration& registration) { registration.trust = trust; });
    });
}

base::Result<void> Registrations::confirmHere(const Id& id, const Verification& verification)
{
    if (const base::Result<void> checked = m_vault.check(verification); !checked)
        return checked;
    Vault::State& state = *m_vault.m_state;
    return state.apply([&](Draft& draft) {
        return change(draft, id, [&state](PushRegistration& registration) {
            registration.device = state.services.device;
        });
    });
}

base::Result<void> Registrations::remove(const Id& id)
{
    Vault::State& state = *m_vault.m_state;
    return state.apply([&](Draft& draft) -> base::Result<void> {
        const auto found = draft.body.registrations.find(id);
        if (found == draft.body.registrations.end())
            return noSuchEntry(id);
        const Id owner = found->second.account;
        draft.body.registrations.erase(found);
        draft.body.tombs[id] = draft.stamp;
        const bool hasMore = std::ranges::any_of(draft.body.registrations,
            [&owner](const auto& entry) { return entry.second.account == owner; });
        const auto account = draft.body.accounts.find(owner);
        const bool isEmpty = !hasMore && account != draft.body.accounts.end()
            && !account->second.trashed && !otp::makesCodes(account->second.credential);
        if (!isEmpty)
            return {};
        const Account before = account->second;
        account->second.trashed =
            base::Time(std::chrono::milliseconds(boundedMilliseconds(state.services.clock.now())));
        supersede(account->second, before, draft.stamp);
        return {};
    });
}

base::Result<crypto::SecretBytes> Registrations::secret(const Id& id, const std::string& role) const
{
    const base::Result<SealedSecret> sealed = sealedOf(id, role);
    if (!sealed)
        return sealed.error();
    if (isSealed(*sealed, SealScheme::Verified))
        return notVerified("secret of a registration");
    return unseal(m_vault.m_state->keys.seal.view(), SealScheme::Unlocked, { id, role }, *sealed);
}

base::Result<crypto::SecretBytes> Registrations::secret(
    const Id& id, const std::string& role, Verification verification) const
{
    const base::Result<SealedSecret> sealed = sealedOf(id, role);
    if (!sealed)
        return sealed.error();
    const base::Result<crypto::SecretBytes> key = verifiedSealKey(verification);
    if (!key)
        return key.error();
    return unseal(key->view(), SealScheme::Verified, { id, role }, *sealed);
}

base::Result<void> Registrations::addVerified(const Id& id, const std::string& role,
    const crypto::SecretBytes& secret, const Verification& verification,
    const RegistrationEdit& edit)
{
    const base::Result<crypto::SecretBytes> key = verifiedSealKey(verification);
    if (!key)
        return key.error();
    Vault::State& state = *m_vault.m_state;
    const SealContext context { key->view(), SealScheme::Verified, state.keys.hedge.view(),
        state.services.random };
    if (!isRole(role))
        return badRole();
    const base::Result<SealedSecret> sealed = seal(context, { id, role }, secret.view());
    if (!sealed)
        return sealed.error();
    return state.apply([&](Draft& draft) {
        return change(draft, id, [&](PushRegistration& registration) {
            applyEdit(registration, edit);
            registration.secrets[role] = *sealed;
        });
    });
}

base::Result<crypto::SecretBytes> Registrations::verifiedSealKey(
    const Verification& verification) const
{
    if (const base::Result<void> checked = m_vault.check(verification); !checked)
        return checked.error();
    return derive(verification.m_key.view(), {}, "seal-verify", m_vault.m_state->ids());
}

base::Result<const PushRegistration*> Registrations::inUse(const Id& id) const
{
    const Body& body = m_vault.m_state->body();
    const auto found = body.registrations.find(id);
    if (found == body.registrations.end() || !isInUse(body, found->second.account))
        return noSuchEntry(id);
    return &found->second;
}

base::Result<SealedSecret> Registrations::sealedOf(const Id& id, const std::string& role) const
{
    const base::Result<const PushRegistration*> found = inUse(id);
    if (!found)
        return found.error();
    if (!answersHere(**found))
        return notVerified("another installation answers");
    const auto secret = (*found)->secrets.find(role);
    if (secret == (*found)->secrets.end())
        return base::Error { base::ErrorCode::NoMatch, "no secret of this role", { role } };
    return secret->second;
}

} // namespace vault
