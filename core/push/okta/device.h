// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/json.h"

#include <optional>
#include <string>
#include <vector>

namespace push::okta {

/// What this program says about itself and the computer: true, and no more than what an
/// organisation needs or the user switched on. Empty: not said.
struct DeviceFacts
{
    std::string bundleId; ///< reverse-DNS name of the program
    std::string version; ///< of the program
    std::string sdkVersion; ///< "<name> <x.y.z>"
    std::string displayName; ///< shown to the user and the administrator
    std::string platform; ///< the vendor's word; it has none for Linux
    std::string osVersion;
    std::string manufacturer;
    std::string model;
    std::optional<bool> hasSecureHardware; ///< true only where it holds the keys
    std::string diskEncryption; ///< NONE, FULL, USER, ALL_INTERNAL_VOLUMES, SYSTEM_VOLUME
    std::string screenLock; ///< NONE, PASSCODE, BIOMETRIC

    // Of the hardware: never sent unless the user switched them on for the account.
    std::string serialNumber;
    std::string udid;
    std::string sid;
    std::string imei;
    std::string meid;
};

/// The ids that an organisation has given to this computer and to this program on it.
struct DeviceIds
{
    std::string device;
    std::string clientInstance;
};

/// Adds what an enrolment says about the device to an object that has begun: without keys and ids
/// of the hardware. The displayed name is cut at 255 characters and loses markup.
void writeDeviceFacts(base::json::Writer& out, const DeviceFacts& facts);

/// The object `deviceSignals` of an answer: both ids, and of the names that the server asked for
/// those that are known here; ids of the hardware only with `withHardwareIds`.
void writeDeviceSignals(base::json::Writer& out, const DeviceIds& ids, const DeviceFacts& facts,
    const std::vector<std::string>& requested, bool withHardwareIds);

} // namespace push::okta
