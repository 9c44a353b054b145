// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/salvage.h"

#include "core/base/atomic_file.h"
#include "core/crypto/aead.h"
#include "core/vault/account_codec.h"
#include "core/vault/body.h"
#include "core/vault/record.h"
#include "core/vault/sealed_secret.h"
#include "core/vault/slots.h"
#include "core/vault/vault_file.h"
#include "core/vault/zero_nonce.h"

#include <algorithm>
#include <set>
#include <unistd.h>

namespace vault {

namespace {

constexpr std::size_t HeaderSizeOffset = 12;
constexpr std::size_t IdSize = 16;
constexpr std::uint8_t IdHead = 0x50; ///< CBOR: a byte string of 16
/// Longer than any account that the program makes, short enough to search again and again.
constexpr std::size_t LargestAccount = std::size_t { 512 } * 1024;
constexpr int DeepestItem = 16;
constexpr std::size_t StepsPerByte = 32;

/// A head of CBOR: major type, value and how many bytes it takes; 0 bytes if it is none of ours.
struct Head
{
    int type = 0;
    std::uint64_t value = 0;
    std::size_t size = 0;
};

Head headAt(base::ByteView bytes)
{
    if (bytes.empty())
        return {};
    const int type = bytes[0] >> 5;
    const std::uint8_t info = bytes[0] & 31;
    if (info < 24)
        return { type, info, 1 };
    const std::size_t width = std::size_t { 1 } << (info - 24);
    if (info > 27 || bytes.size() < 1 + width)
        return {};
    std::uint64_t value = 0;
    for (std::size_t i = 1; i <= width; ++i)
        value = value << 8 | bytes[i];
    return { type, value, 1 + width };
}

/// Steps that may be taken yet, so that a file made for it cannot have one place looked at again
/// and again.
using Steps = std::size_t;

/// How many bytes the item at the beginning takes; 0 if it does not end within them.
std::size_t itemSize(base::ByteView bytes, Steps& left, int depth = 0)
{
    const Head head = headAt(bytes);
    if (head.size == 0 || depth > DeepestItem || left == 0)
        return 0;
    --left;
    if (head.type == 2 || head.type == 3)
        return head.value <= bytes.size() - head.size
            ? head.size + static_cast<std::size_t>(head.value)
            : 0;
    std::size_t items = 0;
    if (head.type == 4 || head.type == 5) {
        if (head.value > bytes.size())
            return 0;
        items = static_cast<std::size_t>(head.value) * (head.type == 5 ? 2 : 1);
    }
    std::size_t size = head.size;
    for (std::size_t i = 0; i < items; ++i) {
        const std::size_t inner = itemSize(bytes.subspan(size), left, depth + 1);
        if (inner == 0)
            return 0;
        size += inner;
    }
    return size;
}

/// Whether an id and a map may begin here, as in `accounts`.
bool mayBegin(base::ByteView bytes)
{
    return bytes.size() > 1 + IdSize && bytes[0] == IdHead && bytes[1 + IdSize] >> 5 == 5;
}

/// The value after the first place that has this key, or no bytes: where the order of a map is
/// lost, its members may still be found by their names.
base::ByteView valueOf(base::ByteView bytes, std::string_view key)
{
    base::Bytes pattern { static_cast<std::uint8_t>(0x60 + key.size()) };
    base::append(pattern, base::bytesOf(key));
    const auto found = std::search(bytes.begin(), bytes.end(), pattern.begin(), pattern.end());
    if (found == bytes.end())
        return {};
    const auto from = static_cast<std::size_t>(found - bytes.begin()) + pattern.size();
    const base::ByteView rest = bytes.subspan(from);
    Steps left = rest.size();
    return rest.first(itemSize(rest, left));
}

/// What a text or byte string holds.
base::ByteView contentOf(base::ByteView item, int type)
{
    const Head head = headAt(item);
    return head.size != 0 && head.type == type ? item.subspan(head.size) : base::ByteView();
}

QString textOf(base::ByteView bytes, std::string_view key)
{
    // What is no UTF-8 any more shows as such.
    return toText(base::textOf(contentOf(valueOf(bytes, key), 3)));
}

/// The credential from the members that are found; TOTP as everybody uses it where they make none.
otp::Credential credentialFrom(base::ByteView bytes)
{
    cbor::MapWriter credential;
    for (const char* member : { "type", "algorithm", "digits", "period", "counter", "secret" }) {
        const base::ByteView value = valueOf(bytes, member);
        if (!value.empty() && cbor::check(value))
            credential.member(member).encoded(value);
    }
    cbor::MapWriter account;
    account.member("issuer").text("");
    account.member("name").text("");
    writeStamp(account.member("created"), {});
    writeStamp(account.member("changed"), {});
    credential.finish(account.member("cred"));
    cbor::Writer out;
    account.finish(out);
    const base::Result<Account> read = readAccount({}, out.view());
    return read ? read->credential : otp::Credential(otp::Totp {});
}

/// An account member by member, where it cannot be read as a whole.
SalvagedAccount pieced(const Id& id, base::ByteView bytes)
{
    SalvagedAccount found;
    found.isAltered = true;
    found.account.id = id;
    found.account.issuer = textOf(bytes, "issuer");
    found.account.name = textOf(bytes, "name");
    found.account.note = textOf(bytes, "note");
    found.account.credential = credentialFrom(bytes);
    const base::ByteView secret = contentOf(valueOf(bytes, "secret"), 2);
    found.account.secret.assign(secret.begin(), secret.end());
    const base::ByteView pin = contentOf(valueOf(bytes, "pin"), 2);
    found.account.pin.assign(pin.begin(), pin.end());
    return found;
}

bool opens(base::ByteView sealKey, const SealPlace& place, const SealedSecret& sealed)
{
    return isSealed(sealed, SealScheme::Unlocked)
        && unseal(sealKey, SealScheme::Unlocked, place, sealed).has_value();
}

void judge(SalvagedAccount& found, base::ByteView sealKey)
{
    const Account& account = found.account;
    found.hasSecret = opens(sealKey, { account.id, "secret" }, account.secret);
    found.hasPin = opens(sealKey, { account.id, "pin" }, account.pin);
    if (!found.hasSecret || (!account.pin.empty() && !found.hasPin))
        found.isAltered = true;
}

/// The account whose id stands at the beginning, and how many bytes are done with.
struct Attempt
{
    std::optional<SalvagedAccount> found;
    std::size_t size = 1;
};

Attempt attemptAt(base::ByteView bytes, Steps& left)
{
    Id id;
    std::ranges::copy(bytes.subspan(1, IdSize), id.bytes.begin());
    base::ByteView value = bytes.subspan(1 + IdSize);
    value = value.first(std::min(value.size(), LargestAccount));
    const std::size_t size = itemSize(value, left);
    const base::ByteView item = value.first(size);
    left -= std::min(left, size);
    if (cbor::check(item)) {
        if (const base::Result<Account> account = readAccount(id, item))
            return { SalvagedAccount { *account, false, false, false }, 1 + IdSize + size };
    }
    // A damaged length may reach into the next account: what lies between them is this one's.
    std::size_t end = 1;
    while (end < value.size() && end != size && !mayBegin(value.subspan(end)))
        ++end;
    const base::ByteView piece = value.first(end);
    if (valueOf(piece, "secret").empty())
        return { {}, 1 }; // a slot's record, or nothing that matters
    return { pieced(id, piece), 1 + IdSize };
}

/// The header, whose length may be what is damaged: it ends with a brace.
base::Result<std::pair<Header, std::size_t>> findHeader(base::ByteView file)
{
    const base::Error damaged { base::ErrorCode::Damaged, "salvage: header", { "header" } };
    if (file.size() < PreambleSize)
        return damaged;
    const auto read = [file](std::size_t size) {
        return readHeader(base::textOf(file.subspan(PreambleSize, size)));
    };
    const std::size_t most = std::min(file.size() - PreambleSize, LargestHeader);
    const std::size_t stated = base::readU32(file.subspan(HeaderSizeOffset));
    if (stated <= most) {
        if (base::Result<Header> header = read(stated))
            return std::pair(std::move(*header), PreambleSize + stated);
    }
    constexpr int MostTries = 200; // far more braces than a header has
    int tries = 0;
    for (std::size_t size = 2; size <= most && tries < MostTries; ++size) {
        if (file[PreambleSize + size - 1] != '}')
            continue;
        ++tries;
        if (base::Result<Header> header = read(size))
            return std::pair(std::move(*header), PreambleSize + size);
    }
    return damaged;
}

base::Result<crypto::WipedBytes> readUnverified(
    const Header& header, base::ByteView body, base::ByteView master)
{
    const base::Bytes ids = joinIds(header.vault, header.key);
    const base::Result<crypto::SecretBytes> key =
        derive(master, header.bodySalt, "body", ids, 2 * KeySize);
    if (!key)
        return key.error();
    // Where the end is missing, so is the tag; a few bytes too many do no harm.
    crypto::WipedBytes plain(body.size());
    const base::Result<void> read = crypto::aeadReadUnverified(
        key->view().first<crypto::AeadKeySize>(), ZeroNonce, body, plain);
    if (!read)
        return read.error();
    return plain;
}

/// What of an account only an edit brings into a new vault.
AccountEdit editFor(const Account& account)
{
    AccountEdit edit;
    if (!account.note.isEmpty())
        edit.note = account.note;
    if (!account.tags.isEmpty())
        edit.tags = account.tags;
    if (account.pinned)
        edit.pinned = true;
    return edit;
}

base::Result<otp::Entry> entryFrom(const SalvagedAccount& found, base::ByteView sealKey)
{
    const Account& account = found.account;
    base::Result<crypto::SecretBytes> secret =
        unseal(sealKey, SealScheme::Unlocked, { account.id, "secret" }, account.secret);
    if (!secret)
        return secret.error();
    otp::Entry entry;
    entry.issuer = account.issuer;
    entry.name = account.name;
    entry.labelIssuer = account.labelIssuer;
    entry.credential = account.credential;
    entry.otherParameters = account.otherParameters;
    entry.secret = std::move(*secret);
    if (!found.hasPin)
        return entry;
    base::Result<crypto::SecretBytes> pin =
        unseal(sealKey, SealScheme::Unlocked, { account.id, "pin" }, account.pin);
    if (!pin)
        return pin.error();
    entry.pin = std::move(*pin);
    return entry;
}

base::Result<void> fill(Vault& vault, const std::vector<otp::Entry>& entries,
    const std::vector<const Account*>& sources)
{
    const base::Result<std::vector<Id>> ids = vault.add(entries);
    if (!ids)
        return ids.error();
    for (std::size_t i = 0; i < ids->size(); ++i) {
        const AccountEdit edit = editFor(*sources[i]);
        if (edit.note || edit.tags || edit.pinned) {
            if (const base::Result<void> edited = vault.edit((*ids)[i], edit); !edited)
                return edited;
        }
        if (sources[i]->trashed) {
            if (const base::Result<void> moved = vault.moveToTrash((*ids)[i]); !moved)
                return moved;
        }
    }
    return {};
}

} // namespace

std::vector<SalvagedAccount> salvageAccounts(base::ByteView plaintext, base::ByteView sealKey)
{
    std::vector<SalvagedAccount> accounts;
    std::set<Id> known;
    Steps left = StepsPerByte * plaintext.size();
    for (std::size_t at = 0; at < plaintext.size() && accounts.size() < MaxAccounts && left > 0;) {
        if (!mayBegin(plaintext.subspan(at))) {
            ++at;
            continue;
        }
        Attempt attempt = attemptAt(plaintext.subspan(at), left);
        at += attempt.size;
        if (!attempt.found)
            continue;
        judge(*attempt.found, sealKey);
        if (known.insert(attempt.found->account.id).second)
            accounts.push_back(std::move(*attempt.found));
    }
    return accounts;
}

Salvage::Salvage(std::vector<SalvagedAccount> accounts, crypto::SecretBytes sealKey)
    : m_accounts(std::move(accounts)),
      m_sealKey(std::move(sealKey))
{ }

base::Result<Salvage> Salvage::read(const std::string& path, const Opener& opener)
{
    const base::Result<base::Bytes> file = base::readFile(path, LargestFile);
    if (!file)
        return file.error();
    const auto header = findHeader(*file);
    if (!header)
        return header.error();
    base::Result<OpenedSlot> slot = openSlots(header->first, opener);
    if (!slot)
        return slot.error();
    const base::ByteView body = base::ByteView(*file).subspan(header->second);
    const base::Result<crypto::WipedBytes> plain =
        readUnverified(header->first, body, slot->master.view());
    if (!plain)
        return plain.error();
    const base::Bytes ids = joinIds(header->first.vault, header->first.key);
    base::Result<MasterKeys> keys = MasterKeys::from(std::move(slot->master), ids);
    if (!keys)
        return keys.error();
    std::vector<SalvagedAccount> accounts = salvageAccounts(*plain, keys->seal.view());
    if (accounts.empty())
        return base::Error { base::ErrorCode::Damaged, "salvage: nothing found", { "body" } };
    return Salvage(std::move(accounts), std::move(keys->seal));
}

std::size_t Salvage::intact() const
{
    return static_cast<std::size_t>(
        std::ranges::count(m_accounts, true, &SalvagedAccount::hasSecret));
}

base::Result<Vault::Created> Salvage::saveAs(const std::string& path, const Passphrase& passphrase,
    const crypto::Argon2Costs& costs, const Services& services) const
{
    std::vector<otp::Entry> entries;
    std::vector<const Account*> sources;
    for (const SalvagedAccount& found : m_accounts) {
        if (!found.hasSecret)
            continue;
        base::Result<otp::Entry> entry = entryFrom(found, m_sealKey.view());
        if (!entry)
            return entry.error();
        entries.push_back(std::move(*entry));
        sources.push_back(&found.account);
    }
    if (entries.empty())
        return base::Error { base::ErrorCode::NothingToDo, "no secret is intact" };
    base::Result<Vault::Created> created = Vault::create(path, passphrase, costs, services);
    if (!created)
        return created;
    if (const base::Result<void> filled = fill(created->vault, entries, sources); !filled) {
        ::unlink(path.c_str()); // half a vault would pass for all that could be had
        return filled.error();
    }
    return created;
}

} // namespace vault
