// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/import_plan.h"

#include "core/transfer/account_pictures.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace transfer {

namespace {

Status statusOf(vault::Likeness::Kind kind)
{
    switch (kind) {
    case vault::Likeness::Kind::New:
        return Status::New;
    case vault::Likeness::Kind::Same:
        return Status::Duplicate;
    case vault::Likeness::Kind::Differing:
        break;
    }
    return Status::Changed;
}

Action actionFor(Status status, OnDuplicate way)
{
    switch (status) {
    case Status::New:
        return Action::Add;
    case Status::Changed:
        return way == OnDuplicate::Replace ? Action::Replace : Action::Add;
    case Status::Duplicate:
        if (way == OnDuplicate::Skip)
            return Action::Skip;
        return way == OnDuplicate::Keep ? Action::Add : Action::Replace;
    case Status::Unsupported:
    case Status::Invalid:
        break;
    }
    return Action::Skip;
}

base::Result<void> compare(const vault::Intake& intake, PlannedEntry& entry)
{
    const base::Result<otp::Entry> opened = openedEntry(entry.account);
    if (!opened)
        return opened.error();
    const vault::Likeness likeness = intake.likeness(*opened);
    entry.status = statusOf(likeness.kind);
    entry.known.reset();
    if (entry.status != Status::New)
        entry.known = likeness.account;
    return {};
}

PlannedEntry planned(const vault::Intake& intake, std::size_t file, ImportedAccount account)
{
    PlannedEntry entry { .file = file, .account = std::move(account) };
    if (const base::Result<void> compared = compare(intake, entry); !compared) {
        entry.status = Status::Invalid;
        entry.reason = compared.error();
    }
    entry.action = actionFor(entry.status, OnDuplicate::Skip);
    return entry;
}

PlannedEntry planned(std::size_t file, const Left& left)
{
    const bool isUnsupported = left.reason.code == base::ErrorCode::Unsupported;
    PlannedEntry entry { .status = isUnsupported ? Status::Unsupported : Status::Invalid,
        .file = file };
    entry.account.entry.issuer = left.issuer;
    entry.account.entry.name = left.name;
    entry.reason = left.reason;
    return entry;
}

void leaveWithoutRoom(vault::PictureRoom& room, ImportedAccount& account)
{
    if (!account.picture.isEmpty() && !room.take(base::bytesOf(account.picture)))
        takePicture(account, {});
}

std::vector<MissingParts> missingOf(const std::vector<Part>& here)
{
    std::map<std::int32_t, int> sizes;
    std::map<std::int32_t, std::set<int>> seen;
    for (const Part& part : here) {
        sizes[part.batch] = std::max(sizes[part.batch], part.size);
        seen[part.batch].insert(part.index);
    }
    std::vector<MissingParts> missing;
    for (const auto& [batch, size] : sizes) {
        MissingParts parts { {}, size };
        for (int index = 0; index < size; ++index) {
            if (!seen[batch].contains(index))
                parts.indexes.push_back(index + 1);
        }
        if (!parts.indexes.empty())
            missing.push_back(std::move(parts));
    }
    return missing;
}

/// What the vault has no place of its own for goes where it is kept and seen: codes for getting
/// back in into the note, the icon's name among the parameters, as links have it.
base::Result<vault::Incoming> incomingOf(const PlannedEntry& planned, bool replaces)
{
    const ImportedAccount& account = planned.account;
    base::Result<otp::Entry> entry = openedEntry(account);
    if (!entry)
        return entry.error();
    vault::Incoming incoming { .entry = std::move(*entry),
        .note = keptNote(account),
        .tags = account.tags,
        .pinned = account.isFavourite,
        .isTrashed = account.isTrashed,
        .picture = account.picture };
    if (replaces)
        incoming.replaces = planned.known;
    if (!account.icon.isEmpty())
        incoming.entry.otherParameters.emplace_back("icon", account.icon.toStdString());
    return incoming;
}

/// The same account of the vault is replaced once: of several entries that want to the last holds.
/// The others come beside it, so that nothing is lost.
std::vector<bool> replacing(const std::vector<PlannedEntry*>& chosen)
{
    std::vector<bool> which(chosen.size());
    std::set<vault::Id> replaced;
    for (std::size_t i = chosen.size(); i-- > 0;) {
        const PlannedEntry& entry = *chosen[i];
        which[i] =
            entry.action == Action::Replace && entry.known && replaced.insert(*entry.known).second;
    }
    return which;
}

} // namespace

std::string_view statusName(Status status)
{
    constexpr std::array<std::string_view, 5> Names = { "new", "duplicate", "changed",
        "unsupported", "invalid" };
    return Names[static_cast<std::size_t>(status)];
}

ImportPlan ImportPlan::make(vault::Vault& vault, std::vector<Imported> files)
{
    ImportPlan plan;
    const vault::Intake intake(vault);
    for (Imported& file : files)
        plan.add(vault, intake, std::move(file));
    return plan;
}

void ImportPlan::append(ImportPlan more)
{
    m_entries.reserve(m_entries.size() + more.m_entries.size());
    for (PlannedEntry& entry : more.m_entries) {
        entry.file += m_files;
        if (m_room)
            leaveWithoutRoom(*m_room, entry.account);
        m_entries.push_back(std::move(entry));
    }
    if (!m_room)
        m_room = std::move(more.m_room);
    m_files += more.m_files;
    m_parts.insert(m_parts.end(), more.m_parts.begin(), more.m_parts.end());
    m_missing = missingOf(m_parts);
}

void ImportPlan::add(vault::Vault& vault, const vault::Intake& intake, Imported file)
{
    if (!m_room)
        m_room = vault.pictureRoom();
    for (ImportedAccount& account : file.accounts)
        leaveWithoutRoom(*m_room, account);
    const std::size_t number = m_files++;
    auto left = file.left.begin();
    for (std::size_t i = 0; i <= file.accounts.size(); ++i) {
        for (; left != file.left.end() && left->position <= i; ++left)
            m_entries.push_back(planned(number, *left));
        if (i < file.accounts.size())
            m_entries.push_back(planned(intake, number, std::move(file.accounts[i])));
    }
    m_parts.insert(m_parts.end(), file.parts.begin(), file.parts.end());
    m_missing = missingOf(m_parts);
}

void ImportPlan::choose(OnDuplicate way)
{
    for (PlannedEntry& entry : m_entries)
        entry.action = actionFor(entry.status, way);
}

void ImportPlan::compareAgain(vault::Vault& vault, OnDuplicate way)
{
    const vault::Intake intake(vault);
    for (PlannedEntry& entry : m_entries) {
        if (entry.reason)
            continue;
        const bool isByWay = entry.action == actionFor(entry.status, way);
        if (!compare(intake, entry))
            continue; // it stays as it was compared before
        if (isByWay)
            entry.action = actionFor(entry.status, way);
        else if (entry.action == Action::Replace && !entry.known)
            entry.action = Action::Add; // there is nothing in whose place it could go
    }
}

base::Result<std::vector<vault::Id>> ImportPlan::apply(vault::Vault& vault)
{
    std::vector<PlannedEntry*> chosen;
    for (PlannedEntry& entry : m_entries) {
        if (entry.action != Action::Skip && !entry.reason)
            chosen.push_back(&entry);
    }
    const std::vector<bool> replaces = replacing(chosen);
    base::Result<std::vector<vault::Id>> ids = vault::Intake(vault).take(chosen.size(),
        [&](std::size_t index) { return incomingOf(*chosen[index], replaces[index]); });
    for (std::size_t i = 0; ids && i < chosen.size(); ++i) {
        chosen[i]->known = (*ids)[i];
        chosen[i]->action = Action::Skip;
        chosen[i]->account.secret = {};
        chosen[i]->account.pin = {};
    }
    return ids;
}

} // namespace transfer
