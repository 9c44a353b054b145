// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/sheet_account.h"

#include "core/base/base32.h"
#include "core/transfer/links_out.h"

namespace transfer {

namespace {

using crypto::WipedBytes;

WipedBytes wiped(std::string_view text)
{
    return { text.begin(), text.end() };
}

base::Result<WipedBytes> groupsOf(const otp::Entry& entry)
{
    constexpr std::size_t Group = 4;
    const bool isMotp = std::holds_alternative<otp::Motp>(entry.credential);
    const auto text = isMotp ? entry.secret.clone() : base32Of(entry.secret.view());
    if (!text)
        return text.error();
    WipedBytes groups;
    for (std::size_t i = 0; i < text->size(); ++i) {
        if (i > 0 && i % Group == 0)
            groups.push_back(' ');
        groups.push_back(text->view()[i]);
    }
    return groups;
}

void addNumbers(
    std::vector<SheetRow>& rows, const SheetWords& words, const otp::Credential& credential)
{
    const auto add = [&rows](std::string_view name, const QString& label, std::string_view value) {
        rows.push_back({ name, label, wiped(value) });
    };
    std::string type(otp::typeName(credential));
    for (char& c : type)
        c = static_cast<char>(c - 'a' + 'A');
    add("kind", words.kind, type);
    std::visit(
        [&](const auto& kind) {
            if constexpr (requires { kind.algorithm; })
                add("algorithm", words.algorithm, otp::algorithmName(kind.algorithm));
            if constexpr (requires { kind.digits; })
                add("digits", words.digits, std::to_string(kind.digits));
            if constexpr (requires { kind.period; })
                add("period", words.period, std::to_string(kind.period));
            if constexpr (requires { kind.counter; })
                add("counter", words.counter, std::to_string(kind.counter));
        },
        credential);
}

} // namespace

base::Result<SheetAccount> sheetAccount(const SheetWords& words, const OutgoingAccount& account)
{
    const otp::Entry& entry = account.entry;
    base::Result<crypto::SecretBytes> link = linkOf(entry, writtenParameters(entry));
    if (!link)
        return link.error();
    base::Result<WipedBytes> secret = groupsOf(entry);
    if (!secret)
        return secret.error();
    SheetAccount out;
    out.issuer = entry.issuer;
    out.name = entry.name;
    out.pinned = account.isFavourite ? words.pinned : QString();
    out.link = std::move(*link);
    out.rows.push_back({ "secret", words.secretLabel, std::move(*secret) });
    if (!entry.pin.isEmpty())
        out.rows.push_back({ "pin", words.pin, wiped(entry.pin.text()) });
    addNumbers(out.rows, words, entry.credential);
    if (!account.tags.isEmpty())
        out.rows.push_back(
            { "tags", words.tags, wiped(account.tags.join(QStringLiteral(", ")).toStdString()) });
    if (!account.note.isEmpty())
        out.rows.push_back({ "note", words.note, wiped(account.note.toStdString()) });
    return out;
}

} // namespace transfer
