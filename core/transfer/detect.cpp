// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/detect.h"

#include "core/transfer/account_pictures.h"
#include "core/transfer/archive.h"
#include "core/transfer/chance.h"
#include "core/transfer/openpgp.h"
#include "core/transfer/tags.h"

#include <algorithm>

namespace transfer {

namespace {

/// What some put around a file of any program, and which only they take off again.
struct Wrapping
{
    std::string_view begin;
    Obstacle obstacle;
    std::string_view kind; ///< as a document names it
};

constexpr Wrapping Wrappings[] = {
    { "-----BEGIN PGP MESSAGE-----", Obstacle::OpenPgp, "openpgp" },
    { "HBEGIN:", Obstacle::ServerWrapped, "nextcloud-server-encryption" },
};

/// How many of its marks stand in the text.
std::size_t marksIn(std::string_view text, const Format& format)
{
    return static_cast<std::size_t>(std::ranges::count_if(format.marks,
        [text](std::string_view mark) { return text.find(mark) != std::string_view::npos; }));
}

/// The format most of whose marks stand in the text; null if none has half of its own.
const Format* nearest(std::string_view text, std::span<const Format* const> formats)
{
    const Format* best = nullptr;
    std::size_t most = 0;
    for (const Format* format : formats) {
        const std::size_t count = marksIn(text, *format);
        if (count > most && 2 * count >= format->marks.size()) {
            best = format;
            most = count;
        }
    }
    return best;
}

/// A mark as a person would call it: without the signs around it.
std::string_view nameOf(std::string_view mark)
{
    constexpr std::string_view Quote = "&quot;";
    while (mark.starts_with(Quote))
        mark.remove_prefix(Quote.size());
    while (mark.ends_with(Quote))
        mark.remove_suffix(Quote.size());
    constexpr std::string_view Signs = "\"<>&= \n";
    const std::size_t begin = std::min(mark.find_first_not_of(Signs), mark.size());
    return mark.substr(begin, mark.find_last_not_of(Signs) + 1 - begin);
}

/// What a file of the format has and this text has not. Words of our own, never of the file.
std::vector<std::string> missingFrom(std::string_view text, const Format& format)
{
    std::vector<std::string> missing;
    for (const std::string_view mark : format.marks) {
        if (missing.size() < MostMissing && text.find(mark) == std::string_view::npos)
            missing.emplace_back(nameOf(mark));
    }
    return missing;
}

Failure notRecognised(std::string_view text, const Format* guess)
{
    if (!guess)
        return { .refusal = Refusal::NotRecognised };
    return { .refusal = Refusal::NotRecognised,
        .arguments = missingFrom(text, *guess),
        .format = guess->id };
}

base::Error tooLargeEntry(const char* field, std::size_t limit)
{
    return { base::ErrorCode::TooLarge, "import", { field, std::to_string(limit) } };
}

/// What the vault could not hold of an account: it would refuse the whole import for one.
/// Parameters come from links, whose reader has bounds of its own.
base::Result<void> checkSize(const ImportedAccount& account)
{
    const otp::Entry& entry = account.entry;
    if (isTooLong(entry.issuer) || isTooLong(entry.labelIssuer))
        return tooLargeEntry("issuer", LongestText);
    if (isTooLong(entry.name))
        return tooLargeEntry("name", LongestText);
    if (isTooLong(keptNote(account)))
        return tooLargeEntry("note", LongestText);
    if (isTooLong(account.icon))
        return tooLargeEntry("icon", LongestText);
    return {};
}

/// Brings what a format has read to what the vault can hold, in one pass that keeps the order.
void tidy(Imported& imported)
{
    std::vector<ImportedAccount> kept;
    std::vector<Left> left;
    TagsOfAll tagsOfAll;
    auto next = imported.left.begin();
    for (std::size_t i = 0; i <= imported.accounts.size(); ++i) {
        for (; next != imported.left.end() && next->position <= i; ++next) {
            next->position = kept.size();
            left.push_back(std::move(*next));
        }
        if (i == imported.accounts.size())
            break;
        ImportedAccount& account = imported.accounts[i];
        account.entry.issuer = account.entry.issuer.trimmed();
        account.entry.name = account.entry.name.trimmed();
        account.note = account.note.trimmed();
        const TidiedTags& tags = tagsOfAll.tidied(account.tags);
        account.tags = tags.tags;
        if (otp::needsPin(account.entry.credential) && account.pin.isEmpty())
            account.remarks.push_back(Remark::PinMissing);
        base::Result<void> checked = checkSize(account);
        if (checked)
            checked = tags.checked;
        if (!checked) {
            left.push_back({ account.entry.issuer.left(80), account.entry.name.left(80),
                checked.error(), kept.size() });
            continue;
        }
        kept.push_back(std::move(account));
    }
    imported.accounts = std::move(kept);
    imported.left = std::move(left);
}

Outcome<Imported> readAs(const Content& content, const Format& format, const Request& request)
{
    const Match match = format.match(content);
    const bool isUnproven = match == Match::Possible || match == Match::IfNamed;
    if (format.isEncrypted && isUnproven && !request.passphrase)
        return Failure { .refusal = Refusal::PassphraseNeeded };
    Outcome<Imported> imported = format.read(content, request);
    if (request.stop.stop_requested())
        return Failure { .refusal = Refusal::Cancelled };
    if (!imported)
        return imported;
    // No fault of the account: half of a file would be taken for all of it.
    const auto full = std::ranges::find_if(imported->left,
        [](const Left& left) { return left.reason.code == base::ErrorCode::SecureHeapFull; });
    if (full != imported->left.end())
        return failed(full->reason);
    if (imported->accounts.size() + imported->left.size() > MostAccounts)
        return Failure { .refusal = Refusal::TooLarge,
            .arguments = { "accounts", std::to_string(MostAccounts) } };
    tidy(*imported);
    shrinkPictures(imported->accounts, request.stop);
    if (request.stop.stop_requested())
        return Failure { .refusal = Refusal::Cancelled };
    if (imported->accounts.empty() && imported->left.empty())
        return Failure { .refusal = Refusal::NoAccounts };
    return imported;
}

Outcome<ReadFile> readAsAny(
    const Content& content, const Formats& candidates, const Request& request)
{
    Failure first { .refusal = Refusal::NotRecognised };
    for (const Format* format : candidates) {
        Outcome<Imported> imported = readAs(content, *format, request);
        if (imported)
            return ReadFile { format, std::move(*imported) };
        Failure failure = imported.error();
        failure.format = format->id;
        if (format == candidates.front())
            first = failure;
        if (failure.refusal == Refusal::Cancelled)
            return failure;
    }
    return first;
}

} // namespace

Outcome<Formats> detect(const Content& content, std::span<const Format* const> formats)
{
    // What somebody has sent on may have a byte order mark or blank lines before it.
    const std::string_view text =
        content.text().empty() ? base::textOf(content.bytes()) : content.text();
    const std::size_t first = std::min(text.find_first_not_of(" \t\r\n"), text.size());
    for (const Wrapping& one : Wrappings) {
        if (text.substr(first).starts_with(one.begin))
            return Failure {
                .refusal = Refusal::Unsupported, .obstacle = one.obstacle, .format = one.kind
            };
    }
    if (isOpenPgpMessage(content.bytes()))
        return Failure {
            .refusal = Refusal::Unsupported, .obstacle = Obstacle::OpenPgp, .format = "openpgp"
        };
    Formats possible;
    const Format* toBeNamed = nullptr;
    for (const Format* format : formats) {
        const Match match = format->match(content);
        if (match == Match::Certain)
            return Formats { format };
        if (match == Match::Possible)
            possible.push_back(format);
        if (match == Match::IfNamed)
            toBeNamed = format;
    }
    if (!possible.empty())
        return possible;
    if (beginsAsArchive(content.bytes()) && content.members().empty())
        return damaged("ZIP");
    const Format* const guess = nearest(content.text(), formats);
    if (guess && content.beginsAsJson() && !content.json())
        return Failure {
            .refusal = Refusal::Damaged, .arguments = { "JSON" }, .format = guess->id
        };
    if (!guess && toBeNamed)
        return Failure { .refusal = Refusal::NotRecognised,
            .obstacle = arePagesOfChance(content.bytes()) ? Obstacle::WholeEncrypted
                                                          : Obstacle::NoSignature,
            .format = toBeNamed->id };
    return notRecognised(content.text(), guess);
}

Outcome<Formats> insist(const Content& content, const Format& format)
{
    if (format.match(content) == Match::No)
        return notRecognised(content.text(), &format);
    return Formats { &format };
}

bool isReadWhole(const Content& picture, std::span<const Format* const> formats)
{
    const Outcome<Formats> candidates = detect(picture, formats);
    return picture.picture() && candidates && candidates->front()->isReadWhole;
}

const Format* findFormat(std::span<const Format* const> formats, std::string_view id)
{
    const auto found = std::ranges::find(formats, id, &Format::id);
    return found == formats.end() ? nullptr : *found;
}

Outcome<ReadFile> read(const Content& content, const Formats& candidates, const Request& request)
{
    // One that was given may not be needed, since some formats are encrypted or not; and what is
    // needed is found out before a key is derived.
    Outcome<ReadFile> open = readAsAny(content, candidates, { .stop = request.stop });
    if (open)
        open->isOpen = true;
    if (open || !request.passphrase || !isAboutPassphrase(open.error().refusal))
        return open;
    return readAsAny(content, candidates, request);
}

bool isAboutPassphrase(Refusal refusal)
{
    return refusal == Refusal::PassphraseNeeded || refusal == Refusal::WrongPassphrase
        || refusal == Refusal::WrongPassphraseOrDamaged;
}

} // namespace transfer
