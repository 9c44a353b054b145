// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// The table of the app Bitwarden Authenticator (bitwarden/authenticator-android,
// AuthenticatorRepositoryImpl.kt). It quotes nothing, and its records have more cells than its
// header names: a comma in an issuer moves all that follows, so the code is looked for.

#include "core/base/link.h"
#include "core/transfer/login_code.h"
#include "core/transfer/readers/readers.h"

#include <algorithm>

namespace transfer::readers {

namespace bitwarden_authenticator_csv {
namespace {

constexpr std::string_view Header = "folder,favorite,type,name,login_uri,login_totp";

std::string_view takeLine(std::string_view& text)
{
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    while (line.ends_with('\r'))
        line.remove_suffix(1);
    return line;
}

/// Without the quotation marks that another version of the program puts around it.
std::string_view unquoted(std::string_view cell)
{
    const bool isQuoted = cell.size() >= 2 && cell.starts_with('"') && cell.ends_with('"');
    return isQuoted ? cell.substr(1, cell.size() - 2) : cell;
}

std::string_view takeCell(std::string_view& record)
{
    const std::size_t end = std::min(record.find(','), record.size());
    const std::string_view cell = record.substr(0, end);
    record.remove_prefix(std::min(end + 1, record.size()));
    return unquoted(cell);
}

QString textOf(std::string_view cell)
{
    return QString::fromUtf8(cell.data(), static_cast<qsizetype>(cell.size()));
}

struct Record
{
    std::string_view folder;
    bool isFavourite = false;
    std::string_view name; ///< the issuer; may have commas
    std::string_view code; ///< empty where there is none
};

/// Where a cell begins that is a link to make codes with.
std::size_t findCode(std::string_view line)
{
    for (std::size_t at = 0; at < line.size(); ++at) {
        const bool isBegin = at == 0 || line[at - 1] == ','
            || (line[at - 1] == '"' && (at == 1 || line[at - 2] == ','));
        const std::string_view cell = line.substr(at);
        if (isBegin
            && (base::startsWithIgnoringCase(cell, "otpauth://")
                || base::startsWithIgnoringCase(cell, "steam://")))
            return at;
    }
    return std::string_view::npos;
}

Record recordOf(std::string_view line)
{
    Record record;
    const std::size_t at = findCode(line);
    std::string_view before = line.substr(0, std::min(at, line.size()));
    if (at != std::string_view::npos) {
        record.code = line.substr(at, line.find_first_of(",\"", at) - at);
        if (before.ends_with('"'))
            before.remove_suffix(1);
        before.remove_suffix(before.ends_with(',') ? 1 : 0);
    }
    record.folder = takeCell(before);
    const std::string_view favourite = takeCell(before);
    record.isFavourite = favourite == "1" || favourite == "true";
    takeCell(before); // the type
    // What is left is the name, and behind its last comma the address of a page.
    record.name = unquoted(before.substr(0, std::min(before.rfind(','), before.size())));
    return record;
}

void take(Imported& imported, const Record& record)
{
    const QString name = textOf(record.name);
    auto entry = record.code.empty()
        ? base::Result<otp::Entry>(
            base::Error { base::ErrorCode::MissingField, "Bitwarden", { "login_totp" } })
        : readLoginCode(record.code, { .issuer = name, .name = {}, .labelIssuer = {} });
    if (!entry)
        return imported.leave(name, {}, entry.error());
    imported.take({ .entry = std::move(*entry),
        .tags = { textOf(record.folder) },
        .isFavourite = record.isFavourite });
}

Match match(const Content& content)
{
    std::string_view text = content.text();
    return takeLine(text) == Header ? Match::Certain : Match::No;
}

Outcome<Imported> read(const Content& content, const Request&)
{
    std::string_view text = content.text();
    takeLine(text);
    Imported imported;
    while (!text.empty()) {
        const std::string_view line = takeLine(text);
        if (line.find_first_not_of(" \t") != std::string_view::npos)
            take(imported, recordOf(line));
    }
    return imported;
}

constexpr std::string_view Marks[] = { "folder,favorite,type,name", "login_uri,login_totp" };

} // namespace
} // namespace bitwarden_authenticator_csv

const Format BitwardenAuthenticatorCsv {
    .id = "bitwarden-authenticator-csv",
    .program = "Bitwarden Authenticator",
    .form = Form::Csv,
    .isEncrypted = false,
    .match = bitwarden_authenticator_csv::match,
    .read = bitwarden_authenticator_csv::read,
    .marks = bitwarden_authenticator_csv::Marks,
};

} // namespace transfer::readers
