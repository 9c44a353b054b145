// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// 1Password's export (keepassxreboot/keepassxc, src/format/OPUXReader.cpp): JSON in a ZIP archive.
// Every field of an item that makes codes is an account.

#include "core/transfer/json_fields.h"
#include "core/transfer/login_code.h"
#include "core/transfer/open_member.h"
#include "core/transfer/readers/readers.h"

#include <algorithm>
#include <map>
#include <span>
#include <tuple>

namespace transfer::readers {

namespace one_password_1pux {
namespace {

using base::json::Value;

constexpr const char* MemberName = "export.data";

/// A member that is a list; an empty one where it is missing.
const std::vector<Value>& listOf(const Value* object, std::string_view name)
{
    static const std::vector<Value> Nothing;
    const Value* const list = object ? object->member(name) : nullptr;
    return list && list->isArray() ? list->items : Nothing;
}

QString textOf(const Value* object, std::string_view name)
{
    return object ? stringOf(*object, name) : QString();
}

QString userOf(const Value* details)
{
    const auto& fields = listOf(details, "loginFields");
    const auto found = std::ranges::find_if(fields,
        [](const Value& field) { return base::json::textOf(field, "designation") == "username"; });
    return found == fields.end() ? QString() : stringOf(*found, "value");
}

/// A field of an item that makes codes.
struct CodeField
{
    QString title;
    const Value* value = nullptr;
};

std::vector<CodeField> codeFieldsOf(const Value* details)
{
    std::vector<CodeField> fields;
    for (const Value& section : listOf(details, "sections")) {
        for (const Value& field : listOf(&section, "fields")) {
            const Value* const value = field.member("value");
            if (value && value->member("totp"))
                fields.push_back({ stringOf(field, "title"), value });
        }
    }
    return fields;
}

/// Of several codes of an item those that have equal names get the titles of their fields, too,
/// where these are not equal as well.
void tellApart(std::span<ImportedAccount> accounts, std::span<const QString> titles)
{
    std::map<std::tuple<QString, QString>, int> alike;
    std::map<std::tuple<QString, QString, QString>, int> alikeWithTitle;
    for (std::size_t i = 0; i < accounts.size(); ++i) {
        const otp::Entry& entry = accounts[i].entry;
        ++alike[{ entry.issuer, entry.name }];
        ++alikeWithTitle[{ entry.issuer, entry.name, titles[i] }];
    }
    for (std::size_t i = 0; i < accounts.size(); ++i) {
        otp::Entry& entry = accounts[i].entry;
        const bool isToldApart = alikeWithTitle[{ entry.issuer, entry.name, titles[i] }] == 1;
        if (alike[{ entry.issuer, entry.name }] < 2 || !isToldApart || titles[i].isEmpty())
            continue;
        entry.name =
            entry.name.isEmpty() ? titles[i] : QStringLiteral("%1 (%2)").arg(entry.name, titles[i]);
    }
}

/// What stands in an item beside its codes.
struct Around
{
    otp::Names names;
    QString note;
    QStringList tags;
    bool isFavourite = false;
    bool isArchived = false;
};

Around aroundOf(const Value& item, const QString& vault)
{
    const Value* const overview = item.member("overview");
    const Value* const details = item.member("details");
    Around around { .names = { .issuer = textOf(overview, "title"),
                        .name = userOf(details),
                        .labelIssuer = {} },
        .note = textOf(details, "notesPlain"),
        .tags = { vault },
        .isFavourite = integerOf(item, "favIndex").value_or(0) != 0,
        .isArchived = base::json::textOf(item, "state") == "archived" };
    for (const Value& tag : listOf(overview, "tags"))
        around.tags.append(QString::fromStdString(tag.text().value_or(std::string())));
    return around;
}

void take(Imported& imported, const Value& value, const Around& around)
{
    const auto code = secretTextOf(value, "totp");
    base::Result<otp::Entry> entry =
        code ? readLoginCode(code->text(), around.names) : base::Result<otp::Entry>(code.error());
    if (!entry) {
        imported.leave(around.names.issuer, around.names.name, entry.error());
        return;
    }
    imported.take({ .entry = std::move(*entry),
        .note = around.note,
        .tags = around.tags,
        .isFavourite = around.isFavourite,
        .remarks = around.isArchived ? std::vector { Remark::Archived } : std::vector<Remark>() });
}

void takeItem(Imported& imported, const Value& item, const QString& vault)
{
    const Around around = aroundOf(item, vault);
    const std::size_t before = imported.accounts.size();
    std::vector<QString> titles;
    for (const CodeField& field : codeFieldsOf(item.member("details"))) {
        take(imported, *field.value, around);
        if (imported.accounts.size() > before + titles.size())
            titles.push_back(field.title);
    }
    tellApart(std::span(imported.accounts).subspan(before), titles);
}

Match match(const Content& content)
{
    return content.hasMember(MemberName) ? Match::Certain : Match::No;
}

Outcome<Imported> read(const Content& content, const Request& request)
{
    const Outcome<Content> inner = openMember(content, MemberName, request);
    if (!inner)
        return inner.error();
    const Value* const accounts = inner->json() ? inner->json()->member("accounts") : nullptr;
    if (!accounts || !accounts->isArray())
        return damaged(MemberName);
    Imported imported;
    for (const Value& account : accounts->items) {
        for (const Value& vault : listOf(&account, "vaults")) {
            const QString name = textOf(vault.member("attrs"), "name");
            for (const Value& item : listOf(&vault, "items")) {
                // Older exports have one more object around each.
                const Value* const wrapped = item.member("item");
                const std::size_t before = imported.entryCount();
                takeItem(imported, wrapped ? *wrapped : item, name);
                imported.countItem(before);
            }
        }
    }
    return imported;
}

constexpr std::span<const std::string_view> Marks = {};

} // namespace
} // namespace one_password_1pux

const Format OnePassword1pux {
    .id = "1password-1pux",
    .program = "1Password",
    .form = Form::Zip,
    .isEncrypted = false,
    .match = one_password_1pux::match,
    .read = one_password_1pux::read,
    .marks = one_password_1pux::Marks,
};

} // namespace transfer::readers
