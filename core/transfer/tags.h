// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/result.h"

#include <QStringList>

#include <map>

namespace transfer {

constexpr std::size_t LongestText = std::size_t { 64 } * 1024; ///< bytes of a name, note or tag

/// Whether the vault would not hold a text: in UTF-8, which has no fewer bytes than characters.
bool isTooLong(const QString& text);

/// Tags without empty and repeated ones, and without white space at their ends.
QStringList tidiedTags(const QStringList& tags);

/// What becomes of the tags of an account.
struct TidiedTags
{
    QStringList tags;
    base::Result<void> checked; ///< TooLarge: too many, or one that is too long
};

/// Tidies the tags of many accounts. Where some share a list it is looked at once: a file can give
/// a hundred thousand accounts the same million tags.
class TagsOfAll
{
public:
    /// Holds until this goes.
    const TidiedTags& tidied(const QStringList& tags);

private:
    struct Known
    {
        QStringList given; ///< kept, so that no other list comes to stand in its place
        TidiedTags tidied;
    };
    std::map<const QString*, Known> m_known; ///< by where the list stands
};

} // namespace transfer
