// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/backup_image.h"

#include "core/vault/account_codec.h"
#include "core/vault/backup_slots.h"
#include "core/vault/record.h"
#include "core/vault/vault_codec.h"

#include <algorithm>

namespace vault {

namespace {

std::size_t entriesIn(const Body& body)
{
    return body.accounts.size() + body.quarantined.size() + body.registrations.size()
        + body.unreadRegistrations.size() + body.moves.size() + body.unreadMoves.size();
}

void append(crypto::WipedBytes& out, base::ByteView bytes)
{
    out.insert(out.end(), bytes.begin(), bytes.end());
}

/// Accounts as encoded, without where their counters stand.
void appendAccounts(crypto::WipedBytes& out, const Body& body, base::ByteView encoded)
{
    const std::optional<cbor::Members> accounts = cbor::Members::of(encoded);
    if (!accounts)
        return;
    for (const cbor::Members::Member& member : accounts->all()) {
        append(out, member.key);
        const auto known = body.accounts.find(readId(member.key).value_or(Id()));
        const bool counts = known != body.accounts.end()
            && std::holds_alternative<otp::Hotp>(known->second.credential);
        if (!counts) {
            append(out, member.value);
            continue;
        }
        Account account = known->second;
        std::get<otp::Hotp>(account.credential).counter = 0;
        cbor::Writer writer;
        writeAccount(writer, account);
        append(out, writer.view());
    }
}

/// What a backup is made for, of an encoded body: not when it was saved and by whom, nor how often
/// codes were used.
crypto::WipedBytes contentIn(const Body& body, base::ByteView encoded)
{
    crypto::WipedBytes content;
    content.reserve(encoded.size());
    const std::optional<cbor::Members> members = cbor::Members::of(encoded);
    if (!members)
        return content;
    for (const cbor::Members::Member& member : members->all()) {
        const std::string_view name = cbor::Reader(member.key).text().value_or("");
        if (name == "save" || name == "devices" || name == "counters")
            continue;
        append(content, member.key);
        if (name == "accounts")
            appendAccounts(content, body, member.value);
        else
            append(content, member.value);
    }
    return content;
}

base::Result<ContentMark> contentMark(
    const Snapshot& saved, base::ByteView encoded, base::ByteView stateKey)
{
    const base::Result<crypto::Digest> hash =
        crypto::digest(crypto::Hash::Sha256, contentIn(saved.body, encoded));
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
    const base::Result<crypto::WipedBytes> cbor = writeBody(m_state->body());
    if (!cbor)
        return cbor.error();
    const base::Result<ContentMark> content =
        contentMark(m_state->saved, *cbor, m_state->keys.state.view());
    if (!content)
        return content.error();
    return StateMark { lastSave(), *content };
}

base::Result<BackupImage> Vault::backupImage() const
{
    const State& state = *m_state;
    Header header = state.header();
    header.kind = FileKind::Backup;
    header.slotList = backupSlots(state.header(), state.body());
    const base::Result<crypto::WipedBytes> cbor = writeBody(state.body());
    if (!cbor)
        return cbor.error();
    // Of the same bytes: encoding is most of the work, on the vault's thread.
    const base::Result<ContentMark> mark = contentMark(state.saved, *cbor, state.keys.state.view());
    if (!mark)
        return mark.error();
    base::Result<base::Bytes> file =
        encryptVaultFile(header, state.keys, state.services.random, *cbor);
    if (!file)
        return file.error();
    base::Result<crypto::SecretBytes> keys = bodyKeys(header, state.keys.master.view());
    if (!keys)
        return keys.error();
    BackupImage::Content content { header.vault, header.key, { lastSave(), *mark },
        state.services.clock.now(), countInUse(state.body()), entriesIn(state.body()),
        std::move(*keys), std::move(*file) };
    return BackupImage(std::make_shared<const BackupImage::Content>(std::move(content)));
}

} // namespace vault
