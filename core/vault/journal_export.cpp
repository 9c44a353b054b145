// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/journal_export.h"

#include "core/base/atomic_file.h"
#include "core/base/json.h"
#include "core/base/visible_text.h"
#include "core/vault/journal_words.h"
#include "core/vault/seen_state.h"

#include <QDateTime>
#include <QList>

#include <algorithm>

namespace vault {

namespace {

using base::json::Writer;

std::string isoTime(base::Time time)
{
    return QDateTime::fromSecsSinceEpoch(base::unixSeconds(time), Qt::UTC)
        .toString(Qt::ISODate)
        .toStdString();
}

std::string_view lineWord(LineKind kind)
{
    switch (kind) {
    case LineKind::Answer:
        return "answer";
    case LineKind::End:
        return "end";
    case LineKind::Merge:
        return wordOf(JournalKind::Merge);
    case LineKind::Cut:
        return wordOf(JournalKind::Cut);
    case LineKind::Note:
        return wordOf(JournalKind::Note);
    case LineKind::Other:
        break;
    }
    return "other";
}

/// An answer of which nothing more is known has a word, too.
std::string_view resultWord(const JournalLine& line)
{
    if (line.entry.result)
        return wordOf(*line.entry.result);
    return line.kind == LineKind::Answer ? "unknown" : "";
}

std::string stateText(const ChainVerdict& chain)
{
    switch (chain.state) {
    case ChainState::Intact:
        return "intact";
    case ChainState::Broken:
        return "broken at " + std::to_string(chain.at);
    case ChainState::Forked:
        return "forked at " + std::to_string(chain.at);
    case ChainState::NoAnchor:
        break;
    }
    return "no anchor";
}

std::string_view placeWord(AnchorPlace place)
{
    switch (place) {
    case AnchorPlace::Backup:
        return "backup";
    case AnchorPlace::Export:
        return "export";
    case AnchorPlace::StateFile:
        break;
    }
    return "this-computer";
}

void writeIfAny(Writer& json, std::string_view name, std::string_view text)
{
    if (!text.empty())
        json.member(name, text);
}

void writeIfAny(Writer& json, std::string_view name, const QString& text)
{
    writeIfAny(json, name, text.toStdString());
}

void writeOrigin(Writer& json, const JournalOrigin& origin)
{
    json.name("origin").beginObject();
    writeIfAny(json, "address", origin.address);
    writeIfAny(json, "place", origin.place);
    writeIfAny(json, "client", origin.client);
    json.member("verdict", wordOf(origin.verdict));
    json.endObject();
}

void writeLine(Writer& json, const JournalLine& line)
{
    const JournalEntry& entry = line.entry;
    json.beginObject();
    json.member("time", isoTime(entry.time));
    json.member("kind", lineWord(line.kind));
    if (entry.account)
        json.member("account", entry.account->toHex());
    writeIfAny(json, "name", line.account);
    writeIfAny(json, "service", entry.service);
    if (entry.decision)
        json.member("decision", wordOf(*entry.decision));
    writeIfAny(json, "result", resultWord(line));
    if (entry.origin)
        writeOrigin(json, *entry.origin);
    if (entry.via)
        json.member("via", wordOf(*entry.via));
    writeIfAny(json, "topic", entry.topic);
    json.member("device", line.device.toHex());
    json.member("entry", static_cast<std::int64_t>(line.index));
    json.endObject();
}

void writeChain(Writer& json, const ChainVerdict& chain)
{
    json.beginObject();
    json.member("device", chain.device.toHex());
    json.member("entries", static_cast<std::int64_t>(chain.entries));
    if (chain.cut > 0)
        json.member("cut", static_cast<std::int64_t>(chain.cut));
    json.member("state", stateText(chain));
    if (chain.anchor) {
        json.member("anchor", isoTime(chain.anchor->time));
        json.member("anchorPlace", placeWord(chain.anchor->place));
    }
    json.endObject();
}

bool isTrick(char32_t character)
{
    switch (QChar::category(character)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return false;
    }
}

/// Escapes what is not seen or changes what is seen. JSON has such characters in texts alone, so
/// the whole document may be gone through.
std::string withoutTricks(const std::string& json)
{
    QString harmless;
    harmless.reserve(static_cast<qsizetype>(json.size()));
    for (const uint character : QString::fromStdString(json).toUcs4()) {
        for (const char16_t unit : QChar::fromUcs4(character)) {
            if (isTrick(character))
                harmless += QStringLiteral("\\u%1").arg(uint(unit), 4, 16, QLatin1Char('0'));
            else
                harmless += QChar(unit);
        }
    }
    return harmless.toStdString();
}

std::string jsonOf(const JournalReport& report)
{
    Writer json;
    json.beginObject();
    json.name("entries").beginArray();
    for (const JournalLine& line : report.lines)
        writeLine(json, line);
    json.endArray();
    const ChainVerdict* const broken = brokenChain(report.chains);
    json.member("chain", broken ? stateText(*broken) : std::string("intact"));
    json.name("chains").beginArray();
    for (const ChainVerdict& chain : report.chains)
        writeChain(json, chain);
    json.endArray();
    json.member("exported", isoTime(report.time));
    json.name("heads").beginArray();
    for (const JournalHead& head : report.heads) {
        json.beginObject();
        json.member("device", head.device.toHex());
        json.member("entries", static_cast<std::int64_t>(head.length));
        json.member("head", base::toHex(head.hash));
        json.endObject();
    }
    json.endArray();
    json.endObject();
    return withoutTricks(json.written());
}

/// A cell that a spreadsheet would take for a formula is told by an apostrophe that it is none.
QString cell(const QString& text)
{
    QString plain = base::visibleText(text);
    if (!plain.isEmpty() && QStringLiteral("=+-@").contains(plain.front()))
        plain.prepend(u'\'');
    if (plain.contains(u'"') || plain.contains(u','))
        plain = u'"' + plain.replace(u'"', QStringLiteral("\"\"")) + u'"';
    return plain;
}

QString cell(std::string_view text)
{
    return cell(QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())));
}

void addRow(QString& csv, const QStringList& cells)
{
    csv += cells.join(u',') + QStringLiteral("\r\n");
}

QStringList cellsOf(const JournalLine& line)
{
    const JournalEntry& entry = line.entry;
    const JournalOrigin origin = entry.origin.value_or(JournalOrigin());
    return { cell(isoTime(entry.time)), cell(lineWord(line.kind)),
        entry.account ? cell(entry.account->toHex()) : QString(), cell(line.account),
        cell(entry.service), entry.decision ? cell(wordOf(*entry.decision)) : QString(),
        cell(resultWord(line)), cell(origin.address), cell(origin.place), cell(origin.client),
        entry.origin ? cell(wordOf(origin.verdict)) : QString(),
        entry.via ? cell(wordOf(*entry.via)) : QString(), cell(entry.topic),
        cell(line.device.toHex()), QString::number(line.index), QString() };
}

std::string csvOf(const JournalReport& report)
{
    QString csv = QStringLiteral("time,kind,account,name,service,decision,result,address,place,"
                                 "client,verdict,via,topic,device,entry,head\r\n");
    for (const JournalLine& line : report.lines)
        addRow(csv, cellsOf(line));
    for (const JournalHead& head : report.heads) {
        QStringList cells { cell(isoTime(report.time)), QStringLiteral("head") };
        cells.resize(13);
        cells << cell(head.device.toHex()) << QString::number(head.length)
              << cell(base::toHex(head.hash));
        addRow(csv, cells);
    }
    return csv.toStdString();
}

base::Error notAnExport()
{
    return { base::ErrorCode::NotRecognised, "journal export" };
}

std::optional<JournalHead> headIn(const base::json::Value& object)
{
    const base::Result<Id> device = Id::fromHex(textOf(object, "device"));
    const base::Result<base::Bytes> bytes = base::fromHex(textOf(object, "head"));
    const std::optional<JournalHash> hash = bytes ? journalHashFrom(*bytes) : std::nullopt;
    const base::json::Value* const entries = object.member("entries");
    const std::int64_t length = entries ? entries->integer().value_or(0) : 0;
    if (!device || !hash || length < 1 || static_cast<std::uint64_t>(length) > MaxJournalLength)
        return {};
    return JournalHead { *device, static_cast<std::uint64_t>(length), *hash };
}

} // namespace

std::string exportJournal(const JournalReport& report, JournalFormat format)
{
    return format == JournalFormat::Csv ? csvOf(report) : jsonOf(report);
}

base::Result<void> writeJournalExport(
    const std::string& path, const JournalReport& report, JournalFormat format)
{
    return base::replaceFile(path, base::bytesOf(std::string_view(exportJournal(report, format))));
}

base::Result<std::vector<JournalAnchor>> readJournalExport(const std::string& path)
{
    const base::Result<base::Bytes> bytes = base::readFile(path, MaxExportSize);
    if (!bytes)
        return bytes.error();
    return anchorsOfExport(base::textOf(*bytes));
}

base::Result<std::vector<JournalAnchor>> anchorsOfExport(std::string_view json)
{
    constexpr base::json::Limits Limits { MaxExportSize, 2'000'000, 8 };
    const base::Result<base::json::Value> document = base::json::read(json, Limits);
    const base::json::Value* const heads = document ? document->member("heads") : nullptr;
    if (!heads || !heads->isArray() || heads->items.size() > MaxSeenHeads)
        return notAnExport();
    const QDateTime made =
        QDateTime::fromString(QString::fromStdString(textOf(*document, "exported")), Qt::ISODate);
    if (!made.isValid())
        return notAnExport();
    std::vector<JournalAnchor> anchors;
    for (const base::json::Value& item : heads->items) {
        const std::optional<JournalHead> head = headIn(item);
        if (!head)
            return notAnExport();
        anchors.push_back(
            { *head, AnchorPlace::Export, base::fromUnixSeconds(made.toSecsSinceEpoch()) });
    }
    return anchors;
}

} // namespace vault
