// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/link_list.h"

#include "core/base/link.h"
#include "core/enroll/recognise.h"
#include "core/otp/label.h"
#include "core/otp/winauth_data.h"
#include "core/transfer/json_fields.h"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>

namespace transfer {

namespace {

constexpr std::array<std::string_view, 5> CodeSchemes = { "otpauth://", "apple-otpauth://",
    "pia://", "motp://", "steam://" };
constexpr std::array<std::string_view, 4> WinAuthParameters = {
    "&data=", "?data=", "&deviceid=", "?deviceid="
};
constexpr std::string_view MigrationScheme = "otpauth-migration:";
constexpr std::string_view ReaderPrefix = "QR-Code:"; // what zbarimg prints

bool isCodeLink(std::string_view line)
{
    return std::ranges::any_of(CodeSchemes,
        [line](std::string_view scheme) { return base::startsWithIgnoringCase(line, scheme); });
}

constexpr std::int64_t NoPlace = std::numeric_limits<std::int64_t>::max();

/// What is read of a list, and where each account stands among the others of its program.
struct Reading
{
    Imported imported;
    std::vector<std::int64_t> places;
};

/// How Ente Auth shows an account is written into its link as JSON; its place is told. Broken JSON
/// costs no account.
std::int64_t takeDisplay(ImportedAccount& account)
{
    auto& parameters = account.entry.otherParameters;
    const auto found =
        std::ranges::find(parameters, "codeDisplay", &std::pair<std::string, std::string>::first);
    if (found == parameters.end())
        return NoPlace;
    const std::string text = std::move(found->second);
    parameters.erase(found);
    const base::Result<base::json::Value> display = base::json::read(text);
    if (!display)
        return NoPlace;
    takeEnteDisplay(account, *display);
    return integerOf(*display, "position").value_or(NoPlace);
}

/// The accounts as they stand in their program, if that is said of each.
void putInPlace(std::vector<ImportedAccount>& accounts, const std::vector<std::int64_t>& places)
{
    if (std::ranges::find(places, NoPlace) != places.end())
        return;
    std::vector<std::size_t> order(accounts.size());
    std::iota(order.begin(), order.end(), std::size_t { 0 });
    std::ranges::stable_sort(order, {}, [&places](std::size_t i) { return places[i]; });
    std::vector<ImportedAccount> ordered;
    ordered.reserve(accounts.size());
    for (const std::size_t i : order)
        ordered.push_back(std::move(accounts[i]));
    accounts = std::move(ordered);
}

/// WinAuth writes all that it knows of an account of Steam's into `data`.
void takeRecoveryCode(ImportedAccount& account, std::string_view link)
{
    const std::optional<base::Link> parts = base::splitLink(link);
    if (!parts || !std::holds_alternative<otp::Steam>(account.entry.credential))
        return;
    const std::vector<base::LinkParameter> parameters = base::linkParameters(parts->query);
    const base::LinkParameter* const data = base::findParameter(parameters, "data");
    if (!data)
        return;
    const auto code = otp::winAuthRecoveryCode(data->value);
    if (code && !code->isEmpty())
        account.recoveryCodes.append(
            QString::fromUtf8(code->text().data(), static_cast<qsizetype>(code->size())));
}

bool isWinAuth(std::string_view line)
{
    return std::ranges::any_of(WinAuthParameters,
        [line](std::string_view name) { return line.find(name) != std::string_view::npos; });
}

/// A text on one line that a person recognises it by: the label of a link, else its beginning up
/// to where a secret may stand.
void leaveLine(Imported& imported, const enroll::LineResult& line, const base::Error& reason)
{
    constexpr qsizetype LongestShown = 80;
    const std::optional<base::Link> link = base::splitLink(line.text);
    if (link && base::startsWithIgnoringCase(line.text, "otpauth://")) {
        const otp::Names names = otp::namesOf(link->path, {});
        imported.leave(names.issuer.left(LongestShown), names.name.left(LongestShown), reason);
        return;
    }
    const std::string_view shown =
        link && link->scheme != "steam" ? link->beforeQuery : std::string_view();
    const QString name = QString::fromUtf8(shown.data(), static_cast<qsizetype>(shown.size()));
    imported.leave(
        {}, QStringLiteral("%1: %2").arg(line.line).arg(name.left(LongestShown)), reason);
}

void takeAccounts(Reading& reading, enroll::AccountsOffer& offer, std::string_view link)
{
    Imported& imported = reading.imported;
    if (offer.isMigration) {
        const Part part { offer.batchId, offer.batchIndex, offer.batchSize };
        if (std::ranges::find(imported.parts, part) != imported.parts.end())
            return; // the same code twice
        imported.parts.push_back(part);
    }
    for (otp::Entry& entry : offer.entries) {
        ImportedAccount account { .entry = std::move(entry) };
        const std::int64_t place = takeDisplay(account);
        if (!offer.isMigration)
            takeRecoveryCode(account, link);
        const std::size_t before = imported.accounts.size();
        imported.take(std::move(account));
        if (imported.accounts.size() > before)
            reading.places.push_back(place);
    }
    for (const otp::MigrationFailure& failure : offer.failures)
        imported.leave(failure.issuer, failure.name, failure.reason);
}

void takeLine(Reading& reading, enroll::LineResult& line)
{
    Imported& imported = reading.imported;
    if (!line.offer) {
        leaveLine(imported, line, line.offer.error());
        return;
    }
    if (auto* accounts = std::get_if<enroll::AccountsOffer>(&*line.offer))
        return takeAccounts(reading, *accounts, line.text);
    const bool isOurs = !std::holds_alternative<enroll::TextOffer>(*line.offer);
    const base::Error reason = isOurs ? base::Error { base::ErrorCode::Unsupported, "import",
        { std::string(enroll::kindName(*line.offer)) } }
                                      : base::Error { base::ErrorCode::NotRecognised, "import" };
    leaveLine(imported, line, reason);
}

} // namespace

LinkList lookAtLinks(std::string_view text)
{
    LinkList list;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = base::trimmedLink(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.starts_with(ReaderPrefix))
            line.remove_prefix(ReaderPrefix.size());
        if (line.empty() || line.front() == '#')
            continue;
        if (base::startsWithIgnoringCase(line, MigrationScheme))
            ++list.migrations;
        else if (!isCodeLink(line))
            ++list.others;
        else
            ++list.codes;
        if (isCodeLink(line) && line.find("codeDisplay=") != std::string_view::npos)
            ++list.displays;
        if (isCodeLink(line) && isWinAuth(line))
            ++list.winAuths;
    }
    return list;
}

Outcome<Imported> readLinks(std::string_view text)
{
    Reading reading;
    bool hasOurs = false;
    enroll::recogniseEach(text, [&](enroll::LineResult& line) {
        hasOurs = hasOurs || !line.offer || !std::holds_alternative<enroll::TextOffer>(*line.offer);
        takeLine(reading, line);
    });
    if (!hasOurs)
        return Failure { .refusal = Refusal::NoAccounts };
    putInPlace(reading.imported.accounts, reading.places);
    return std::move(reading.imported);
}

void takeEnteDisplay(ImportedAccount& account, const base::json::Value& display)
{
    account.isFavourite = isTrue(display, "pinned");
    account.isTrashed = isTrue(display, "trashed");
    account.note = stringOf(display, "note");
    account.icon = stringOf(display, "iconID");
    for (const std::string& tag : base::json::textsOf(display, "tags"))
        account.tags.append(QString::fromStdString(tag));
}

} // namespace transfer
