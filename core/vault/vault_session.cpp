// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/vault_session.h"

#include <sys/stat.h>

namespace vault {

VaultSession::VaultSession(std::string path, const Services& services, QObject* parent)
    : QObject(parent),
      m_path(std::move(path)),
      m_services(services)
{ }

VaultSession::~VaultSession() = default;

bool VaultSession::exists() const
{
    struct stat status = {};
    return ::stat(m_path.c_str(), &status) == 0;
}

Vault& VaultSession::vault()
{
    Q_ASSERT(isOpen());
    return *m_vault;
}

const Vault& VaultSession::vault() const
{
    Q_ASSERT(isOpen());
    return *m_vault;
}

void VaultSession::open(Vault vault)
{
    m_vault = std::move(vault);
    emit unlocked();
}

void VaultSession::lock()
{
    if (!isOpen())
        return;
    m_vault.reset();
    emit locked();
}

} // namespace vault
