// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// The copy of somebody's data that Authy hands out on request
// (serbbil/Authy-GDPR-Export-Decryption).

#include "core/transfer/csv.h"
#include "core/transfer/readers/authy_content.h"
#include "core/transfer/readers/readers.h"

namespace transfer::readers {

namespace authy_gdpr_csv {
namespace {

constexpr std::string_view Header[] = { "name", "encrypted_seed", "salt", "iv" };
constexpr std::uint32_t Iterations = 100'000;

Match match(const Content& content)
{
    return hasColumns(content.text(), Header) ? Match::Certain : Match::No;
}

Outcome<Imported> read(const Content& content, const Request& request)
{
    CsvReader records(content.text());
    if (!records.next())
        return damaged("CSV");
    const auto cell = [&records](std::string_view name) { return records.find(name).value_or(0); };
    const std::size_t columns[] = { cell("name"), cell("encrypted_seed"), cell("salt"),
        cell("iv") };
    std::vector<AuthyToken> tokens;
    while (records.next()) {
        // The digits are not in the file; nearly all have six.
        AuthyToken token;
        token.name = records.text(columns[0]);
        token.sealed = records.text(columns[1]).toStdString();
        token.salt = records.text(columns[2]).toStdString();
        token.iterations = Iterations;
        if (auto iv = base::fromHex(records.text(columns[3]).toStdString()))
            token.iv = std::move(*iv);
        tokens.push_back(std::move(token));
    }
    if (records.isDamaged())
        return damaged("CSV");
    Outcome<Imported> imported = readAuthyTokens(tokens, request);
    if (!imported)
        return imported;
    for (ImportedAccount& account : imported->accounts)
        account.remarks.push_back(Remark::DigitsAssumed);
    return imported;
}

constexpr std::string_view Marks[] = { "encrypted_seed" };

} // namespace
} // namespace authy_gdpr_csv

const Format AuthyGdprCsv {
    .id = "authy-gdpr-csv",
    .program = "Authy",
    .form = Form::Csv,
    .isEncrypted = true,
    .match = authy_gdpr_csv::match,
    .read = authy_gdpr_csv::read,
    .marks = authy_gdpr_csv::Marks,
};

} // namespace transfer::readers
