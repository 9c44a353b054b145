// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/detect.h"

#include "core/vault/body.h"

#include <QSet>

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

/// In UTF-8, which has no fewer bytes than characters: one that many accounts share is not encoded
/// for each of them.
bool isTooLong(const QString& text)
{
    return static_cast<std::size_t>(text.size()) > LongestText
        || static_cast<std::size_t>(text.toUtf8().size()) > LongestText;
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
    if (static_cast<std::size_t>(account.tags.size()) > vault::MaxTags)
        return tooLargeEntry("tags", vault::MaxTags);
    if (std::ranges::any_of(account.tags, isTooLong))
        return tooLargeEntry("tag", LongestText);
    if (isTooLong(account.icon))
        return tooLargeEntry("icon", LongestText);
    return {};
}

/// Brings what a format has read to what the vault can hold, in one pass that keeps the order.
void tidy(Imported& imported)
{
    std::vector<ImportedAccount> kept;
    std::vector<Left> left;
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
        if (std::ranges::none_of(account.tags, isTooLong))
            account.tags = tidiedTags(account.tags);
        if (otp::needsPin(account.entry.credential) && account.entry.pin.isEmpty())
            account.remarks.push_back(Remark::PinMissing);
        if (const base::Result<void> checked = checkSize(account); !checked) {
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
    for (const Wrapping& one : Wrappings) {
        if (base::textOf(content.bytes()).starts_with(one.begin))
            return Failure {
                .refusal = Refusal::Unsupported, .obstacle = one.obstacle, .format = one.kind
            };
    }
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
    const Format* const guess = nearest(content.text(), formats);
    if (guess && content.beginsAsJson() && !content.json())
        return Failure {
            .refusal = Refusal::Damaged, .arguments = { "JSON" }, .format = guess->id
        };
    if (!guess && toBeNamed)
        return Failure { .refusal = Refusal::NotRecognised,
            .obstacle = Obstacle::NoSignature,
            .format = toBeNamed->id };
    return Failure { .refusal = Refusal::NotRecognised,
        .format = guess ? guess->id : std::string_view() };
}

QStringList tidiedTags(const QStringList& tags)
{
    QStringList tidied;
    QSet<QString> seen;
    for (const QString& tag : tags) {
        const QString trimmed = tag.trimmed();
        if (trimmed.isEmpty() || seen.contains(trimmed))
            continue;
        seen.insert(trimmed);
        tidied.append(trimmed);
    }
    return tidied;
}

Outcome<Formats> insist(const Content& content, const Format& format)
{
    if (format.match(content) == Match::No)
        return Failure { .refusal = Refusal::NotRecognised, .format = format.id };
    return Formats { &format };
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
