// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// KeePass 2's export as XML: the document that its database encrypts, with nothing protected.

#include "core/transfer/readers/keepass_content.h"
#include "core/transfer/readers/readers.h"

namespace transfer::readers {

namespace keepass_xml {
namespace {

constexpr std::string_view RootName = "KeePassFile";

Match match(const Content& content)
{
    return rootNameOf(content.text()) == RootName ? Match::Certain : Match::No;
}

Outcome<Imported> read(const Content& content, const Request&)
{
    const std::optional<XmlElement> file = readXml(content.text());
    return file ? readKeePassDocument(*file, nullptr) : damaged("XML");
}

constexpr std::string_view Marks[] = { "<KeePassFile>", "<Entry>" };

} // namespace
} // namespace keepass_xml

const Format KeepassXml {
    .id = "keepass-xml",
    .program = "KeePass",
    .form = Form::Xml,
    .isEncrypted = false,
    .match = keepass_xml::match,
    .read = keepass_xml::read,
    .marks = keepass_xml::Marks,
};

} // namespace transfer::readers
