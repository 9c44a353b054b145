// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/wiring/machine.h"

#include "core/base/atomic_file.h"
#include "core/vault/device_id.h"

namespace wiring {

namespace {

/// systemd's and D-Bus's id of the computer; absent where neither is installed.
base::Bytes machineId()
{
    constexpr std::size_t Longest = 64;
    const base::Result<base::Bytes> id = base::readBeginning("/etc/machine-id", Longest);
    return id ? *id : base::Bytes();
}

} // namespace

base::Result<vault::Services> Machine::services(const std::string& folder)
{
    const base::Bytes machine = machineId();
    const base::Result<vault::Id> device = vault::deviceId(folder, base::textOf(machine), m_random);
    if (!device)
        return device.error();
    return vault::Services { m_clock, m_random, *device, folder };
}

} // namespace wiring
