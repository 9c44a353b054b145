// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// What this computer has seen of a vault, and what follows when saves that it saw are missing.

#include "core/vault/device_id.h"
#include "core/vault/vault_state.h"
#include "core/vault/wrong_tries.h"

#include <algorithm>

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

/// Whether all ends of the journal's chains are among the anchors.
bool knowsEnds(const Journal& journal, const std::vector<JournalAnchor>& anchors)
{
    return std::ranges::all_of(headsOf(journal), [&anchors](const JournalHead& head) {
        return std::ranges::find(anchors, head, &JournalAnchor::head) != anchors.end();
    });
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
        readSeenState(seenPath(), keys.state.view(), header().vault, header().key);
    // One that was damaged cannot tell anything; it is made anew.
    return seen ? std::move(*seen) : std::nullopt;
}

base::Result<void> Vault::State::findStanding()
{
    const std::optional<SeenState> seen = this->seen();
    anchors = seen ? seen->journal : std::vector<JournalAnchor>();
    if (!seen) {
        noteSeen();
        return {};
    }
    if (!covers(body().devices, seen->devices)) {
        // Another program may have saved, and noted that, since the file was read: then what was
        // read is no copy that somebody put back. What is there now is judged in its place.
        if (const base::Result<bool> looked = lookAgain(); looked && *looked)
            return {};
    }
    const bool hasKnownKeys = seen->key == header().key || hasRetired(body(), *seen);
    if (!hasKnownKeys)
        return base::Error { base::ErrorCode::UnknownKeys, "another key id than was seen" };
    if (!hasOwnSaves(body().devices, seen->devices, services.device)) {
        const base::Result<Id> renewed = renewDeviceId(services.stateFolder, services.random);
        services.device = renewed ? *renewed : services.device;
    }
    standing = covers(body().devices, seen->devices) ? Standing::Current : Standing::Older;
    if (standing == Standing::Current
        && (seen->devices != body().devices || seen->key != header().key
            || !knowsEnds(body().journal, seen->journal)))
        noteSeen();
    return {};
}

SeenState Vault::State::present(const std::vector<JournalAnchor>& before) const
{
    SeenState state { header().vault, header().key, {}, body().devices, failures,
        anchorsOf(body().journal, before, services.clock.now()) };
    const base::Result<RetirementProof> proof = retirementProof(keys.master.view(), ids());
    if (proof)
        state.retirement = hashOf(*proof);
    return state;
}

void Vault::State::noteSeen()
{
    if (services.stateFolder.empty() || standing == Standing::Older)
        return;
    const std::optional<SeenState> before = seen();
    if (before && before->key == header().key)
        failures = before->failures;
    // Who goes on with an older state knows that entries are missing.
    const SeenState now =
        present(before && !hasGoneBack ? before->journal : std::vector<JournalAnchor>());
    const base::Result<void> written = writeSeenState(seenPath(), keys.state.view(), now);
    Q_UNUSED(written);
}

std::uint64_t Vault::State::knownFailures() const
{
    if (services.stateFolder.empty())
        return failures;
    const std::optional<SeenState> seen = this->seen();
    return (seen && seen->key == header().key ? seen->failures : failures) + wrongTries(seenPath());
}

std::uint64_t Vault::State::countFailure(bool wasRight)
{
    if (wasRight && knownFailures() == 0)
        return 0;
    // Without the lock two programs may count one; that is better than to count none.
    const base::Result<base::FileLock> held = lock();
    failures = wasRight ? 0 : knownFailures() + 1;
    if (services.stateFolder.empty())
        return failures;
    const std::optional<SeenState> before = seen();
    SeenState state = before && before->key == header().key ? *before : present(anchors);
    state.failures = failures;
    // Those of the other file are among them now.
    if (writeSeenState(seenPath(), keys.state.view(), state))
        clearWrongTries(seenPath());
    return failures;
}

void countWrongTry(const std::string& path, const Services& services)
{
    const std::string file = resolvedPath(path);
    const base::Result<VaultFile> read = readVaultFile(file);
    if (services.stateFolder.empty() || !read)
        return;
    // Without the lock two programs may count one, as above.
    const auto held = base::FileLock::acquire(file + ".lock", services.lockPatience);
    addWrongTry(seenStatePath(services.stateFolder, read->header.vault, file));
}

std::uint64_t Vault::countVerification(bool wasRight)
{
    return m_state->countFailure(wasRight);
}

std::uint64_t Vault::wrongVerifications() const
{
    return m_state->knownFailures();
}

Standing Vault::standing() const
{
    return m_state->standing;
}

void Vault::acceptOlder()
{
    m_state->standing = Standing::Current;
    m_state->hasGoneBack = true;
    // Every change makes up for it, and until then nothing says that the older state is known.
    const base::Result<void> saved = m_state->apply([](Draft&) { return base::Result<void>(); });
    Q_UNUSED(saved);
}

} // namespace vault
