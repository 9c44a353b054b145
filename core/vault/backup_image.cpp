// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/backup_image.h"

#include "core/vault/backup_slots.h"
#include "core/vault/vault_codec.h"

#include <algorithm>

namespace vault {

namespace {

std::size_t entriesIn(const Body& body)
{
    return body.accounts.size() + body.quarantined.size() + body.registrations.size()
        + body.unreadRegistrations.size();
}

/// What a backup is made for: not when it was saved and by whom, nor how often codes were used.
base::Result<ContentMark> contentMark(const Snapshot& saved, base::ByteView stateKey)
{
    Body body = saved.body;
    body.save = {};
    body.devices.clear();
    body.counters.clear();
    for (auto& [id, account] : body.accounts) {
        if (auto* const hotp = std::get_if<otp::Hotp>(&account.credential))
            hotp->counter = 0;
    }
    const base::Result<crypto::WipedBytes> cbor = writeBody(body);
    if (!cbor)
        return cbor.error();
    const base::Result<crypto::Digest> hash = crypto::digest(crypto::Hash::Sha256, *cbor);
    if (!hash)
        return hash.error();
    base::Bytes message;
    base::append(message, base::bytesOf(std::string_view("countersign/1/content")));
    base::append(message, joinIds(saved.header.vault, saved.header.key));
    base::append(message, hash->view());
    const base::Result<crypto::Digest> mac = crypto::hmac(crypto::Hash::Sha256, stateKey, message);
    if (!mac)
        return mac.error();
    ContentMark mark;
    std::ranges::copy(mac->view(), mark.begin());
    return mark;
}

} // namespace

struct BackupImage::Content
{
    Id vault;
    Id key;
    StateMark state;
    base::Time made;
    std::size_t accounts = 0;
    std::size_t entries = 0;
    crypto::SecretBytes bodyKeys;
    base::Bytes file;
};

BackupImage::BackupImage(std::shared_ptr<const Content> content) : m_content(std::move(content)) { }

const Id& BackupImage::vault() const
{
    return m_content->vault;
}

const Id& BackupImage::key() const
{
    return m_content->key;
}

const StateMark& BackupImage::state() const
{
    return m_content->state;
}

base::Time BackupImage::made() const
{
    return m_content->made;
}

std::size_t BackupImage::accounts() const
{
    return m_content->accounts;
}

base::ByteView BackupImage::file() const
{
    return m_content->file;
}

base::Result<void> BackupImage::readBack(const std::string& path) const
{
    base::forgetCached(path);
    const base::Result<base::Bytes> bytes = base::readFile(path, LargestFile);
    if (!bytes)
        return bytes.error();
    const base::Result<VaultFile> file = parseVaultFile(*bytes);
    if (!file)
        return file.error();
    const base::Result<crypto::WipedBytes> cbor =
        decryptBodyWith(*file, m_content->bodyKeys.view());
    if (!cbor)
        return cbor.error();
    const base::Result<Body> body = readBody(*cbor);
    if (!body)
        return body.error();
    if (entriesIn(*body) != m_content->entries || countInUse(*body) != m_content->accounts)
        return base::Error { base::ErrorCode::Damaged, "read back: another count of entries",
            { "backup" } };
    return {};
}

base::Result<StateMark> Vault::stateMark() const
{
    const base::Result<ContentMark> content =
        contentMark(m_state->saved, m_state->keys.state.view());
    if (!content)
        return content.error();
    return StateMark { lastSave(), *content };
}

base::Result<BackupImage> Vault::backupImage() const
{
    const base::Result<StateMark> mark = stateMark();
    if (!mark)
        return mark.error();
    const State& state = *m_state;
    Header header = state.header();
    header.kind = FileKind::Backup;
    header.slotList = backupSlots(state.header(), state.body());
    const base::Result<crypto::WipedBytes> cbor = writeBody(state.body());
    if (!cbor)
        return cbor.error();
    base::Result<base::Bytes> file =
        encryptVaultFile(header, state.keys, state.services.random, *cbor);
    if (!file)
        return file.error();
    base::Result<crypto::SecretBytes> keys = bodyKeys(header, state.keys.master.view());
    if (!keys)
        return keys.error();
    BackupImage::Content content { header.vault, header.key, *mark, state.services.clock.now(),
        countInUse(state.body()), entriesIn(state.body()), std::move(*keys), std::move(*file) };
    return BackupImage(std::make_shared<const BackupImage::Content>(std::move(content)));
}

} // namespace vault
