// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/salvage.h"

#include "core/base/atomic_file.h"
#include "core/crypto/aead.h"
#include "core/vault/account_codec.h"
#include "core/vault/body.h"
#include "core/vault/generation.h"
#include "core/vault/history.h"
#include "core/vault/record.h"
#include "core/vault/salvage_scan.h"
#include "core/vault/sealed_secret.h"
#include "core/vault/slots.h"
#include "core/vault/vault_file.h"
#include "core/vault/vault_state.h"
#include "core/vault/zero_nonce.h"

#include <algorithm>
#include <map>
#include <set>

namespace vault {

namespace {

constexpr std::size_t HeaderSizeOffset = 12;
/// Longer than any account that the program makes, short enough to search again and again.
constexpr std::size_t LargestAccount = std::size_t { 512 } * 1024;
constexpr std::size_t SmallestAccount = 100; ///< less than the shortest takes

/// More surely than mayBegin(): the members of an account begin with its credential. By chance a
/// secret looks like an id and a map too often for its account to be cut there.
bool begins(base::ByteView bytes)
{
    return mayBeginWith(bytes, "dcred"); // its head and its text
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

/// What is no UTF-8 any more shows as such; no longer than a text may be, even then.
QString readableText(base::ByteView item)
{
    constexpr qsizetype LongestText = cbor::MaxTextSize / 3;
    return toText(base::textOf(contentOf(item, 3))).left(LongestText);
}

/// An account's bytes, as its members are looked for in them: those of older versions have the same
/// names.
struct Parts
{
    base::ByteView before; ///< the members that stand before the history
    base::ByteView history;
    base::ByteView after;
};

Parts partsOf(base::ByteView bytes)
{
    constexpr std::string_view Key = "ghistory"; // its head and its text
    const auto named = std::search(bytes.begin(), bytes.end(), Key.begin(), Key.end());
    if (named == bytes.end())
        return { bytes, {}, bytes };
    const auto from = static_cast<std::size_t>(named - bytes.begin());
    Parts parts { bytes.first(from), valueOf(bytes.subspan(from), "history"), {} };
    // Where it ends is not known if its length is damaged.
    if (!parts.history.empty())
        parts.after = bytes.subspan(from + Key.size() + parts.history.size());
    return parts;
}

/// An account that is put together again member by member: each is kept if the whole can be read
/// with it.
class Piecing
{
public:
    explicit Piecing(const Id& id) : m_id(id)
    {
        put("issuer", { 0x60 });
        put("name", { 0x60 });
        cbor::Writer stamp;
        writeStamp(stamp, {});
        put("created", { stamp.view().begin(), stamp.view().end() });
        put("changed", m_members["created"]);
    }
    void put(std::string_view member, base::Bytes value) { m_members[member] = std::move(value); }
    void take(std::string_view member, base::ByteView value)
    {
        if (value.empty() || !cbor::check(value))
            return;
        base::Bytes former = std::exchange(m_members[member], { value.begin(), value.end() });
        if (read())
            return;
        if (former.empty())
            m_members.erase(member);
        else
            put(member, std::move(former));
    }
    void takeText(std::string_view member, base::ByteView value)
    {
        cbor::Writer text;
        writeText(text, readableText(value));
        take(member, value.empty() ? value : text.view());
    }
    base::Result<Account> read() const
    {
        cbor::MapWriter account;
        for (const auto& [member, value] : m_members)
            account.member(member).encoded(value);
        cbor::Writer out;
        account.finish(out);
        return readAccount(m_id, out.view());
    }

private:
    Id m_id;
    std::map<std::string_view, base::Bytes> m_members;
};

/// The form of a sealed secret, where there is none.
constexpr std::array<std::uint8_t, 1 + crypto::AeadNonceSize + crypto::AeadTagSize> NoSecret {
    static_cast<std::uint8_t>(SealScheme::Unlocked)
};

base::Bytes encodedMap(cbor::MapWriter& map)
{
    cbor::Writer out;
    map.finish(out);
    return { out.view().begin(), out.view().end() };
}

/// The members of a credential that are found.
base::Bytes credentialFrom(base::ByteView bytes, std::initializer_list<const char*> names)
{
    cbor::MapWriter credential;
    for (const char* name : names) {
        const base::ByteView value = valueOf(bytes, name);
        if (!value.empty() && cbor::check(value))
            credential.member(name).encoded(value);
    }
    return encodedMap(credential);
}

/// TOTP as everybody uses it.
base::Bytes usualCredential(base::ByteView secret)
{
    const otp::Totp usual;
    cbor::MapWriter credential;
    credential.member("type").text(otp::typeName(usual));
    credential.member("algorithm").text(otp::algorithmName(usual.algorithm));
    credential.member("digits").unsignedNumber(static_cast<std::uint64_t>(usual.digits));
    credential.member("period").unsignedNumber(static_cast<std::uint64_t>(usual.period));
    credential.member("secret").bytes(secret);
    return encodedMap(credential);
}

/// An account member by member, where it cannot be read as a whole.
SalvagedAccount pieced(const Id& id, base::ByteView bytes)
{
    const Parts parts = partsOf(bytes);
    Piecing piecing(id);
    const base::ByteView secret = contentOf(valueOf(parts.before, "secret"), 2);
    const bool hasSecret = isSealed(secret, SealScheme::Unlocked);
    piecing.put("cred", usualCredential(hasSecret ? secret : base::ByteView(NoSecret)));
    piecing.take("cred",
        credentialFrom(
            parts.before, { "type", "algorithm", "digits", "period", "counter", "secret" }));
    piecing.take("cred",
        credentialFrom(parts.before,
            { "type", "algorithm", "digits", "period", "counter", "secret", "doubt", "pin" }));
    for (const char* member : { "issuer", "name", "note" })
        piecing.takeText(member, valueOf(parts.before, member));
    for (const char* member : { "pinned", "created", "changed", "tags", "params" })
        piecing.take(member, valueOf(parts.before, member));
    piecing.take("history", parts.history);
    piecing.takeText("labelIssuer", valueOf(parts.after, "labelIssuer"));
    for (const char* member : { "picture", "trashed", "tagMarks" })
        piecing.take(member, valueOf(parts.after, member));

    SalvagedAccount found;
    found.isAltered = true;
    if (const base::Result<Account> account = piecing.read())
        found.account = *account;
    found.account.id = id;
    if (!hasSecret)
        found.account.secret.clear();
    return found;
}

bool opens(base::ByteView sealKey, const SealPlace& place, const SealedSecret& sealed)
{
    return isSealed(sealed, SealScheme::Unlocked)
        && unseal(sealKey, SealScheme::Unlocked, place, sealed).has_value();
}

/// An older version is of use only with its secret, if it had one.
bool isIntactVersion(const Id& id, base::ByteView version, base::ByteView sealKey)
{
    const base::Result<Account> account = readVersion(id, version);
    const bool isWhole = account
        && (!otp::makesCodes(account->credential)
            || opens(sealKey, { id, "secret" }, account->secret));
    return isWhole && (account->pin.empty() || opens(sealKey, { id, "pin" }, account->pin));
}

void judge(SalvagedAccount& found, base::ByteView sealKey)
{
    const Account& account = found.account;
    found.hasSecret = opens(sealKey, { account.id, "secret" }, account.secret);
    found.hasPin = opens(sealKey, { account.id, "pin" }, account.pin);
    found.lostVersions = std::erase_if(found.account.history,
        [&](const base::Bytes& version) { return !isIntactVersion(account.id, version, sealKey); });
    const bool isWhole = found.hasSecret || !otp::makesCodes(account.credential);
    if (!isWhole || (!account.pin.empty() && !found.hasPin) || found.lostVersions > 0)
        found.isAltered = true;
}

/// Also where it stands in a body, two levels down.
bool isWellFormed(base::ByteView item)
{
    base::Bytes within { 0x81, 0x81 };
    base::append(within, item);
    return cbor::check(within).has_value();
}

/// Whether what follows these bytes is held by a byte string that has its head at their end, as
/// older versions are.
bool isVersion(base::ByteView before, std::size_t size)
{
    for (const std::size_t width : { 2U, 3U, 5U }) {
        const base::ByteView bytes = before.last(width);
        const Head head = headAt(bytes);
        if (head.size == width && head.type == 2 && head.value == size)
            return true;
    }
    return false;
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
    if (isWellFormed(item)) {
        if (isVersion(bytes.first(1 + IdSize), size))
            return { {}, 1 };
        if (const base::Result<Account> account = readAccount(id, item))
            return { SalvagedAccount { *account }, 1 + IdSize + size };
    }
    // A damaged length may reach into the next account: what lies between them is this one's.
    std::size_t end = 1;
    while (end < value.size() && end != size && !begins(value.subspan(end)))
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

/// Takes out what only looked like an account: bytes within another one, whose secret they show.
void dropEchoes(std::vector<SalvagedAccount>& accounts)
{
    std::set<SealedSecret> secrets;
    for (const SalvagedAccount& found : accounts) {
        if (found.hasSecret)
            secrets.insert(found.account.secret);
    }
    std::erase_if(accounts, [&secrets](const SalvagedAccount& found) {
        return !found.hasSecret && secrets.contains(found.account.secret);
    });
}

/// How many accounts the body says it has, if it does; nothing vouches for it.
std::size_t statedAccounts(base::ByteView plaintext)
{
    constexpr std::string_view Key = "haccounts"; // its head and its text
    const auto found = std::search(plaintext.begin(), plaintext.end(), Key.begin(), Key.end());
    if (found == plaintext.end())
        return 0;
    const auto from = static_cast<std::size_t>(found - plaintext.begin()) + Key.size();
    const Head head = headAt(plaintext.subspan(from));
    const bool canBe = head.size > 0 && head.type == 5 && head.value <= MaxAccounts
        && head.value <= plaintext.size() / SmallestAccount;
    return canBe ? static_cast<std::size_t>(head.value) : 0;
}

/// The verification key, if its wrap for this slot is found whole; its own tag tells.
base::Result<crypto::SecretBytes> verificationKeyIn(
    base::ByteView plaintext, const FittingSlot& fitting, const Header& header)
{
    WrappedKey wrapped = {};
    base::Bytes pattern { 0x50 };
    base::append(pattern, fitting.slot->id.view());
    base::append(pattern, base::Bytes { 0x58, static_cast<std::uint8_t>(wrapped.size()) });
    const auto found =
        std::search(plaintext.begin(), plaintext.end(), pattern.begin(), pattern.end());
    const auto from = static_cast<std::size_t>(found - plaintext.begin()) + pattern.size();
    if (found == plaintext.end() || from + wrapped.size() > plaintext.size())
        return base::Error { base::ErrorCode::NoMatch, "salvage: no verification key" };
    std::ranges::copy(plaintext.subspan(from, wrapped.size()), wrapped.begin());
    return verificationKey(fitting, header, { { fitting.slot->id, wrapped } });
}

} // namespace

std::vector<SalvagedAccount> salvageAccounts(base::ByteView plaintext, base::ByteView sealKey)
{
    std::vector<SalvagedAccount> accounts;
    std::map<Id, std::size_t> known;
    Steps left = StepsPerByte * plaintext.size();
    for (std::size_t at = 0; at < plaintext.size() && accounts.size() < MaxAccounts && left > 0;) {
        if (!mayBegin(plaintext.subspan(at))) {
            ++at;
            continue;
        }
        Attempt attempt = attemptAt(plaintext.subspan(at), left);
        if (attempt.found)
            judge(*attempt.found, sealKey);
        // Without an intact secret it may be none, and one may begin in the midst of it.
        at += attempt.found && attempt.found->hasSecret ? attempt.size : 1;
        if (!attempt.found)
            continue;
        const auto [place, isNew] = known.emplace(attempt.found->account.id, accounts.size());
        if (isNew)
            accounts.push_back(std::move(*attempt.found));
        else if (attempt.found->hasSecret && !accounts[place->second].hasSecret)
            accounts[place->second] = std::move(*attempt.found);
    }
    dropEchoes(accounts);
    return accounts;
}

Salvage::Salvage(
    std::vector<SalvagedAccount> accounts, std::size_t stated, std::unique_ptr<SealKeys> keys)
    : m_accounts(std::move(accounts)),
      m_stated(stated),
      m_keys(std::move(keys))
{ }

Salvage::Salvage(Salvage&&) noexcept = default;
Salvage& Salvage::operator=(Salvage&&) noexcept = default;
Salvage::~Salvage() = default;

base::Result<Salvage> Salvage::read(const std::string& path, const Opener& opener)
{
    const base::Result<base::Bytes> file = base::readFile(path, LargestFile);
    if (!file)
        return file.error();
    const auto header = findHeader(*file);
    if (!header)
        return header.error();
    const base::Result<FittingSlot> slot = findSlot(header->first, opener);
    if (!slot)
        return slot.error();
    const base::Bytes ids = joinIds(header->first.vault, header->first.key);
    base::Result<crypto::SecretBytes> master = unwrapMaster(*slot, ids);
    if (!master)
        return master.error();
    const base::ByteView body = base::ByteView(*file).subspan(header->second);
    const base::Result<crypto::WipedBytes> plain =
        readUnverified(header->first, body, master->view());
    if (!plain)
        return plain.error();
    const base::Result<crypto::SecretBytes> verification =
        verificationKeyIn(*plain, *slot, header->first);
    base::Result<MasterKeys> keys = MasterKeys::from(std::move(*master), ids);
    if (!keys)
        return keys.error();
    // Without that key nothing opens by a stand-in, which nobody else could have sealed with,
    // either.
    base::Result<SealKeys> sealKeys = SealKeys::from(
        keys->seal.view(), verification ? verification->view() : keys->seal.view(), ids);
    if (!sealKeys)
        return sealKeys.error();
    std::vector<SalvagedAccount> accounts = salvageAccounts(*plain, sealKeys->unlocked.view());
    salvageRegistrations(accounts, *plain, *sealKeys);
    if (accounts.empty())
        return base::Error { base::ErrorCode::Damaged, "salvage: nothing found", { "body" } };
    Salvage salvage(std::move(accounts), statedAccounts(*plain),
        std::make_unique<SealKeys>(std::move(*sealKeys)));
    salvage.m_moves = salvageMoves(*plain);
    salvage.m_pictures = salvagePictures(*plain);
    return salvage;
}

std::size_t Salvage::intact() const
{
    return static_cast<std::size_t>(
        std::ranges::count(m_accounts, true, &SalvagedAccount::hasSecret));
}

std::size_t Salvage::missing() const
{
    return m_stated > m_accounts.size() ? m_stated - m_accounts.size() : 0;
}

} // namespace vault
