// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/bytes.h"

#include <QString>

#include <optional>

namespace transfer {

/// One object of a binary property list of Apple's, in the bytes it was read from.
struct PlistObject
{
    enum class Kind { Other, Integer, Real, Data, Ascii, Utf16, Uid, Array, Dictionary };

    Kind kind = Kind::Other;
    std::int64_t integer = 0; ///< also a boolean, and the number of a Uid
    double real = 0;
    base::ByteView bytes = {}; ///< of data and texts
    std::vector<std::size_t> keys = {}; ///< of a dictionary: numbers of objects
    std::vector<std::size_t> items = {}; ///< of an array or dictionary: numbers of objects
};

/// A binary property list: its objects refer to each other by number, perhaps in circles, which
/// nobody has to follow. The bytes must outlive it.
struct PropertyList
{
    std::vector<PlistObject> objects;
    std::size_t top = 0;

    /// The member of a dictionary; null if this is none, or has none of that name.
    const PlistObject* member(const PlistObject& object, std::string_view name) const;
};

/// Begins as one does.
bool beginsAsPropertyList(base::ByteView bytes);

/// Reads one, by hand as Qt has no reader; nothing where a number or length leads out of it, for
/// more than a million objects or references, or a dictionary of more than 256 members.
std::optional<PropertyList> readPropertyList(base::ByteView bytes);

/// Objects of a program that NSKeyedArchiver has written into a property list. Move-only, as its
/// objects point into it.
class KeyedArchive
{
public:
    /// Nothing where it is no such list.
    static std::optional<KeyedArchive> read(base::ByteView bytes);

    KeyedArchive(KeyedArchive&&) noexcept = default;
    KeyedArchive& operator=(KeyedArchive&&) noexcept = default;
    KeyedArchive(const KeyedArchive&) = delete;
    KeyedArchive& operator=(const KeyedArchive&) = delete;
    ~KeyedArchive() = default;

    using Object = const PlistObject*; ///< null: there is none

    Object root() const { return m_root; }
    /// A member by its name, of an object of the program or of an NSDictionary.
    Object member(Object object, std::string_view name) const;
    /// The objects of an NSArray; empty if it is none.
    std::vector<Object> items(Object array) const;
    /// The bytes of an NSData; empty if it is none.
    base::ByteView data(Object object) const;
    /// A text or NSString; empty if it is none. Not for secrets.
    QString text(Object object) const;
    /// A whole number; absent if it is none.
    std::optional<std::int64_t> integer(Object object) const;
    double real(Object object) const;

private:
    explicit KeyedArchive(PropertyList list) : m_list(std::move(list)) { }
    Object resolved(Object object) const;

    PropertyList m_list;
    std::vector<std::size_t> m_objects; ///< numbers in the list
    Object m_root = nullptr;
};

} // namespace transfer
