// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/seen_state.h"

#include "core/base/atomic_file.h"
#include "core/base/path.h"
#include "core/crypto/hmac.h"
#include "core/vault/record.h"
#include "core/vault/vault_codec.h"

#include <algorithm>
#include <sys/stat.h>

namespace vault {

namespace {

constexpr std::size_t LargestState = std::size_t { 1024 } * 1024;
constexpr std::size_t MacSize = 32;
constexpr std::size_t ChecksumSize = 32;
constexpr std::uint64_t MaxFailures = 1'000'000;

/// The member `journal`: arrays [device, i, h(i), time].
void writeAnchors(cbor::MapWriter& map, const std::vector<JournalAnchor>& anchors)
{
    if (anchors.empty())
        return;
    cbor::Writer& out = map.member("journal");
    out.array(anchors.size());
    for (const JournalAnchor& anchor : anchors) {
        out.array(4);
        out.bytes(anchor.head.device.view());
        out.unsignedNumber(anchor.head.length);
        out.bytes(anchor.head.hash);
        out.unsignedNumber(static_cast<std::uint64_t>(base::unixMilliseconds(anchor.time)));
    }
}

/// States from before there were anchors have none.
void readAnchors(Record& record, std::vector<JournalAnchor>& anchors)
{
    const std::optional<base::ByteView> value = record.take("journal");
    if (!value)
        return;
    cbor::Reader reader(*value);
    const std::size_t count = reader.array().value_or(MaxSeenHeads + 1);
    if (count > MaxSeenHeads)
        return record.fail("journal");
    for (std::size_t i = 0; i < count; ++i) {
        const bool isWhole = reader.array() == 4;
        const std::optional<Id> device = readId(reader.item());
        const std::optional<std::uint64_t> length = reader.unsignedNumber();
        const std::optional<JournalHash> hash =
            journalHashFrom(reader.bytes().value_or(base::ByteView()));
        const std::optional<std::uint64_t> time = reader.unsignedNumber();
        if (!isWhole || !device || !length || !hash || !time || *time > MaxMilliseconds)
            return record.fail("journal");
        anchors.push_back({ { *device, *length, *hash }, AnchorPlace::StateFile,
            base::Time(std::chrono::milliseconds(static_cast<std::int64_t>(*time))) });
    }
}

base::Error damaged()
{
    return { base::ErrorCode::Damaged, "seen state", { "state" } };
}

} // namespace

RetirementHash hashOf(const RetirementProof& proof)
{
    RetirementHash hash = {};
    const base::Result<crypto::Digest> digest = crypto::digest(crypto::Hash::Sha256, proof);
    // Without one the state says that no proof is known.
    if (digest)
        std::ranges::copy(digest->view(), hash.begin());
    return hash;
}

bool covers(const DeviceMarks& newer, const DeviceMarks& older)
{
    return std::ranges::all_of(older, [&newer](const auto& entry) {
        const auto found = newer.find(entry.first);
        return found != newer.end()
            && (found->second.sequence > entry.second.sequence || found->second == entry.second);
    });
}

bool hasRetired(const Body& body, const SeenState& seen)
{
    const auto retired = body.retired.find(seen.key);
    return retired != body.retired.end() && hashOf(retired->second) == seen.retirement;
}

std::vector<JournalAnchor> anchorsOf(
    const Journal& journal, const std::vector<JournalAnchor>& before, base::Time now)
{
    std::vector<JournalAnchor> anchors;
    for (const JournalAnchor& anchor : before) {
        if (contradicts(journal, anchor))
            anchors.push_back(anchor);
    }
    std::vector<JournalHead> heads = headsOf(journal);
    // The longest branches stand for all where there are more than anybody can have made by using
    // the vault on a few computers.
    std::ranges::stable_sort(heads, std::ranges::greater(), &JournalHead::length);
    for (const JournalHead& head : heads)
        anchors.push_back({ head, AnchorPlace::StateFile, now });
    if (anchors.size() > MaxSeenHeads)
        anchors.resize(MaxSeenHeads);
    std::ranges::sort(anchors, {},
        [](const JournalAnchor& anchor) { return std::pair(anchor.head, anchor.time); });
    return anchors;
}

std::string seenStatePath(const std::string& folder, const Id& vault, const std::string& path)
{
    base::Bytes named;
    base::append(named, vault.view());
    base::append(named, base::bytesOf(path));
    const base::Result<crypto::Digest> digest = crypto::digest(crypto::Hash::Sha256, named);
    return digest ? folder + '/' + base::toHex(digest->view().first(16)) + ".seen" : std::string();
}

base::Result<base::Bytes> encodeSeenState(base::ByteView stateKey, const SeenState& state)
{
    cbor::MapWriter map;
    map.member("vault").bytes(state.vault.view());
    map.member("key").bytes(state.key.view());
    map.member("retirement").bytes(state.retirement);
    map.member("failures").unsignedNumber(std::min(state.failures, MaxFailures));
    writeDevices(map.member("devices"), state.devices);
    writeAnchors(map, state.journal);
    cbor::Writer out;
    map.finish(out);
    const base::Result<crypto::Digest> mac =
        crypto::hmac(crypto::Hash::Sha256, stateKey, out.view());
    if (!mac)
        return mac.error();
    const base::Result<crypto::Digest> checksum = crypto::digest(crypto::Hash::Sha256, out.view());
    if (!checksum)
        return checksum.error();
    base::Bytes file(mac->view().begin(), mac->view().end());
    base::append(file, checksum->view());
    base::append(file, out.view());
    return file;
}

base::Result<SeenState> decodeSeenState(base::ByteView stateKey, const Id& key, base::ByteView file)
{
    if (file.size() < MacSize + ChecksumSize)
        return damaged();
    const base::ByteView content = file.subspan(MacSize + ChecksumSize);
    const base::Result<crypto::Digest> checksum = crypto::digest(crypto::Hash::Sha256, content);
    if (!checksum)
        return checksum.error();
    const base::ByteView stated = file.subspan(MacSize, ChecksumSize);
    if (!std::ranges::equal(checksum->view(), stated) || !cbor::check(content))
        return damaged();
    Record record(content);
    SeenState state;
    state.vault = record.id("vault");
    state.key = record.id("key");
    const base::ByteView retirement = record.bytes("retirement");
    if (retirement.size() != state.retirement.size())
        return damaged();
    std::ranges::copy(retirement, state.retirement.begin());
    state.failures = record.number("failures", MaxFailures);
    readDevices(record, state.devices);
    readAnchors(record, state.journal);
    if (record.hasFailed())
        return damaged();
    if (state.key != key)
        return state;
    const base::Result<crypto::Digest> mac = crypto::hmac(crypto::Hash::Sha256, stateKey, content);
    if (!mac)
        return mac.error();
    if (!crypto::equalInConstantTime(mac->view(), file.first(MacSize)))
        return damaged();
    return state;
}

base::Result<std::optional<SeenState>> readSeenState(
    const std::string& path, base::ByteView stateKey, const Id& vault, const Id& key)
{
    struct stat status = {};
    if (::lstat(path.c_str(), &status) != 0)
        return std::optional<SeenState>();
    const base::Result<base::Bytes> file = base::readFile(path, LargestState);
    if (!file)
        return file.error();
    base::Result<SeenState> state = decodeSeenState(stateKey, key, *file);
    if (!state)
        return state.error();
    if (state->vault != vault)
        return damaged();
    return std::optional(std::move(*state));
}

base::Result<void> writeSeenState(
    const std::string& path, base::ByteView stateKey, const SeenState& state)
{
    const base::Result<base::Bytes> file = encodeSeenState(stateKey, state);
    if (!file)
        return file.error();
    if (const base::Result<void> made = base::makePrivateFolder(base::folderOf(path)); !made)
        return made;
    return base::replaceUnsynced(path, *file);
}

} // namespace vault
