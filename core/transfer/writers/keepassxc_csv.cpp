// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// The table that KeePassXC exports (keepassxreboot/keepassxc, src/format/CsvExporter.cpp), with
// links as its src/core/Totp.cpp writes them.

#include "core/base/percent.h"
#include "core/otp/otpauth_uri.h"
#include "core/transfer/links_out.h"
#include "core/transfer/readers/readers.h"
#include "core/transfer/writers/writers.h"

#include <QDateTime>

namespace transfer::writers {

namespace keepassxc_csv {
namespace {

constexpr Loss Losses[] = { Loss::OtherTags, Loss::Favourite, Loss::Picture, Loss::LinkParameters };

/// In quotes, those inside doubled, and with what comes after it.
void append(crypto::WipedBytes& file, std::string_view cell, char next)
{
    file.push_back('"');
    for (const char c : cell) {
        if (c == '"')
            file.push_back('"');
        file.push_back(static_cast<std::uint8_t>(c));
    }
    file.push_back('"');
    file.push_back(static_cast<std::uint8_t>(next));
}

/// What the program makes codes of. For want of a name it writes one of its own words.
base::Result<crypto::SecretBytes> linkFor(const otp::Entry& entry)
{
    const auto* const totp = std::get_if<otp::Totp>(&entry.credential);
    const otp::Totp shown = totp ? *totp : otp::Totp { .digits = otp::Steam().digits };
    const std::string title =
        entry.issuer.isEmpty() ? "KeePassXC" : base::percentEncoded(entry.issuer.toStdString());
    const std::string user =
        entry.name.isEmpty() ? "none" : base::percentEncoded(entry.name.toStdString());
    const std::string algorithm = shown.algorithm == crypto::Hash::Sha1
        ? std::string()
        : "&algorithm=" + std::string(otp::algorithmName(shown.algorithm));
    const auto secret = base32Of(entry.secret.view());
    if (!secret)
        return secret.error();
    return joined({ "otpauth://totp/", title, ":", user, "?secret=", secret->text(),
        "&period=", std::to_string(shown.period), "&digits=", std::to_string(shown.digits),
        "&issuer=", title, totp ? "" : "&encoder=steam", algorithm });
}

/// The entry as its link is read, before title and user take the place of the program's words.
bool isRead(const crypto::SecretBytes& link, const otp::Entry& entry)
{
    const auto read = otp::readOtpauth(link.text());
    return read && read->credential == entry.credential
        && (read->issuer == entry.issuer
            || (read->issuer == u"KeePassXC" && entry.issuer.isEmpty()))
        && (read->name == entry.name || (read->name == u"none" && entry.name.isEmpty()));
}

constexpr std::string_view Types[] = { "totp", "steam" };
constexpr CodeLimits Limits { .types = Types, .algorithms = CommonAlgorithms };

std::optional<Misfit> misfit(const OutgoingAccount& account)
{
    if (const auto misfit = misfitOf(account.entry.credential, Limits))
        return misfit;
    const auto link = linkFor(account.entry);
    if (!link || !isRead(*link, account.entry))
        return Misfit { Misfit::Kind::Names };
    return std::nullopt;
}

std::string timeText(const vault::Stamp& stamp)
{
    return QDateTime::fromMSecsSinceEpoch(stamp.milliseconds, Qt::UTC)
        .toString(Qt::ISODate)
        .toStdString();
}

base::Result<void> writeEntry(
    crypto::WipedBytes& file, const OutgoingAccount& account, const vault::Account& times)
{
    const auto link = linkFor(account.entry);
    if (!link)
        return link.error();
    append(
        file, account.tags.isEmpty() ? "Root" : "Root/" + account.tags.first().toStdString(), ',');
    append(file, account.entry.issuer.toStdString(), ',');
    append(file, account.entry.name.toStdString(), ',');
    append(file, {}, ','); // password
    append(file, {}, ','); // address
    append(file, account.note.toStdString(), ',');
    append(file, link->text(), ',');
    append(file, "0", ','); // the first of its icons
    append(file, timeText(times.changed), ',');
    append(file, timeText(times.created), '\n');
    return {};
}

base::Result<crypto::WipedBytes> write(const Outgoing& accounts, const Sealing&)
{
    crypto::WipedBytes file;
    for (const char* name : { "Group", "Title", "Username", "Password", "URL", "Notes", "TOTP",
             "Icon", "Last Modified" })
        append(file, name, ',');
    append(file, "Created", '\n');
    for (std::size_t i = 0; i < accounts.size(); ++i) {
        const auto account = accounts.open(i);
        if (!account)
            return account.error();
        if (const auto written = writeEntry(file, *account, accounts.account(i)); !written)
            return written.error();
    }
    return file;
}

constexpr Caution Cautions[] = { Caution::EncryptedElsewhere };

} // namespace
} // namespace keepassxc_csv

const ExportFormat KeepassxcCsv {
    .format = &readers::KeepassxcCsv,
    .losses = keepassxc_csv::Losses,
    .misfit = keepassxc_csv::misfit,
    .write = keepassxc_csv::write,
    .cautions = keepassxc_csv::Cautions,
};

} // namespace transfer::writers
