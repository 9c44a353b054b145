// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/cli/gathered.h"

#include "app/cli/accounts.h"
#include "app/cli/code_sources.h"
#include "app/cli/manual_entry.h"
#include "app/cli/secret_input.h"
#include "app/cli/translated.h"
#include "core/base/atomic_file.h"
#include "core/enroll/recognise.h"
#include "ui/text/error_text.h"
#include "ui/text/note_text.h"
#include "ui/text/offer_text.h"
#include "ui/text/visible_text.h"

#include <QFile>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

using namespace Qt::StringLiterals;

namespace cli {

namespace {

/// Lists of links up to this size are read into locked memory; larger ones into ordinary memory
/// that is wiped. (One byte below a power of two, as for LongestSecret.)
constexpr std::size_t LongestLockedList = std::size_t { 256 } * 1024 - 1;
constexpr std::size_t LongestList = std::size_t { 16 } * 1024 * 1024;

/// Parts of exports that came in several codes.
class Batches
{
public:
    void note(const enroll::AccountsOffer& offer)
    {
        if (!offer.isMigration || offer.batchSize < 2)
            return;
        m_sizes[offer.batchId] = offer.batchSize;
        m_seen[offer.batchId].insert(offer.batchIndex);
    }
    void remarkMissing(std::vector<QString>& remarks) const
    {
        for (const auto& [id, size] : m_sizes) {
            const auto seen = static_cast<int>(m_seen.at(id).size());
            if (seen < size) {
                remarks.push_back(translated(
                    QT_TRANSLATE_NOOP(
                        "cli", "This is %1 of %2 parts of an export; scan the other codes too."))
                                      .arg(seen)
                                      .arg(size));
            }
        }
    }

private:
    std::map<std::int32_t, int> m_sizes;
    std::map<std::int32_t, std::set<int>> m_seen;
};

/// Collects offers, one after the other.
class Collector
{
public:
    Outcome<void> take(base::Result<enroll::Offer> offer, const QString& where);
    Gathered finish()
    {
        m_batches.remarkMissing(m_gathered.remarks);
        return std::move(m_gathered);
    }

private:
    void takeAccounts(enroll::AccountsOffer& offer);

    Gathered m_gathered;
    Batches m_batches;
};

Outcome<void> Collector::take(base::Result<enroll::Offer> offer, const QString& where)
{
    if (!offer) {
        Failure failure = failed(offer.error(), where);
        if (offer.error().code == base::ErrorCode::Damaged)
            failure.status = ExitStatus::Failed; // of a link, not of a file of ours
        if (failure.status == ExitStatus::Unsupported) {
            failure.moreMembers = [](JsonWriter& json) { json.member("kind", "unsupported"); };
        }
        return failure;
    }
    if (auto* accounts = std::get_if<enroll::AccountsOffer>(&*offer)) {
        takeAccounts(*accounts);
        return {};
    }
    const ui::text::Explanation text = *ui::text::offerText(*offer);
    m_gathered.others.push_back({ where, enroll::kindName(*offer), text.message, text.next });
    return {};
}

void Collector::takeAccounts(enroll::AccountsOffer& offer)
{
    m_batches.note(offer);
    std::ranges::move(leftOutOf(offer), std::back_inserter(m_gathered.leftOut));
    for (otp::Entry& entry : offer.entries) {
        for (const otp::EntryNote note : entry.notes) {
            m_gathered.remarks.push_back(
                accountTitle(entry.issuer, entry.name) + u": "_s + ui::text::noteText(note, entry));
        }
        m_gathered.entries.push_back(std::move(entry));
    }
}

Outcome<Gathered> fromCodes(const std::vector<SourcedCode>& codes)
{
    Collector collector;
    for (const SourcedCode& code : codes) {
        Outcome<void> taken =
            collector.take(enroll::recognise(code.code.text), ui::text::visibleText(code.source));
        if (!taken)
            return taken.error();
    }
    return collector.finish();
}

Outcome<Gathered> fromPictures(const QStringList& paths)
{
    std::vector<SourcedCode> all;
    for (const QString& path : paths) {
        Outcome<std::vector<SourcedCode>> codes = codesInFile(path);
        if (!codes)
            return codes.error();
        std::move(codes->begin(), codes->end(), std::back_inserter(all));
    }
    return fromCodes(all);
}

Outcome<Gathered> fromLinks(std::string_view text)
{
    Collector collector;
    std::vector<enroll::LineResult> lines = enroll::recogniseLines(text);
    for (enroll::LineResult& line : lines) {
        Outcome<void> taken = collector.take(
            std::move(line.offer), translated(QT_TRANSLATE_NOOP("cli", "Line %1")).arg(line.line));
        if (!taken)
            return taken.error();
    }
    return collector.finish();
}

Outcome<Gathered> fromLinkFile(const Session& session, const QString& path)
{
    const QString step = translated(QT_TRANSLATE_NOOP("cli", "Reading the links"));
    const base::Result<crypto::SecretBytes> locked = readSecretFile(path, LongestLockedList);
    if (othersCanRead(path)) {
        session.warn(translated(
            QT_TRANSLATE_NOOP("cli",
                "warning: “%1” can be read by other users of this computer; chmod 600 mends that"))
                         .arg(ui::text::visibleText(path)));
    }
    if (locked)
        return fromLinks(locked->text());
    if (locked.error().code != base::ErrorCode::TooLarge)
        return failed(locked.error(), step);
    base::Result<base::Bytes> contents =
        base::readFile(QFile::encodeName(path).toStdString(), LongestList);
    if (!contents)
        return failed(contents.error(), step);
    Outcome<Gathered> gathered = fromLinks(base::textOf(*contents));
    crypto::cleanse(*contents);
    return gathered;
}

Outcome<Gathered> fromStandardInput()
{
    const base::Result<crypto::SecretBytes> text = readSecretInput(LongestLockedList);
    if (text)
        return fromLinks(text->text());
    if (text.error().code != base::ErrorCode::TooLarge)
        return failed(text.error(), translated(QT_TRANSLATE_NOOP("cli", "Reading the links")));
    return Failure { .status = ExitStatus::Failed,
        .message = translated(
            QT_TRANSLATE_NOOP("cli", "Reading the links: standard input holds more than %1 bytes."))
                       .arg(LongestLockedList),
        .next = translated(QT_TRANSLATE_NOOP(
            "cli", "Give fewer links at once, or give them in a file with --uri-file.")) };
}

Outcome<Gathered> manual(Session& session, const Arguments& arguments)
{
    Outcome<otp::Entry> entry = manualEntry(session, arguments);
    if (!entry)
        return entry.error();
    Gathered gathered;
    gathered.entries.push_back(std::move(*entry));
    return gathered;
}

} // namespace

std::vector<LeftOut> leftOutOf(const enroll::AccountsOffer& offer)
{
    std::vector<LeftOut> accounts;
    for (const otp::MigrationFailure& failure : offer.failures) {
        const ui::text::Explanation why = ui::text::errorText(failure.reason);
        accounts.push_back({ failure.issuer, failure.name, why.message, why.next });
    }
    return accounts;
}

QString leftOutLine(const LeftOut& account)
{
    return translated(QT_TRANSLATE_NOOP("cli", "%1 is left out. %2"))
        .arg(accountTitle(account.issuer, account.name), account.message);
}

void writeLeftOut(JsonWriter& json, const std::vector<LeftOut>& accounts)
{
    json.beginArray();
    for (const LeftOut& account : accounts) {
        json.beginObject();
        json.key("account").beginObject();
        json.member("issuer", account.issuer);
        json.member("name", account.name);
        json.endObject();
        json.member("reason", account.message);
        json.endObject();
    }
    json.endArray();
}

Outcome<Gathered> gather(Session& session, const Arguments& arguments)
{
    if (arguments.has("image"_L1))
        return fromPictures(arguments.values("image"_L1) + arguments.operands);
    if (const auto file = arguments.value("uri-file"_L1))
        return fromLinkFile(session, *file);
    if (arguments.has("uri-stdin"_L1))
        return fromStandardInput();
    if (arguments.has("manual"_L1))
        return manual(session, arguments);
    const Outcome<std::vector<SourcedCode>> codes =
        arguments.has("screen"_L1) ? codesOnScreen(session) : codesInClipboard(session);
    if (!codes)
        return codes.error();
    const bool isText = codes->size() == 1 && codes->front().code.position.isNull();
    return isText ? fromLinks(codes->front().code.text) : fromCodes(*codes);
}

} // namespace cli
