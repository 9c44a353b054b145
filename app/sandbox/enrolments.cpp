// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/sandbox/enrolments.h"

#include "app/sandbox/claims.h"

#include <QJsonArray>

#include <algorithm>
#include <array>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array Roles = { "proofOfPossession"_L1, "userVerification"_L1,
    "userVerificationBioOrPin"_L1 };
constexpr std::array DeviceFields = { "clientInstanceBundleId"_L1, "clientInstanceVersion"_L1,
    "clientInstanceDeviceSdkVersion"_L1, "osVersion"_L1, "platform"_L1, "displayName"_L1 };
constexpr qsizetype LongestName = 255;

Refusal missing(const QString& what)
{
    return { "E0000001", what + u" is missing or not valid"_s };
}

/// What a device says about itself, without what identifies it.
QJsonObject factsOf(const QJsonObject& device)
{
    QJsonObject facts = device;
    for (const auto name :
        { "clientInstanceKey"_L1, "deviceAttestation"_L1, "id"_L1, "clientInstanceId"_L1 })
        facts.remove(name);
    return facts;
}

/// A device that is known proves it with its client-instance key.
base::Result<Device*, Refusal> knownDevice(World& world, const EnrolmentWish& wish)
{
    const auto found = world.state.devices.find(wish.device["id"_L1].toString());
    if (found == world.state.devices.end() || found->second.isDeleted)
        return Refusal { "E0000153" };
    Device& device = found->second;
    if (device.isSuspended)
        return Refusal { "E0000152" };
    const auto jws = readJws(wish.device["deviceAttestation"_L1]
                                 .toObject()["clientInstanceKeyAttestation"_L1]
                                 .toString());
    const auto key = readJwk(device.key);
    const Claims expected = { device.clientInstanceId, wish.origin, device.id };
    if (!jws || !key || jws->kid() != key->kid || !jws->type().isEmpty() || !isSignedBy(*jws, *key)
        || checkClaims(world, jws->payload, expected))
        return Refusal { "E0000011", u"the device did not prove its client-instance key"_s };
    markSeen(world, jws->payload);
    return &device;
}

base::Result<Device*, Refusal> deviceOf(World& world, const EnrolmentWish& wish)
{
    for (const auto name : DeviceFields) {
        if (wish.device[name].toString().isEmpty()
            || wish.device[name].toString().size() > LongestName)
            return missing(u"device."_s + name);
    }
    if (wish.device.contains("id"_L1))
        return knownDevice(world, wish);
    const QJsonObject key = wish.device["clientInstanceKey"_L1].toObject();
    if (!readJwk(key))
        return missing(u"device.clientInstanceKey"_s);
    const QString id = world.newId("guo");
    Device& device = world.state.devices[id];
    device = {
        .id = id, .clientInstanceId = world.newId("cli"), .key = key, .facts = factsOf(wish.device)
    };
    return &device;
}

std::optional<Refusal> checkPolicy(World& world, const EnrolmentWish& wish)
{
    const bool hasPush = !wish.keys.isEmpty();
    const bool verifies = wish.keys.contains("userVerification"_L1)
        || wish.keys.contains("userVerificationBioOrPin"_L1);
    if (hasPush && world.settings.userVerification == "REQUIRED"_L1 && !verifies)
        return Refusal { "E0000158" };
    const QString device = wish.device["id"_L1].toString();
    const bool again = std::ranges::any_of(world.state.enrolments, [&](const auto& entry) {
        const Enrolment& other = entry.second;
        return other.standing != Standing::Removed && other.userId == wish.userId
            && other.deviceId == device && other.authenticatorId == wish.authenticatorId;
    });
    // Where there is one device for each user, a second activation ends the first, of whichever.
    if (again && !world.settings.oneDevicePerUser)
        return Refusal { "E0000132" };
    return std::nullopt;
}

void endOthers(World& world, const QString& userId)
{
    for (auto& [id, enrolment] : world.state.enrolments) {
        if (enrolment.userId == userId && enrolment.standing != Standing::Removed)
            world.removeEnrolment(enrolment);
    }
}

} // namespace

base::Result<QJsonObject, Refusal> readKeys(const QJsonObject& keys)
{
    QJsonObject read;
    QStringList ids;
    for (const auto role : Roles) {
        const QJsonValue value = keys[role];
        if (value.isUndefined() || value.isNull())
            continue;
        const auto key = readJwk(value.toObject());
        if (!key || ids.contains(key->kid))
            return missing(u"keys."_s + role);
        ids.append(key->kid);
        read[role] = value;
    }
    if (!read.contains("proofOfPossession"_L1))
        return missing(u"keys.proofOfPossession"_s);
    return read;
}

base::Result<Enrolment*, Refusal> enrol(World& world, const EnrolmentWish& wish)
{
    if (const auto refusal = checkPolicy(world, wish))
        return *refusal;
    if (world.isFull(world.state.enrolments) || world.isFull(world.state.devices))
        return Refusal { "E0000047" };
    const auto device = deviceOf(world, wish);
    if (!device)
        return device.error();
    if (world.settings.oneDevicePerUser)
        endOthers(world, wish.userId);
    const QString id = world.newId(wish.isFamilyB ? "aen" : "pfd");
    Enrolment& enrolment = world.state.enrolments[id];
    enrolment = { .id = id,
        .userId = wish.userId,
        .deviceId = (*device)->id,
        .authenticatorId = wish.authenticatorId,
        .origin = wish.origin,
        .keys = wish.keys,
        .transactionTypes = wish.transactionTypes,
        .pushToken = wish.pushToken,
        .created = world.now(),
        .updated = world.now(),
        .isFamilyB = wish.isFamilyB };
    return &enrolment;
}

Factor& addPushFactor(World& world, const Enrolment& enrolment, const QString& id)
{
    Factor& factor = world.state.factors[id];
    const base::Time created = factor.id.isEmpty() ? world.now() : factor.created;
    factor = { .id = id,
        .userId = enrolment.userId,
        .type = u"push"_s,
        .provider = u"OKTA"_s,
        .status = FactorStatus::Active,
        .created = created,
        .updated = world.now(),
        .enrolmentId = enrolment.id };
    return factor;
}

QJsonObject familyAJson(World& world, const Enrolment& enrolment)
{
    const Device& device = world.state.devices[enrolment.deviceId];
    const User* user = world.userById(enrolment.userId);
    const QString created = World::written(enrolment.created);
    const QString updated = World::written(enrolment.updated);
    const QString self = enrolment.origin + u"/idp/myaccount/app-authenticators/"_s + enrolment.id;
    const auto link = [](const QString& address, const QStringList& methods) {
        return QJsonObject { { u"href"_s, address },
            { u"hints"_s, QJsonObject { { u"allow"_s, QJsonArray::fromStringList(methods) } } } };
    };
    QJsonObject push = { { u"id"_s, enrolment.factorId }, { u"createdDate"_s, created },
        { u"lastUpdated"_s, updated } };
    if (world.settings.pendingLink)
        push[u"links"_s] =
            QJsonObject { { u"pending"_s, link(self + u"/push/notifications"_s, { u"GET"_s }) } };
    return { { u"id"_s, enrolment.id }, { u"authenticatorId"_s, enrolment.authenticatorId },
        { u"createdDate"_s, created }, { u"lastUpdated"_s, updated },
        { u"device"_s,
            QJsonObject { { u"id"_s, device.id }, { u"status"_s, u"ACTIVE"_s },
                { u"createdDate"_s, created }, { u"lastUpdated"_s, updated },
                { u"clientInstanceId"_s, device.clientInstanceId } } },
        { u"user"_s,
            QJsonObject { { u"id"_s, enrolment.userId },
                { u"username"_s, user ? user->login : QString() } } },
        { u"methods"_s, QJsonObject { { u"push"_s, push } } },
        { u"links"_s, QJsonObject { { u"self"_s, link(self, { u"PATCH"_s, u"DELETE"_s }) } } } };
}

} // namespace sandbox
