// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/account.h"
#include "core/vault/cbor.h"

namespace vault {

/// Reads the members of one CBOR map. The first one that is missing or wrong is remembered and
/// later answers are empty, so that reading many members needs no branch for each.
class Record
{
public:
    explicit Record(base::ByteView map);

    /// The encoded value, or absent; absence is no failure.
    std::optional<base::ByteView> take(std::string_view member);
    /// The encoded value; empty and a failure if it is absent.
    base::ByteView require(std::string_view member);

    QString text(std::string_view member);
    QString optionalText(std::string_view member); ///< empty if absent
    std::uint64_t number(std::string_view member, std::uint64_t largest);
    bool flag(std::string_view member); ///< false if absent
    base::ByteView bytes(std::string_view member);
    std::int64_t milliseconds(std::string_view member);
    Id id(std::string_view member);
    Stamp stamp(std::string_view member);

    void fail(std::string_view member);
    bool hasFailed() const { return !m_failed.empty(); }
    const std::string& failed() const { return m_failed; } ///< the first one
    base::Bytes unknown() const { return m_members.rest(); }

private:
    cbor::Members m_members;
    std::string m_failed;
};

/// [milliseconds, device].
std::optional<Stamp> readStamp(base::ByteView item);
std::optional<Id> readId(base::ByteView item);
QString toText(std::string_view utf8);

} // namespace vault
