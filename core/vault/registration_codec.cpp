// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/registration_codec.h"

#include "core/vault/account_codec.h"
#include "core/vault/sealed_secret.h"

#include <algorithm>

namespace vault {

namespace {

constexpr std::size_t LargestName = 64; ///< of a protocol or a role
constexpr std::size_t LargestServer = std::size_t { 2 } * 1024;
constexpr std::size_t LargestDetails = std::size_t { 64 } * 1024;
constexpr std::size_t LargestCertificate = std::size_t { 64 } * 1024;
constexpr std::size_t MaxCertificates = 16;
constexpr std::size_t MaxSecrets = 16;

struct StateName
{
    RegistrationState state;
    std::string_view name;
};

constexpr std::array StateNames = {
    StateName { RegistrationState::Pending, "pending" },
    StateName { RegistrationState::Active, "active" },
    StateName { RegistrationState::Suspended, "suspended" },
    StateName { RegistrationState::Removed, "removed" },
    StateName { RegistrationState::EnrolAgain, "enrol-again" },
};

base::Error tooLarge(const char* member, std::size_t limit)
{
    return { base::ErrorCode::TooLarge, "registration", { member, std::to_string(limit) } };
}

/// Visible ASCII: protocols, origins and roles have no need of more.
bool isPlain(std::string_view text)
{
    return std::ranges::all_of(text, [](char letter) { return letter > ' ' && letter < 0x7f; });
}

base::Result<void> checkText(const char* member, const std::string& text, std::size_t limit)
{
    if (text.empty())
        return base::Error { base::ErrorCode::MissingField, "registration", { member } };
    if (text.size() > limit)
        return tooLarge(member, limit);
    if (!isPlain(text))
        return base::Error { base::ErrorCode::InvalidField, "registration",
            { member, {}, "ASCII" } };
    return {};
}

RegistrationState readState(Record& record)
{
    const std::optional<std::string_view> name = cbor::Reader(record.require("state")).text();
    const auto known = std::ranges::find(StateNames, name, &StateName::name);
    if (known != StateNames.end())
        return known->state;
    record.fail("state");
    return {};
}

void readTrust(Record& record, PushTrust& trust)
{
    const std::optional<base::ByteView> value = record.take("trust");
    if (!value)
        return;
    cbor::Reader reader(*value);
    const std::size_t count = reader.array().value_or(0);
    if (count == 0 || count > MaxCertificates)
        return record.fail("trust");
    for (std::size_t i = 0; i < count; ++i) {
        const std::optional<base::ByteView> certificate = reader.bytes();
        if (!certificate)
            return record.fail("trust");
        trust.certificates.emplace_back(certificate->begin(), certificate->end());
    }
}

void readSecrets(Record& record, std::map<std::string, SealedSecret>& secrets)
{
    const std::optional<cbor::Members> members = cbor::Members::of(record.require("secrets"));
    if (!members || members->all().size() > MaxSecrets)
        return record.fail("secrets");
    for (const cbor::Members::Member& entry : members->all()) {
        const std::optional<std::string_view> role = cbor::Reader(entry.key).text();
        const std::optional<base::ByteView> sealed = cbor::Reader(entry.value).bytes();
        if (!role || !sealed)
            return record.fail("secrets");
        secrets.emplace(*role, SealedSecret(sealed->begin(), sealed->end()));
    }
}

std::string plainText(Record& record, std::string_view member)
{
    return std::string(cbor::Reader(record.require(member)).text().value_or(std::string_view()));
}

bool isSealedSecret(base::ByteView secret)
{
    return isSealed(secret, SealScheme::Unlocked) || isSealed(secret, SealScheme::Verified);
}

bool covers(const std::map<Id, Stamp>& tombs, const Id& id, const Stamp& changed)
{
    const auto tomb = tombs.find(id);
    return tomb != tombs.end() && changed <= tomb->second;
}

} // namespace

bool isRole(std::string_view role)
{
    return !role.empty() && role.size() <= LargestName && isPlain(role) && role != "secret"
        && role != "pin";
}

base::Result<void> checkRegistration(const PushRegistration& registration)
{
    if (auto checked = checkText("protocol", registration.protocol, LargestName); !checked)
        return checked;
    if (auto checked = checkText("server", registration.server, LargestServer); !checked)
        return checked;
    if (registration.details.size() > LargestDetails)
        return tooLarge("details", LargestDetails);
    const std::vector<base::Bytes>& certificates = registration.trust.certificates;
    if (certificates.size() > MaxCertificates)
        return tooLarge("trust", MaxCertificates);
    for (const base::Bytes& certificate : certificates) {
        if (certificate.size() > LargestCertificate)
            return tooLarge("trust", LargestCertificate);
    }
    if (registration.secrets.size() > MaxSecrets)
        return tooLarge("secrets", MaxSecrets);
    for (const auto& [role, secret] : registration.secrets) {
        if (!isRole(role) || !isSealedSecret(secret))
            return base::Error { base::ErrorCode::InvalidField, "registration",
                { "secrets", {}, "ASCII" } };
    }
    return {};
}

base::Result<PushRegistration> readRegistration(const Id& id, base::ByteView value)
{
    PushRegistration registration;
    registration.id = id;
    Record record(value);
    registration.account = record.id("account");
    registration.protocol = plainText(record, "protocol");
    registration.server = plainText(record, "server");
    readTrust(record, registration.trust);
    registration.state = readState(record);
    registration.device = record.id("device");
    readSecrets(record, registration.secrets);
    const base::ByteView details = record.bytes("details");
    registration.details.assign(details.begin(), details.end());
    registration.created = record.stamp("created");
    registration.changed = record.stamp("changed");
    registration.unknown = record.unknown();
    if (!record.hasFailed()) {
        if (const base::Result<void> checked = checkRegistration(registration); !checked)
            record.fail(checked.error().arguments.front());
    }
    if (record.hasFailed())
        return base::Error { base::ErrorCode::Damaged, "registration", { record.failed() } };
    return registration;
}

void writeRegistration(cbor::Writer& out, const PushRegistration& registration)
{
    cbor::MapWriter map;
    map.members(registration.unknown);
    map.member("account").bytes(registration.account.view());
    map.member("protocol").text(registration.protocol);
    map.member("server").text(registration.server);
    if (!registration.trust.certificates.empty()) {
        cbor::Writer& trust = map.member("trust");
        trust.array(registration.trust.certificates.size());
        for (const base::Bytes& certificate : registration.trust.certificates)
            trust.bytes(certificate);
    }
    const auto* const state = std::ranges::find(StateNames, registration.state, &StateName::state);
    map.member("state").text(state->name);
    map.member("device").bytes(registration.device.view());
    cbor::MapWriter secrets;
    for (const auto& [role, secret] : registration.secrets)
        secrets.member(role).bytes(secret);
    secrets.finish(map.member("secrets"));
    map.member("details").bytes(registration.details);
    writeStamp(map.member("created"), registration.created);
    writeStamp(map.member("changed"), registration.changed);
    map.finish(out);
}

bool isBuried(const PushRegistration& registration, const std::map<Id, Stamp>& tombs)
{
    return covers(tombs, registration.id, registration.changed)
        || covers(tombs, registration.account, registration.changed);
}

} // namespace vault
