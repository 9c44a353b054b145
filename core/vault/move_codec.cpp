// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/move_codec.h"

#include "core/vault/account_codec.h"

#include <array>

namespace vault {

namespace {

constexpr std::size_t LargestProgram = 64;
constexpr qsizetype LargestMoveText = 1024;

struct MoveStateName
{
    MoveState state;
    std::string_view name;
};

constexpr std::array MoveStateNames = {
    MoveStateName { MoveState::Waiting, "waiting" },
    MoveStateName { MoveState::Added, "added" },
    MoveStateName { MoveState::Tested, "tested" },
    MoveStateName { MoveState::Done, "done" },
    MoveStateName { MoveState::Stays, "stays" },
};

MoveState readMoveState(Record& record)
{
    const std::optional<std::string_view> name = cbor::Reader(record.require("state")).text();
    const auto* const known = std::ranges::find(MoveStateNames, name, &MoveStateName::name);
    if (known != MoveStateNames.end())
        return known->state;
    record.fail("state");
    return {};
}

std::optional<Id> readLinked(Record& record)
{
    const std::optional<base::ByteView> value = record.take("account");
    if (!value)
        return {};
    const std::optional<Id> id = readId(*value);
    if (!id)
        record.fail("account");
    return id;
}

base::Result<void> checkMoveText(const char* member, const QString& text)
{
    if (text.toUtf8().size() <= LargestMoveText)
        return {};
    return base::Error { base::ErrorCode::TooLarge, "checklist",
        { member, std::to_string(LargestMoveText) } };
}

} // namespace

base::Result<void> checkMove(const MoveEntry& entry)
{
    const auto isPlain = [](char letter) { return letter > ' ' && letter < 0x7f; };
    if (entry.program.empty() || entry.program.size() > LargestProgram
        || !std::ranges::all_of(entry.program, isPlain))
        return base::Error { base::ErrorCode::InvalidField, "checklist",
            { "program", {}, "ASCII" } };
    if (entry.service.isEmpty())
        return base::Error { base::ErrorCode::MissingField, "checklist", { "service" } };
    if (base::Result<void> checked = checkMoveText("service", entry.service); !checked)
        return checked;
    return checkMoveText("user", entry.user);
}

base::Result<MoveEntry> readMove(const Id& id, base::ByteView value)
{
    MoveEntry entry;
    entry.id = id;
    Record record(value);
    entry.program = cbor::Reader(record.require("program")).text().value_or(std::string_view());
    entry.service = record.text("service");
    entry.user = record.text("user");
    entry.state = readMoveState(record);
    entry.account = readLinked(record);
    entry.created = record.stamp("created");
    entry.changed = record.stamp("changed");
    entry.unknown = record.unknown();
    if (!record.hasFailed()) {
        if (const base::Result<void> checked = checkMove(entry); !checked)
            record.fail(checked.error().arguments.front());
    }
    if (record.hasFailed())
        return base::Error { base::ErrorCode::Damaged, "checklist", { record.failed() } };
    return entry;
}

void writeMove(cbor::Writer& out, const MoveEntry& entry)
{
    cbor::MapWriter map;
    map.members(entry.unknown);
    map.member("program").text(entry.program);
    writeText(map.member("service"), entry.service);
    writeText(map.member("user"), entry.user);
    const auto* const state = std::ranges::find(MoveStateNames, entry.state, &MoveStateName::state);
    map.member("state").text(state->name);
    if (entry.account)
        map.member("account").bytes(entry.account->view());
    writeStamp(map.member("created"), entry.created);
    writeStamp(map.member("changed"), entry.changed);
    map.finish(out);
}

bool isBuried(const MoveEntry& entry, const std::map<Id, Stamp>& tombs)
{
    const auto tomb = tombs.find(entry.id);
    return tomb != tombs.end() && entry.changed <= tomb->second;
}

} // namespace vault
