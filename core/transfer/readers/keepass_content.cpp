// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/readers/keepass_content.h"

#include "core/transfer/detect.h"
#include "core/transfer/readers/keepass_entry.h"

namespace transfer::readers {

namespace keepass_content {
namespace {

/// Longer than a tag may be: there is no use in making it longer still, for each of many groups.
bool isTooLong(const QString& path)
{
    return static_cast<std::size_t>(path.size()) > LongestText;
}

/// Reads the groups of a document, one in the other.
class Groups
{
public:
    Groups(Imported& imported, const KeePassValues& values, std::string bin)
        : m_imported(imported),
          m_values(values),
          m_bin(std::move(bin))
    { }

    /// `path` has the names of those around it; the first group is the database itself.
    void take(const XmlElement& group, const QString& path)
    {
        if (!m_bin.empty() && group.textOf("UUID") == m_bin)
            return;
        for (const XmlElement& member : group.children) {
            if (member.name == "Entry") {
                const std::size_t before = m_imported.entryCount();
                takeKeePassEntry(m_imported, member, m_values, { path });
                m_imported.countItem(before);
            }
            if (member.name != "Group")
                continue;
            const QString name = QString::fromStdString(member.textOf("Name"));
            take(member, isTooLong(path) ? path : path.isEmpty() ? name : path + u'/' + name);
        }
    }

private:
    Imported& m_imported;
    const KeePassValues& m_values;
    std::string m_bin; ///< the id of the group that is the recycle bin
};

} // namespace
} // namespace keepass_content

Outcome<Imported> readKeePassDocument(const XmlElement& file, const crypto::KeyStream* stream)
{
    const XmlElement* const meta = file.child("Meta");
    const XmlElement* const root = file.child("Root");
    const XmlElement* const top = root ? root->child("Group") : nullptr;
    if (!meta || !top)
        return damaged("XML");
    const std::optional<KeePassValues> values = KeePassValues::of(file, stream);
    if (!values)
        return damaged("XML");
    Imported imported;
    const bool hasBin = meta->textOf("RecycleBinEnabled") == "True";
    keepass_content::Groups groups(
        imported, *values, hasBin ? meta->textOf("RecycleBinUUID") : std::string());
    groups.take(*top, {});
    return imported;
}

} // namespace transfer::readers
