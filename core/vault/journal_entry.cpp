// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/journal_entry.h"

#include "core/crypto/hmac.h"
#include "core/vault/account_codec.h"
#include "core/vault/body.h"
#include "core/vault/journal_words.h"
#include "core/vault/record.h"

#include <algorithm>

namespace vault {

namespace {

/// The value a member's word stands for. A word that only a newer program knows goes to `newer`,
/// from where it is written back.
template <typename E>
std::optional<E> takeWord(Record& record, std::string_view member,
    std::optional<E> (*valueOf)(std::string_view), base::Bytes& newer)
{
    const std::optional<base::ByteView> value = record.take(member);
    if (!value)
        return {};
    const std::optional<std::string_view> text = cbor::Reader(*value).text();
    if (!text) {
        record.fail(member);
        return {};
    }
    if (const std::optional<E> found = valueOf(*text))
        return found;
    cbor::Writer kept;
    kept.text(member);
    kept.encoded(*value);
    base::append(newer, kept.view());
    return {};
}

std::optional<JournalHash> readHash(cbor::Reader& reader)
{
    return journalHashFrom(reader.bytes().value_or(base::ByteView()));
}

void readOrigin(Record& record, JournalEntry& entry)
{
    const std::optional<base::ByteView> value = record.take("origin");
    if (!value)
        return;
    Record map(*value);
    JournalOrigin origin;
    origin.address = map.optionalText("address");
    origin.place = map.optionalText("place");
    origin.client = map.optionalText("client");
    base::Bytes newer;
    const std::optional<OriginVerdict> verdict = takeWord(map, "verdict", verdictOf, newer);
    origin.verdict = verdict.value_or(OriginVerdict::Unknown);
    origin.unknown = map.unknown();
    base::append(origin.unknown, newer);
    if (map.hasFailed())
        return record.fail("origin");
    entry.origin = origin;
}

void readHeads(Record& record, JournalEntry& entry)
{
    const std::optional<base::ByteView> value = record.take("heads");
    if (!value)
        return;
    cbor::Reader reader(*value);
    const std::size_t count = reader.array().value_or(MaxJournalHeads + 1);
    if (count > MaxJournalHeads)
        return record.fail("heads");
    for (std::size_t i = 0; i < count; ++i) {
        const bool isTriple = reader.array() == 3;
        const std::optional<Id> device = readId(reader.item());
        const std::optional<std::uint64_t> length = reader.unsignedNumber();
        const std::optional<JournalHash> hash = readHash(reader);
        if (!isTriple || !device || !length || !hash)
            return record.fail("heads");
        entry.heads.push_back({ *device, *length, *hash });
    }
}

void readCut(Record& record, JournalEntry& entry)
{
    const std::optional<base::ByteView> value = record.take("cut");
    if (!value)
        return;
    cbor::Reader reader(*value);
    const bool isPair = reader.array() == 2;
    const std::optional<std::uint64_t> entries = reader.unsignedNumber();
    const std::optional<JournalHash> hash = readHash(reader);
    if (!isPair || !entries || !hash)
        return record.fail("cut");
    entry.cut = JournalCut { *entries, *hash };
}

void readAnswer(Record& record, JournalEntry& entry)
{
    if (const std::optional<base::ByteView> account = record.take("account")) {
        entry.account = readId(*account);
        if (!entry.account)
            record.fail("account");
    }
    if (const std::optional<base::ByteView> challenge = record.take("challenge")) {
        cbor::Reader reader(*challenge);
        entry.challenge = readHash(reader);
        if (!entry.challenge)
            record.fail("challenge");
    }
    const bool isAnswer = entry.kind == JournalKind::Intent || entry.kind == JournalKind::Result;
    if (isAnswer && !entry.challenge)
        record.fail("challenge");
    entry.service = record.optionalText("service");
}

QString shortened(const QString& text)
{
    QString kept = text.left(MaxJournalText);
    if (!kept.isEmpty() && kept.back().isHighSurrogate())
        kept.chop(1);
    return kept;
}

void writeOptional(cbor::MapWriter& map, std::string_view member, const QString& text)
{
    if (!text.isEmpty())
        writeText(map.member(member), shortened(text));
}

template <typename E>
void writeOptional(cbor::MapWriter& map, std::string_view member, const std::optional<E>& value)
{
    if (value)
        map.member(member).text(wordOf(*value));
}

void writeOrigin(cbor::MapWriter& map, const JournalOrigin& origin)
{
    cbor::MapWriter members;
    writeOptional(members, "address", origin.address);
    writeOptional(members, "place", origin.place);
    writeOptional(members, "client", origin.client);
    members.members(origin.unknown);
    if (origin.verdict != OriginVerdict::Unknown)
        members.member("verdict").text(wordOf(origin.verdict));
    members.finish(map.member("origin"));
}

void writeHeads(cbor::MapWriter& map, const std::vector<JournalHead>& heads)
{
    cbor::Writer& out = map.member("heads");
    out.array(heads.size());
    for (const JournalHead& head : heads) {
        out.array(3);
        out.bytes(head.device.view());
        out.unsignedNumber(head.length);
        out.bytes(head.hash);
    }
}

void writeCut(cbor::MapWriter& map, const JournalCut& cut)
{
    cbor::Writer& out = map.member("cut");
    out.array(2);
    out.unsignedNumber(cut.entries);
    out.bytes(cut.lastHash);
}

} // namespace

base::Result<JournalEntry> readJournalEntry(base::ByteView encoded)
{
    if (encoded.size() > MaxJournalEntrySize || !cbor::check(encoded))
        return base::Error { base::ErrorCode::Damaged, "journal entry", { "entry" } };
    Record record(encoded);
    JournalEntry entry;
    base::Bytes newer;
    entry.time = base::Time(std::chrono::milliseconds(record.milliseconds("time")));
    entry.kind = takeWord(record, "kind", kindOf, newer).value_or(JournalKind::Other);
    readAnswer(record, entry);
    entry.decision = takeWord(record, "decision", decisionOf, newer);
    entry.result = takeWord(record, "result", resultOf, newer);
    entry.via = takeWord(record, "via", viaOf, newer);
    readOrigin(record, entry);
    if (const std::optional<base::ByteView> topic = record.take("topic")) {
        const std::optional<std::string_view> text = cbor::Reader(*topic).text();
        entry.topic = text.value_or("");
        if (!text)
            record.fail("topic");
    }
    readHeads(record, entry);
    readCut(record, entry);
    entry.unknown = record.unknown();
    base::append(entry.unknown, newer);
    if (record.hasFailed())
        return base::Error { base::ErrorCode::Damaged, "journal entry", { record.failed() } };
    return entry;
}

base::Result<base::Bytes> writeJournalEntry(const JournalEntry& entry)
{
    cbor::MapWriter map;
    map.members(entry.unknown);
    map.member("time").unsignedNumber(
        static_cast<std::uint64_t>(base::unixMilliseconds(entry.time)));
    if (entry.kind != JournalKind::Other)
        map.member("kind").text(wordOf(entry.kind));
    if (entry.account)
        map.member("account").bytes(entry.account->view());
    if (entry.challenge)
        map.member("challenge").bytes(*entry.challenge);
    writeOptional(map, "service", entry.service);
    writeOptional(map, "decision", entry.decision);
    writeOptional(map, "result", entry.result);
    writeOptional(map, "via", entry.via);
    if (entry.origin)
        writeOrigin(map, *entry.origin);
    if (!entry.topic.empty())
        map.member("topic").text(entry.topic);
    if (!entry.heads.empty())
        writeHeads(map, entry.heads);
    if (entry.cut)
        writeCut(map, *entry.cut);
    cbor::Writer out;
    map.finish(out);
    if (out.size() > MaxJournalEntrySize)
        return base::Error { base::ErrorCode::TooLarge, "journal entry",
            { "journal", std::to_string(MaxJournalEntrySize) } };
    return base::Bytes(out.view().begin(), out.view().end());
}

base::Result<JournalHash> challengeHash(const Id& account, base::ByteView protocolId)
{
    base::Bytes message;
    base::append(message, base::bytesOf(std::string_view("countersign/1/challenge")));
    message.push_back(0);
    base::append(message, account.view());
    base::append(message, protocolId);
    const base::Result<crypto::Digest> digest = crypto::digest(crypto::Hash::Sha256, message);
    if (!digest)
        return digest.error();
    return *journalHashFrom(digest->view());
}

} // namespace vault
