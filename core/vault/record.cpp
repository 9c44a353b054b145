// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/record.h"

#include "core/vault/body.h"

namespace vault {

Record::Record(base::ByteView map)
{
    std::optional<cbor::Members> members = cbor::Members::of(map);
    if (members)
        m_members = std::move(*members);
    else
        fail("map");
}

std::optional<base::ByteView> Record::take(std::string_view member)
{
    return m_members.take(member);
}

base::ByteView Record::require(std::string_view member)
{
    const std::optional<base::ByteView> value = take(member);
    if (!value)
        fail(member);
    return value.value_or(base::ByteView());
}

QString Record::text(std::string_view member)
{
    const std::optional<std::string_view> value = cbor::Reader(require(member)).text();
    if (!value)
        fail(member);
    return value ? toText(*value) : QString();
}

QString Record::optionalText(std::string_view member)
{
    const std::optional<base::ByteView> value = take(member);
    if (!value)
        return {};
    const std::optional<std::string_view> content = cbor::Reader(*value).text();
    if (!content)
        fail(member);
    return content ? toText(*content) : QString();
}

std::uint64_t Record::number(std::string_view member, std::uint64_t largest)
{
    const std::optional<std::uint64_t> value = cbor::Reader(require(member)).unsignedNumber();
    if (!value || *value > largest) {
        fail(member);
        return 0;
    }
    return *value;
}

bool Record::flag(std::string_view member)
{
    const std::optional<base::ByteView> value = take(member);
    if (!value)
        return false;
    const std::optional<bool> flag = cbor::Reader(*value).boolean();
    if (!flag)
        fail(member);
    return flag.value_or(false);
}

base::ByteView Record::bytes(std::string_view member)
{
    const std::optional<base::ByteView> value = cbor::Reader(require(member)).bytes();
    if (!value)
        fail(member);
    return value.value_or(base::ByteView());
}

std::int64_t Record::milliseconds(std::string_view member)
{
    return static_cast<std::int64_t>(number(member, MaxMilliseconds));
}

Id Record::id(std::string_view member)
{
    const std::optional<Id> value = readId(require(member));
    if (!value)
        fail(member);
    return value.value_or(Id());
}

Stamp Record::stamp(std::string_view member)
{
    const std::optional<Stamp> value = readStamp(require(member));
    if (!value)
        fail(member);
    return value.value_or(Stamp());
}

void Record::fail(std::string_view member)
{
    if (m_failed.empty())
        m_failed = member;
}

std::optional<Stamp> readStamp(base::ByteView item)
{
    cbor::Reader reader(item);
    if (reader.array() != 2)
        return {};
    const std::optional<std::uint64_t> milliseconds = reader.unsignedNumber();
    const std::optional<Id> device = readId(reader.item());
    if (!milliseconds || *milliseconds > MaxMilliseconds || !device)
        return {};
    return Stamp { static_cast<std::int64_t>(*milliseconds), *device };
}

std::optional<Id> readId(base::ByteView item)
{
    const std::optional<base::ByteView> bytes = cbor::Reader(item).bytes();
    if (!bytes)
        return {};
    const base::Result<Id> id = Id::fromBytes(*bytes);
    if (!id)
        return {};
    return *id;
}

QString toText(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

} // namespace vault
