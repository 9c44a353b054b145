// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/okta/device.h"

#include <QString>

#include <algorithm>
#include <array>

namespace push::okta {

namespace {

/// The facts that are texts, in the order of the request of an enrolment.
struct Fact
{
    const char* name;
    std::string DeviceFacts::*member;
    bool isOfHardware;
};
constexpr std::array Facts = {
    Fact { "clientInstanceBundleId", &DeviceFacts::bundleId, false },
    Fact { "clientInstanceVersion", &DeviceFacts::version, false },
    Fact { "clientInstanceDeviceSdkVersion", &DeviceFacts::sdkVersion, false },
    Fact { "displayName", &DeviceFacts::displayName, false },
    Fact { "platform", &DeviceFacts::platform, false },
    Fact { "osVersion", &DeviceFacts::osVersion, false },
    Fact { "manufacturer", &DeviceFacts::manufacturer, false },
    Fact { "model", &DeviceFacts::model, false },
    Fact { "diskEncryptionType", &DeviceFacts::diskEncryption, false },
    Fact { "screenLockType", &DeviceFacts::screenLock, false },
    Fact { "serialNumber", &DeviceFacts::serialNumber, true },
    Fact { "udid", &DeviceFacts::udid, true },
    Fact { "sid", &DeviceFacts::sid, true },
    Fact { "imei", &DeviceFacts::imei, true },
    Fact { "meid", &DeviceFacts::meid, true },
};

std::string plainName(const std::string& name)
{
    constexpr int Longest = 255;
    QString text = QString::fromStdString(name);
    text.remove(u'<').remove(u'>');
    const bool isInsidePair = text.size() > Longest && text.at(Longest - 1).isHighSurrogate();
    return text.left(isInsidePair ? Longest - 1 : Longest).toStdString();
}

std::string valueOf(const Fact& fact, const DeviceFacts& facts)
{
    const std::string& value = facts.*fact.member;
    return fact.member == &DeviceFacts::displayName ? plainName(value) : value;
}

} // namespace

void writeDeviceFacts(base::json::Writer& out, const DeviceFacts& facts)
{
    for (const Fact& fact : Facts) {
        const std::string value = valueOf(fact, facts);
        if (!value.empty() && !fact.isOfHardware)
            out.member(fact.name, value);
    }
    if (facts.hasSecureHardware)
        out.member("secureHardwarePresent", *facts.hasSecureHardware);
}

void writeDeviceSignals(base::json::Writer& out, const DeviceIds& ids, const DeviceFacts& facts,
    const std::vector<std::string>& requested, bool withHardwareIds)
{
    const auto isRequested = [&](std::string_view name) {
        return std::ranges::find(requested, name) != requested.end();
    };
    out.beginObject();
    out.member("id", ids.device);
    out.member("clientInstanceId", ids.clientInstance);
    for (const Fact& fact : Facts) {
        const std::string value = valueOf(fact, facts);
        if (!value.empty() && isRequested(fact.name) && (!fact.isOfHardware || withHardwareIds))
            out.member(fact.name, value);
    }
    if (facts.hasSecureHardware && isRequested("secureHardwarePresent"))
        out.member("secureHardwarePresent", *facts.hasSecureHardware);
    if (isRequested("deviceAttestation"))
        out.name("deviceAttestation").beginObject().endObject();
    out.endObject();
}

} // namespace push::okta
