// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/vault.h"

#include "core/base/atomic_file.h"
#include "core/vault/generation.h"
#include "core/vault/vault_codec.h"
#include "core/vault/vault_file.h"
#include "core/vault/vault_state.h"

#include <algorithm>
#include <sys/stat.h>

namespace vault {

namespace {

bool exists(const std::string& path)
{
    struct stat status = {};
    return ::lstat(path.c_str(), &status) == 0;
}

} // namespace

base::Result<void> makeFolderOf(const std::string& path)
{
    const std::size_t slash = path.rfind('/');
    if (slash == std::string::npos || slash == 0 || exists(path.substr(0, slash)))
        return {}; // a folder that is there is the user's, whatever its mode
    return base::makePrivateFolder(path.substr(0, slash));
}

base::Result<void> Vault::State::createAs(Draft draft)
{
    const base::Result<base::Bytes> bytes = fileOf(draft, keys);
    if (!bytes)
        return bytes.error();
    const base::Result<void> written = base::createFile(path, *bytes);
    if (!written && written.error().code == base::ErrorCode::FileExists)
        return base::Error { base::ErrorCode::VaultExists, "create", { path } };
    if (!written)
        return written;
    file = resolvedPath(path);
    saved = { std::move(draft.header), std::move(draft.body), markOf(*bytes) };
    noteSeen();
    return {};
}

Vault::Vault(std::unique_ptr<State> state) : m_state(std::move(state)) { }
Vault::Vault(Vault&&) noexcept = default;
Vault& Vault::operator=(Vault&&) noexcept = default;
Vault::~Vault() = default;

base::Result<Vault::Created> Vault::create(const std::string& path, const Passphrase& passphrase,
    const crypto::Argon2Costs& costs, const Services& services)
{
    const base::Error alreadyThere { base::ErrorCode::VaultExists, "create", { path } };
    if (exists(path))
        return alreadyThere;
    const base::Result<Id> vaultId = Id::random(services.random);
    if (!vaultId)
        return vaultId.error();
    base::Result<Generation> generation =
        makeGeneration(*vaultId, passphrase, costs, services.random);
    if (!generation)
        return generation.error();
    auto state = std::make_unique<State>(
        State { path, path, services, std::move(generation->keys), SlotKind::Passphrase, {} });
    state->saved.header.vault = *vaultId;
    state->saved.header.key = generation->key;
    Draft draft = state->draft();
    if (const base::Result<void> inserted = insertFirstSlots(draft, *generation); !inserted)
        return inserted.error();
    if (const base::Result<void> made = makeFolderOf(path); !made)
        return made.error();
    if (const base::Result<void> written = state->createAs(std::move(draft)); !written)
        return written.error();
    return Created { Vault(std::move(state)), std::move(generation->recoveryKey) };
}

base::Result<Vault> Vault::open(
    const std::string& path, const Opener& opener, const Services& services)
{
    const std::string target = resolvedPath(path);
    if (!exists(target))
        return base::Error { base::ErrorCode::VaultMissing, "open", { path } };
    base::Result<VaultFile> file = readVaultFile(target);
    if (!file)
        return file.error();
    if (file->header.kind == FileKind::Backup)
        return base::Error { base::ErrorCode::Unsupported, "open: it is a backup", { "backup" } };
    base::Result<OpenedSlot> slot = openSlots(file->header, opener);
    if (!slot)
        return slot.error();
    const base::Bytes ids = joinIds(file->header.vault, file->header.key);
    base::Result<MasterKeys> keys = MasterKeys::from(std::move(slot->master), ids);
    if (!keys)
        return keys.error();
    base::Result<Snapshot> saved = openSnapshot(std::move(*file), *keys);
    if (!saved)
        return saved.error();
    auto state = std::make_unique<State>(
        State { path, target, services, std::move(*keys), slot->kind, std::move(*saved) });
    if (const base::Result<void> known = state->findStanding(); !known)
        return known.error();
    if (slot->kind != SlotKind::Keyring)
        state->countFailure(true);
    state->gatherLeftovers();
    return Vault(std::move(state));
}

base::Result<Vault> Vault::twin(std::stop_token stop) const
{
    base::Result<MasterKeys> keys = m_state->keys.clone();
    if (!keys)
        return keys.error();
    Services services = m_state->services;
    // Nobody sits in front of that thread.
    services.lockPatience = Services::LongPatience;
    auto state = std::make_unique<State>(State { m_state->path, m_state->file, services,
        std::move(*keys), m_state->openedBy, m_state->saved, m_state->standing, m_state->failures,
        m_state->hasGoneBack, m_state->anchors, std::move(stop) });
    return Vault(std::move(state));
}

void Vault::adopt(Vault twin)
{
    m_state->keys = std::move(twin.m_state->keys);
    m_state->openedBy = twin.m_state->openedBy;
    m_state->saved = std::move(twin.m_state->saved);
    m_state->standing = twin.m_state->standing;
    m_state->failures = twin.m_state->failures;
    m_state->hasGoneBack = twin.m_state->hasGoneBack;
    m_state->anchors = std::move(twin.m_state->anchors);
    m_state->services.device = twin.m_state->services.device;
}

base::Result<bool> Vault::refresh()
{
    return m_state->lookAgain();
}

const Id& Vault::id() const
{
    return m_state->header().vault;
}

const Id& Vault::key() const
{
    return m_state->header().key;
}

const std::string& Vault::path() const
{
    return m_state->path;
}

const std::string& Vault::file() const
{
    return m_state->file;
}

Id Vault::lastSave() const
{
    return m_state->body().save.id;
}

SlotKind Vault::openedBy() const
{
    return m_state->openedBy;
}

} // namespace vault
