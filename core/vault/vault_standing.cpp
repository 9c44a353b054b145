// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// What this computer has seen of a vault, and what follows when saves that it saw are missing.

#include "core/vault/device_id.h"
#include "core/vault/vault_state.h"

namespace vault {

namespace {

/// Whether this installation's own saves stand in the body as it made them. If not, a copy of the
/// installation saved under the same id, or an earlier state of the vault was put back, and the
/// numbers would be given out a second time.
bool hasOwnSaves(const DeviceMarks& found, const DeviceMarks& seen, const Id& device)
{
    const auto own = seen.find(device);
    return own == seen.end() || covers(found, { *own });
}

} // namespace

std::string Vault::State::seenPath() const
{
    return services.stateFolder.empty() ? std::string()
                                        : seenStatePath(services.stateFolder, header().vault, file);
}

std::optional<SeenState> Vault::State::seen() const
{
    if (services.stateFolder.empty())
        return {};
    base::Result<std::optional<SeenState>> seen =
        readSeenState(seenPath(), keys.state.view(), header().vault);
    // One that was damaged cannot tell anything; it is made anew.
    return seen ? std::move(*seen) : std::nullopt;
}

void Vault::State::findStanding()
{
    const std::optional<SeenState> seen = this->seen();
    if (!seen || seen->key != header().key)
        return noteSeen();
    if (!hasOwnSaves(body().devices, seen->devices, services.device)) {
        const base::Result<Id> renewed = renewDeviceId(services.stateFolder, services.random);
        services.device = renewed ? *renewed : services.device;
    }
    standing = covers(body().devices, seen->devices) ? Standing::Current : Standing::Older;
    if (standing == Standing::Current && seen->devices != body().devices)
        noteSeen();
}

void Vault::State::noteSeen() const
{
    if (services.stateFolder.empty() || standing == Standing::Older)
        return;
    const std::optional<SeenState> before = seen();
    const base::Result<void> written = writeSeenState(seenPath(), keys.state.view(),
        { header().vault, header().key, body().devices, before ? before->failures : 0 });
    Q_UNUSED(written);
}

Standing Vault::standing() const
{
    return m_state->standing;
}

void Vault::acceptOlder()
{
    m_state->standing = Standing::Current;
    m_state->noteSeen();
}

} // namespace vault
