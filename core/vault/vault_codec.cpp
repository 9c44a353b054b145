// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/vault_codec.h"

#include "core/vault/account_codec.h"
#include "core/vault/journal_codec.h"
#include "core/vault/move_codec.h"
#include "core/vault/pictures.h"
#include "core/vault/record.h"
#include "core/vault/registration_codec.h"

#include <algorithm>

namespace vault {

namespace {

/// Revisions and sequences stay below what a signed 64-bit number holds.
constexpr std::uint64_t MaxCount = std::uint64_t { 1 } << 62;
constexpr std::uint64_t MaxUse = 255;

/// Reads one of the maps from ids to something; `read` answers whether it understood the value.
template <typename Read> void readMap(Record& record, std::string_view member, Read read)
{
    const std::optional<cbor::Members> members = cbor::Members::of(record.require(member));
    if (!members)
        return record.fail(member);
    for (const cbor::Members::Member& entry : members->all()) {
        const std::optional<Id> id = readId(entry.key);
        if (!id || !read(*id, entry.value))
            return record.fail(member);
    }
}

SaveMark readSave(base::ByteView value, Record& body)
{
    Record record(value);
    SaveMark save;
    save.id = record.id("id");
    save.milliseconds = record.milliseconds("time");
    save.device = record.id("device");
    save.revision = record.number("revision", MaxCount);
    save.unknown = record.unknown();
    if (record.hasFailed())
        body.fail("save");
    return save;
}

std::optional<DeviceMark> readDevice(base::ByteView value)
{
    cbor::Reader reader(value);
    if (reader.array() != 2)
        return {};
    const std::optional<std::uint64_t> sequence = reader.unsignedNumber();
    const std::optional<Id> save = readId(reader.item());
    if (!sequence || *sequence > MaxCount || !save)
        return {};
    return DeviceMark { *sequence, *save };
}

std::optional<SlotRecord> readSlotRecord(base::ByteView value)
{
    Record record(value);
    SlotRecord slot;
    slot.use = record.number("use", MaxUse);
    slot.label = record.text("label");
    slot.created = record.milliseconds("created");
    if (const std::optional<base::ByteView> json = record.take("json")) {
        const std::optional<std::string_view> text = cbor::Reader(*json).text();
        if (!text)
            return {};
        slot.json = *text;
    }
    if (const std::optional<base::ByteView> of = record.take("of")) {
        slot.of = readId(*of);
        if (!slot.of)
            return {};
    }
    slot.unknown = record.unknown();
    if (record.hasFailed())
        return {};
    return slot;
}

void readRetired(Record& record, Body& body)
{
    const std::optional<base::ByteView> value = record.take("retired");
    if (!value)
        return;
    const std::optional<cbor::Members> members = cbor::Members::of(*value);
    if (!members)
        return record.fail("retired");
    for (const cbor::Members::Member& entry : members->all()) {
        const std::optional<Id> id = readId(entry.key);
        const std::optional<base::ByteView> proof = cbor::Reader(entry.value).bytes();
        if (!id || !proof || proof->size() != RetirementProof().size())
            return record.fail("retired");
        std::ranges::copy(*proof, body.retired[*id].begin());
    }
}

void readVerify(Record& record, Body& body)
{
    readMap(record, "verify", [&body](const Id& id, base::ByteView value) {
        const std::optional<base::ByteView> wrapped = cbor::Reader(value).bytes();
        if (!wrapped || wrapped->size() != WrappedKey().size())
            return false;
        std::ranges::copy(*wrapped, body.verify[id].begin());
        return true;
    });
}

Quarantined quarantine(const Id& id, const cbor::Members::Member& entry, std::string reason)
{
    Quarantined kept { id, { entry.key.begin(), entry.key.end() }, std::move(reason) };
    base::append(kept.member, entry.value);
    return kept;
}

void readAccounts(Record& record, Body& body)
{
    const std::optional<cbor::Members> members = cbor::Members::of(record.require("accounts"));
    if (!members || members->all().size() > MaxAccounts)
        return record.fail("accounts");
    for (const cbor::Members::Member& entry : members->all()) {
        const std::optional<Id> id = readId(entry.key);
        if (!id) {
            body.quarantined.push_back(quarantine({}, entry, "id"));
            continue;
        }
        base::Result<Account> account = readAccount(*id, entry.value);
        if (account)
            body.accounts.emplace_hint(body.accounts.end(), *id, std::move(*account));
        else
            body.quarantined.push_back(quarantine(*id, entry, account.error().arguments.front()));
    }
}

/// What has no place in `accounts`, because its key is taken there: key, value, key, value…
void readApart(Record& record, Body& body)
{
    const std::optional<base::ByteView> value = record.take("apart");
    if (!value)
        return;
    cbor::Reader reader(*value);
    const std::size_t count = reader.array().value_or(1);
    if (count % 2 != 0 || count / 2 > MaxAccounts)
        return record.fail("apart");
    for (std::size_t i = 0; i < count; i += 2) {
        const cbor::Members::Member entry { reader.item(), reader.item() };
        const std::optional<Id> id = readId(entry.key);
        std::string reason = "id";
        if (id) {
            const base::Result<Account> account = readAccount(*id, entry.value);
            reason = account ? "duplicate" : account.error().arguments.front();
        }
        body.quarantined.push_back(quarantine(id.value_or(Id()), entry, std::move(reason)));
        body.quarantined.back().isApart = true;
    }
    std::ranges::stable_sort(body.quarantined, {}, &Quarantined::member);
}

/// A number, or [number, doubt] where there is or was one.
std::optional<Counter> readCounter(base::ByteView value)
{
    cbor::Reader reader(value);
    if (const std::optional<std::uint64_t> number = reader.unsignedNumber())
        return Counter { *number, 0 };
    const bool isPair = reader.array() == 2;
    const std::optional<std::uint64_t> number = reader.unsignedNumber();
    const std::optional<std::uint64_t> doubt = reader.unsignedNumber();
    if (!isPair || !number || !doubt || *doubt == 0 || *doubt > MaxDoubt)
        return {};
    return Counter { *number, *doubt };
}

/// What is longer than a byte string may be, in pieces.
std::optional<base::Bytes> readPieces(base::ByteView item)
{
    cbor::Reader reader(item);
    const std::optional<std::size_t> count = reader.array();
    base::Bytes whole;
    for (std::size_t i = 0; i < count.value_or(0); ++i) {
        const std::optional<base::ByteView> piece = reader.bytes();
        if (!piece)
            return {};
        base::append(whole, *piece);
    }
    return count ? std::optional(std::move(whole)) : std::nullopt;
}

void readCounters(Record& record, Body& body)
{
    const std::optional<base::ByteView> value = record.take("counters");
    if (!value)
        return;
    const std::optional<cbor::Members> members = cbor::Members::of(*value);
    if (!members)
        return record.fail("counters");
    for (const cbor::Members::Member& entry : members->all()) {
        const std::optional<Id> key = readId(entry.key);
        const std::optional<Counter> counter = readCounter(entry.value);
        if (!key || !counter)
            return record.fail("counters");
        body.counters.emplace(*key, *counter);
    }
}

/// The member `journal` and what no program before could read. This one may be newer and take it
/// in again.
void readJournals(Record& record, Body& body)
{
    std::vector<base::Bytes> journals;
    const base::ByteView present = record.require("journal");
    journals.emplace_back(present.begin(), present.end());
    if (const std::optional<base::ByteView> unread = record.take("unreadJournals")) {
        cbor::Reader reader(*unread);
        const std::size_t count = reader.array().value_or(0);
        if (count == 0)
            return record.fail("unreadJournals");
        for (std::size_t i = 0; i < count; ++i) {
            const std::optional<base::Bytes> pieces = readPieces(reader.item());
            if (!pieces)
                return record.fail("unreadJournals");
            journals.push_back(*pieces);
        }
    }
    for (base::Bytes& encoded : journals) {
        const base::Result<Journal> journal = readJournal(encoded);
        if (journal)
            body.journal = mergeJournals(body.journal, *journal);
        else
            body.unreadJournals.insert(std::move(encoded));
    }
}

void readForgotten(Record& record, Body& body)
{
    const std::optional<base::ByteView> value = record.take("forgotten");
    if (!value)
        return;
    cbor::Reader reader(*value);
    const bool isPair = reader.array() == 2;
    const std::optional<Stamp> stamp = readStamp(reader.item());
    const std::optional<bool> isCalledOff = reader.boolean();
    if (!isPair || !stamp || !isCalledOff)
        return record.fail("forgotten");
    body.forgotten = ForgottenWish { *stamp, *isCalledOff };
}

bool readVersions(base::ByteView value, std::size_t most, std::map<Id, base::Bytes>& versions)
{
    const std::optional<cbor::Members> members = cbor::Members::of(value);
    if (!members || members->all().size() > most)
        return false;
    for (const cbor::Members::Member& entry : members->all()) {
        const std::optional<Id> id = readId(entry.key);
        const std::optional<base::ByteView> version = cbor::Reader(entry.value).bytes();
        if (!id || !version)
            return false;
        versions.emplace(*id, base::Bytes(version->begin(), version->end()));
    }
    return true;
}

std::optional<ChangeRecord> readChange(Record& record)
{
    ChangeRecord change;
    change.kind = cbor::Reader(record.require("kind")).text().value_or("");
    if (change.kind.empty() || !readVersions(record.require("before"), MaxAccounts, change.before))
        return {};
    const std::optional<base::ByteView> moves = record.take("moves");
    if (moves && (!readVersions(*moves, MaxMoves, change.moves) || change.moves.empty()))
        return {};
    return change;
}

void readChanges(Record& body, std::map<Stamp, ChangeRecord>& changes)
{
    const std::optional<base::ByteView> value = body.take("changes");
    if (!value)
        return;
    cbor::Reader reader(*value);
    const std::size_t count = reader.array().value_or(MaxChanges + 1);
    if (count > MaxChanges)
        return body.fail("changes");
    for (std::size_t i = 0; i < count; ++i) {
        Record record(reader.item());
        const Stamp stamp = record.stamp("stamp");
        std::optional<ChangeRecord> change = readChange(record);
        // In one order only, which also makes each stamp unique.
        const bool isNext = changes.empty() || changes.begin()->first > stamp;
        if (record.hasFailed() || !change || !isNext)
            return body.fail("changes");
        change->unknown = record.unknown();
        changes.emplace(stamp, std::move(*change));
    }
}

void readSmallMaps(Record& record, Body& body)
{
    readDevices(record, body.devices);
    readMap(record, "tombs", [&body](const Id& id, base::ByteView value) {
        const std::optional<Stamp> stamp = readStamp(value);
        if (stamp)
            body.tombs.emplace(id, *stamp);
        return stamp.has_value();
    });
    readMap(record, "slots", [&body](const Id& id, base::ByteView value) {
        const std::optional<SlotRecord> slot = readSlotRecord(value);
        if (slot)
            body.slotRecords.emplace(id, *slot);
        return slot.has_value();
    });
    readVerify(record, body);
    readRetired(record, body);
}

void writeVersions(cbor::Writer& out, const std::map<Id, base::Bytes>& versions)
{
    out.map(versions.size());
    for (const auto& [id, version] : versions) {
        out.bytes(id.view());
        out.bytes(version);
    }
}

void writeChange(cbor::Writer& out, const Stamp& stamp, const ChangeRecord& change)
{
    cbor::MapWriter map;
    map.members(change.unknown);
    map.member("kind").text(change.kind);
    writeStamp(map.member("stamp"), stamp);
    writeVersions(map.member("before"), change.before);
    if (!change.moves.empty())
        writeVersions(map.member("moves"), change.moves);
    map.finish(out);
}

void writeChanges(cbor::MapWriter& map, const std::map<Stamp, ChangeRecord>& changes)
{
    if (changes.empty())
        return;
    cbor::Writer& out = map.member("changes");
    out.array(changes.size());
    for (auto change = changes.rbegin(); change != changes.rend(); ++change)
        writeChange(out, change->first, change->second);
}

void writeSave(cbor::Writer& out, const SaveMark& save)
{
    cbor::MapWriter map;
    map.members(save.unknown);
    map.member("id").bytes(save.id.view());
    map.member("time").unsignedNumber(static_cast<std::uint64_t>(save.milliseconds));
    map.member("device").bytes(save.device.view());
    map.member("revision").unsignedNumber(save.revision);
    map.finish(out);
}

void writeSlotRecord(cbor::Writer& out, const SlotRecord& slot)
{
    cbor::MapWriter map;
    map.members(slot.unknown);
    map.member("use").unsignedNumber(slot.use);
    writeText(map.member("label"), slot.label);
    map.member("created").unsignedNumber(static_cast<std::uint64_t>(slot.created));
    if (!slot.json.empty())
        map.member("json").text(slot.json);
    if (slot.of)
        map.member("of").bytes(slot.of->view());
    map.finish(out);
}

void writeAccounts(cbor::Writer& out, const Body& body)
{
    cbor::MapWriter map;
    for (const Quarantined& entry : body.quarantined) {
        if (!entry.isApart)
            map.members(entry.member);
    }
    for (const auto& [id, account] : body.accounts)
        writeAccount(map.member(id.view()), account);
    map.finish(out);
}

void writeApart(cbor::MapWriter& map, const Body& body)
{
    const auto count =
        static_cast<std::size_t>(std::ranges::count(body.quarantined, true, &Quarantined::isApart));
    if (count == 0)
        return;
    cbor::Writer& out = map.member("apart");
    out.array(2 * count);
    for (const Quarantined& entry : body.quarantined) {
        if (entry.isApart)
            out.encoded(entry.member);
    }
}

template <typename T, typename Write>
void writeMap(cbor::Writer& out, const std::map<Id, T>& entries, Write write)
{
    // Ids are of one length, so their order is that of their encoded keys.
    out.map(entries.size());
    for (const auto& [id, entry] : entries) {
        out.bytes(id.view());
        write(out, entry);
    }
}

void writeCounter(cbor::Writer& out, const Counter& counter)
{
    if (counter.doubt != 0)
        out.array(2);
    out.unsignedNumber(counter.value);
    if (counter.doubt != 0)
        out.unsignedNumber(counter.doubt);
}

void writeUnreadJournals(cbor::MapWriter& map, const Body& body)
{
    constexpr std::size_t LargestPiece = std::size_t { 1024 } * 1024;
    if (body.unreadJournals.empty())
        return;
    cbor::Writer& out = map.member("unreadJournals");
    out.array(body.unreadJournals.size());
    for (base::ByteView left : body.unreadJournals) {
        out.array((left.size() + LargestPiece - 1) / LargestPiece);
        for (; !left.empty(); left = left.subspan(std::min(LargestPiece, left.size())))
            out.bytes(left.first(std::min(LargestPiece, left.size())));
    }
}

void writeForgotten(cbor::MapWriter& map, const Body& body)
{
    if (!body.forgotten)
        return;
    cbor::Writer& out = map.member("forgotten");
    out.array(2);
    writeStamp(out, body.forgotten->stamp);
    out.boolean(body.forgotten->isCalledOff);
}

void writeDevice(cbor::Writer& out, const DeviceMark& device)
{
    out.array(2);
    out.unsignedNumber(device.sequence);
    out.bytes(device.save.view());
}

} // namespace

base::Result<Body> readBody(base::ByteView cbor)
{
    if (const base::Result<void> checked = cbor::check(cbor); !checked)
        return checked.error();
    Body body;
    Record record(cbor);
    body.save = readSave(record.require("save"), record);
    readSmallMaps(record, body);
    readAccounts(record, body);
    readApart(record, body);
    readCounters(record, body);
    readChanges(record, body.changes);
    readJournals(record, body);
    readForgotten(record, body);
    readEntries(record, RegistrationList, body);
    readEntries(record, MoveList, body);
    readPictures(record, body);
    body.unknown = record.unknown();
    if (record.hasFailed())
        return base::Error { base::ErrorCode::Damaged, "body: " + record.failed(), { "body" } };
    return body;
}

base::Error vaultFull()
{
    return { base::ErrorCode::VaultFull, "vault", { std::to_string(MaxAccounts) } };
}

base::Result<crypto::WipedBytes> writeBody(const Body& body)
{
    if (body.accounts.size() + body.quarantined.size() > MaxAccounts)
        return vaultFull();
    if (body.registrations.size() + body.unreadRegistrations.size() > MaxRegistrations)
        return base::Error { base::ErrorCode::TooLarge, "body",
            { "registrations", std::to_string(MaxRegistrations) } };
    if (body.moves.size() + body.unreadMoves.size() > MaxMoves)
        return base::Error { base::ErrorCode::TooLarge, "body",
            { "checklist", std::to_string(MaxMoves) } };
    const base::Result<base::Bytes> journal = writeJournal(body.journal);
    if (!journal)
        return journal.error();
    cbor::MapWriter map;
    map.members(body.unknown);
    writeSave(map.member("save"), body.save);
    writeDevices(map.member("devices"), body.devices);
    writeMap(map.member("tombs"), body.tombs, writeStamp);
    writeMap(map.member("slots"), body.slotRecords, writeSlotRecord);
    writeMap(map.member("verify"), body.verify,
        [](cbor::Writer& out, const WrappedKey& wrapped) { out.bytes(wrapped); });
    writeAccounts(map.member("accounts"), body);
    writeApart(map, body);
    writeChanges(map, body.changes);
    if (!body.counters.empty())
        writeMap(map.member("counters"), body.counters, writeCounter);
    if (!body.retired.empty())
        writeMap(map.member("retired"), body.retired,
            [](cbor::Writer& out, const RetirementProof& proof) { out.bytes(proof); });
    map.member("journal").encoded(*journal);
    writeUnreadJournals(map, body);
    writeForgotten(map, body);
    writeEntries(map, RegistrationList, body);
    writeEntries(map, MoveList, body);
    writePictures(map, body);
    cbor::Writer out;
    map.finish(out);
    if (!cbor::check(out.view()))
        return base::Error { base::ErrorCode::TooLarge, "body",
            { "items", std::to_string(cbor::MaxItems) } };
    return crypto::WipedBytes(out.view().begin(), out.view().end());
}

void writeDevices(cbor::Writer& out, const std::map<Id, DeviceMark>& devices)
{
    writeMap(out, devices, writeDevice);
}

void readDevices(Record& record, std::map<Id, DeviceMark>& devices)
{
    readMap(record, "devices", [&devices](const Id& id, base::ByteView value) {
        const std::optional<DeviceMark> device = readDevice(value);
        if (device)
            devices.emplace(id, *device);
        return device.has_value();
    });
}

} // namespace vault
