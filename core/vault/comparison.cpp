// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/comparison.h"

#include "core/vault/history.h"
#include "core/vault/sealed_secret.h"

#include <algorithm>
#include <set>

namespace vault {

namespace {

std::string_view algorithmOf(const otp::Credential& credential)
{
    if (const auto* totp = std::get_if<otp::Totp>(&credential))
        return otp::algorithmName(totp->algorithm);
    if (const auto* hotp = std::get_if<otp::Hotp>(&credential))
        return otp::algorithmName(hotp->algorithm);
    return {};
}

int digitsOf(const otp::Credential& credential)
{
    return std::visit(
        [](const auto& kind) {
            if constexpr (requires { kind.digits; })
                return kind.digits;
            else
                return 0;
        },
        credential);
}

int periodOf(const otp::Credential& credential)
{
    return std::visit(
        [](const auto& kind) {
            if constexpr (requires { kind.period; })
                return kind.period;
            else
                return 0;
        },
        credential);
}

std::uint64_t counterOf(const otp::Credential& credential)
{
    const auto* const hotp = std::get_if<otp::Hotp>(&credential);
    return hotp ? hotp->counter : 0;
}

/// Whether both open, and to the same; nothing on both sides is the same, too.
bool isSameSecret(const ComparedSide& a, const SealedSecret& ofA, const ComparedSide& b,
    const SealedSecret& ofB, const SealPlace& place)
{
    if (ofA.empty() || ofB.empty())
        return ofA.empty() && ofB.empty();
    const base::Result<crypto::SecretBytes> first =
        unseal(a.sealKey, SealScheme::Unlocked, place, ofA);
    const base::Result<crypto::SecretBytes> second =
        unseal(b.sealKey, SealScheme::Unlocked, place, ofB);
    return first && second && crypto::equalInConstantTime(first->view(), second->view());
}

/// Whether both show the same picture, or none; one that a side does not hold is none.
bool isSamePicture(
    const ComparedSide& a, const Account& ofA, const ComparedSide& b, const Account& ofB)
{
    const auto shown = [](const ComparedSide& side, const Account& account) {
        return account.picture && side.body.pictures.contains(*account.picture) ? account.picture
                                                                                : std::nullopt;
    };
    return shown(a, ofA) == shown(b, ofB);
}

/// Names of the fields in which two states of one account differ, history apart.
std::vector<std::string> differingFields(
    const ComparedSide& a, const Account& ofA, const ComparedSide& b, const Account& ofB)
{
    std::vector<std::string> fields;
    const auto note = [&fields](const char* field, bool isSame) {
        if (!isSame)
            fields.emplace_back(field);
    };
    const otp::Credential& first = ofA.credential;
    const otp::Credential& second = ofB.credential;
    note("issuer", ofA.issuer == ofB.issuer);
    note("name", ofA.name == ofB.name);
    note("label", ofA.labelIssuer == ofB.labelIssuer);
    note("note", ofA.note == ofB.note);
    note("tags", ofA.tags == ofB.tags);
    note("pinned", ofA.pinned == ofB.pinned);
    note("picture", isSamePicture(a, ofA, b, ofB));
    note("type", first.index() == second.index());
    note("algorithm", algorithmOf(first) == algorithmOf(second));
    note("digits", digitsOf(first) == digitsOf(second));
    note("period", periodOf(first) == periodOf(second));
    note("counter", counterOf(first) == counterOf(second));
    note("secret", isSameSecret(a, ofA.secret, b, ofB.secret, { ofA.id, "secret" }));
    note("pin", isSameSecret(a, ofA.pin, b, ofB.pin, { ofA.id, "pin" }));
    note("parameters",
        ofA.otherParameters == ofB.otherParameters && ofA.unknown == ofB.unknown
            && ofA.unknownOfCredential == ofB.unknownOfCredential);
    note("trash", ofA.trashed == ofB.trashed);
    return fields;
}

/// What only a verification opens is compared as far as it can be: that it is there.
bool isSameSealed(const ComparedSide& a, const SealedSecret& ofA, const ComparedSide& b,
    const SealedSecret& ofB, const SealPlace& place)
{
    if (isSealed(ofA, SealScheme::Verified))
        return isSealed(ofB, SealScheme::Verified) && ofA.size() == ofB.size();
    return isSameSecret(a, ofA, b, ofB, place);
}

bool isSameRegistration(const ComparedSide& a, const PushRegistration& ofA, const ComparedSide& b,
    const PushRegistration& ofB)
{
    PushRegistration rest = ofB;
    rest.secrets = ofA.secrets;
    return ofA == rest
        && std::ranges::equal(ofA.secrets, ofB.secrets, [&](const auto& one, const auto& other) {
               return one.first == other.first
                   && isSameSealed(a, one.second, b, other.second, { ofA.id, one.first });
           });
}

std::vector<const PushRegistration*> registrationsOf(const Body& body, const Id& account)
{
    std::vector<const PushRegistration*> found;
    for (const auto& [id, registration] : body.registrations) {
        if (registration.account == account)
            found.push_back(&registration);
    }
    return found;
}

bool areSameRegistrations(const ComparedSide& a, const ComparedSide& b, const Id& account)
{
    return std::ranges::equal(registrationsOf(a.body, account), registrationsOf(b.body, account),
        [&](const PushRegistration* one, const PushRegistration* other) {
            return isSameRegistration(a, *one, b, *other);
        });
}

bool isSameHistory(
    const ComparedSide& a, const Account& ofA, const ComparedSide& b, const Account& ofB)
{
    return std::ranges::equal(
        ofA.history, ofB.history, [&](const base::Bytes& first, const base::Bytes& second) {
            const base::Result<Account> former = readVersion(ofA.id, first);
            const base::Result<Account> latter = readVersion(ofB.id, second);
            return former && latter && differingFields(a, *former, b, *latter).empty();
        });
}

class Comparing
{
public:
    Comparing(const ComparedSide& present, const ComparedSide& other)
        : m_present(present),
          m_other(other)
    { }

    Comparison compare(const std::string& onlyThere)
    {
        for (const auto& [id, account] : m_present.body.accounts)
            compareAccount(account);
        for (const auto& [id, account] : m_other.body.accounts) {
            if (!m_present.body.accounts.contains(id))
                addWhole(account, onlyThere);
        }
        compareMoves();
        compareBroken();
        return std::move(m_result);
    }

private:
    void compareAccount(const Account& account)
    {
        const auto found = m_other.body.accounts.find(account.id);
        if (found == m_other.body.accounts.end()) {
            addWhole(account, "missing");
            return;
        }
        std::vector<std::string> fields =
            differingFields(m_present, account, m_other, found->second);
        if (!areSameRegistrations(m_present, m_other, account.id))
            fields.emplace_back("push");
        if (!isSameHistory(m_present, account, m_other, found->second))
            fields.emplace_back("history");
        const bool isCounted = !account.trashed || !found->second.trashed;
        m_result.accounts += isCounted ? 1 : 0;
        m_result.matching += isCounted && fields.empty() ? 1 : 0;
        for (std::string& field : fields)
            m_result.differences.push_back({ account, std::move(field) });
    }

    void addWhole(const Account& account, const std::string& field)
    {
        m_result.accounts += account.trashed ? 0 : 1;
        m_result.differences.push_back({ account, field });
    }

    void compareMoves()
    {
        const std::map<Id, MoveEntry>& present = m_present.body.moves;
        const std::map<Id, MoveEntry>& other = m_other.body.moves;
        for (const auto& [id, entry] : present) {
            const auto found = other.find(id);
            if (found == other.end() || !(found->second == entry))
                addMove(entry);
        }
        for (const auto& [id, entry] : other) {
            if (!present.contains(id))
                addMove(entry);
        }
    }

    /// By the names that stand on the checklist.
    void addMove(const MoveEntry& entry)
    {
        Account named;
        named.id = entry.id;
        named.issuer = entry.service;
        named.name = entry.user;
        m_result.differences.push_back({ std::move(named), "checklist" });
    }

    /// What cannot be understood is no proof of anything, also where it is the same on both sides.
    void compareBroken()
    {
        for (const Quarantined& entry : m_other.body.quarantined)
            addBroken(entry, "broken");
        for (const Quarantined& entry : m_present.body.quarantined) {
            const bool isThere =
                std::ranges::find(m_other.body.quarantined, entry.member, &Quarantined::member)
                != m_other.body.quarantined.end();
            if (!isThere)
                addBroken(entry, "missing");
        }
    }

    void addBroken(const Quarantined& entry, const char* field)
    {
        Account account;
        account.id = entry.id;
        m_result.differences.push_back({ std::move(account), field });
    }

    const ComparedSide& m_present;
    const ComparedSide& m_other;
    Comparison m_result;
};

} // namespace

Comparison compare(
    const ComparedSide& present, const ComparedSide& other, const std::string& onlyThere)
{
    return Comparing(present, other).compare(onlyThere);
}

} // namespace vault
