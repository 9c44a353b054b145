// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// WinAuth's export under a password, or not: its list of links in an archive.

#include "core/base/link.h"
#include "core/transfer/link_list.h"
#include "core/transfer/open_member.h"
#include "core/transfer/readers/readers.h"

#include <algorithm>

namespace transfer::readers {

namespace winauth_zip {
namespace {

bool isText(std::string_view name)
{
    return base::asciiLower(name).ends_with(".txt");
}

/// A name of a folder alone.
bool isFolder(std::string_view name)
{
    return name.ends_with('/');
}

void append(Imported& all, Imported more)
{
    for (Left& left : more.left) {
        left.position += all.accounts.size();
        all.left.push_back(std::move(left));
    }
    for (ImportedAccount& account : more.accounts)
        all.take(std::move(account));
    all.parts.insert(all.parts.end(), more.parts.begin(), more.parts.end());
}

Match match(const Content& content)
{
    const std::vector<std::string>& members = content.members();
    const bool isOurs = std::ranges::any_of(members, isText)
        && std::ranges::all_of(
            members, [](std::string_view name) { return isText(name) || isFolder(name); });
    return isOurs ? Match::Certain : Match::No;
}

Outcome<Imported> read(const Content& content, const Request& request)
{
    Imported all;
    for (const std::string& member : content.members()) {
        if (isFolder(member))
            continue;
        const Outcome<Content> text = openMember(content, member, request);
        if (!text)
            return text.error();
        Outcome<Imported> imported = readLinks(text->text());
        if (!imported && imported.error().refusal != Refusal::NoAccounts)
            return imported;
        if (imported)
            append(all, std::move(*imported));
    }
    return all;
}

constexpr std::span<const std::string_view> Marks = {};

} // namespace
} // namespace winauth_zip

const Format WinauthZip {
    .id = "winauth-zip",
    .program = "WinAuth",
    .form = Form::Zip,
    .isEncrypted = true,
    .match = winauth_zip::match,
    .read = winauth_zip::read,
    .marks = winauth_zip::Marks,
};

} // namespace transfer::readers
