// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// The export of the password manager Proton Pass (protonpass/proton-pass-common,
// proton-authenticator): JSON in a ZIP archive. An item makes codes by its own link and by each
// further field that is one.

#include "core/transfer/json_fields.h"
#include "core/transfer/login_code.h"
#include "core/transfer/open_member.h"
#include "core/transfer/readers/readers.h"

namespace transfer::readers {

namespace proton_pass_zip {
namespace {

using base::json::Value;

constexpr const char* MemberName = "Proton Pass/data.json";
constexpr const char* SealedName = "Proton Pass/data.pgp";
constexpr std::int64_t Trashed = 2;

const Value* memberOf(const Value* object, std::string_view name)
{
    return object ? object->member(name) : nullptr;
}

QString textOf(const Value* object, std::string_view name)
{
    return object ? stringOf(*object, name) : QString();
}

/// What stands in an item beside its codes.
struct Around
{
    QString title;
    QString note;
    QStringList tags;
    bool isTrashed = false;
};

/// What the program puts there when it makes a link of a bare secret says nothing.
void forgetOwnName(otp::Entry& entry)
{
    const QString own = QStringLiteral("Proton Pass");
    if (entry.issuer == own)
        entry.issuer.clear();
    if (entry.name == own)
        entry.name.clear();
}

void take(Imported& imported, const Value& holder, const Around& around, const QString& name)
{
    const auto code = secretTextOf(holder, "totpUri");
    if (code && code->isEmpty())
        return;
    base::Result<otp::Entry> entry =
        code ? readLoginCode(code->text(), {}) : base::Result<otp::Entry>(code.error());
    if (!entry)
        return imported.leave(around.title, name, entry.error());
    forgetOwnName(*entry);
    if (entry->issuer.isEmpty())
        entry->issuer = around.title;
    if (entry->name.isEmpty())
        entry->name = name;
    std::erase(entry->notes, otp::EntryNote::NameMissing);
    imported.take({ .entry = std::move(*entry),
        .note = around.note,
        .tags = around.tags,
        .isTrashed = around.isTrashed });
}

/// Without a copy of the list where there is one.
const std::vector<Value>& itemsOf(const Value* list)
{
    static const std::vector<Value> None;
    return list ? list->items : None;
}

void takeItem(Imported& imported, const Value& item, const QString& vault)
{
    const Value* const data = item.member("data");
    const Value* const metadata = memberOf(data, "metadata");
    const Around around { .title = textOf(metadata, "name"),
        .note = textOf(metadata, "note"),
        .tags = { vault },
        .isTrashed = integerOf(item, "state") == Trashed };
    if (const Value* const content = memberOf(data, "content")) {
        QString name = stringOf(*content, "itemUsername");
        if (name.isEmpty())
            name = stringOf(*content, "itemEmail");
        take(imported, *content, around, name);
    }
    for (const Value& field : itemsOf(memberOf(data, "extraFields"))) {
        const Value* const value = field.member("data");
        if (value && base::json::textOf(field, "type") == "totp")
            take(imported, *value, around, stringOf(field, "fieldName"));
    }
}

Match match(const Content& content)
{
    return content.hasMember(MemberName) || content.hasMember(SealedName) ? Match::Certain
                                                                          : Match::No;
}

Outcome<Imported> read(const Content& content, const Request& request)
{
    if (!content.hasMember(MemberName))
        return Failure { .refusal = Refusal::Unsupported, .obstacle = Obstacle::OpenPgp };
    const Outcome<Content> inner = openMember(content, MemberName, request);
    if (!inner)
        return inner.error();
    const Value* const vaults = inner->json() ? inner->json()->member("vaults") : nullptr;
    if (!vaults || !vaults->isObject())
        return damaged(MemberName);
    Imported imported;
    for (const Value& vault : vaults->items) {
        const QString name = stringOf(vault, "name"); // once: it may be most of the file
        for (const Value& item : itemsOf(vault.member("items"))) {
            const std::size_t before = imported.entryCount();
            takeItem(imported, item, name);
            imported.countItem(before);
        }
    }
    return imported;
}

constexpr std::span<const std::string_view> Marks = {};

} // namespace
} // namespace proton_pass_zip

const Format ProtonPassZip {
    .id = "proton-pass-zip",
    .program = "Proton Pass",
    .form = Form::Zip,
    .isEncrypted = false,
    .match = proton_pass_zip::match,
    .read = proton_pass_zip::read,
    .marks = proton_pass_zip::Marks,
};

} // namespace transfer::readers
