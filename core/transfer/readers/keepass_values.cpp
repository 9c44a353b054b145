// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/readers/keepass_values.h"

#include "core/base/base64.h"
#include "core/base/link.h"

#include <algorithm>

namespace transfer::readers {

namespace keepass_values {
namespace {

constexpr std::string_view Blanks = " \t\r\n";
constexpr std::string_view Alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

bool isProtected(const XmlElement& element)
{
    return !element.attributes.empty()
        && base::asciiLower(element.attribute("Protected")) == "true";
}

/// How many bytes a text in Base64 stands for; nothing where it is none.
std::optional<std::uint64_t> sizeOfBase64(std::string_view text)
{
    std::uint64_t digits = 0;
    for (const char c : text) {
        if (Alphabet.find(c) != std::string_view::npos)
            ++digits;
        else if (c != '=' && Blanks.find(c) == std::string_view::npos)
            return std::nullopt;
    }
    return digits % 4 == 1 ? std::nullopt : std::optional(digits * 3 / 4);
}

} // namespace
} // namespace keepass_values

std::optional<KeePassValues> KeePassValues::of(
    const XmlElement& document, const crypto::KeyStream* stream)
{
    KeePassValues values(stream);
    return values.findPlaces(document) ? std::optional(std::move(values)) : std::nullopt;
}

/// As deep as a document that readXml() takes.
bool KeePassValues::findPlaces(const XmlElement& element)
{
    if (keepass_values::isProtected(element)) {
        const std::optional<std::uint64_t> size = keepass_values::sizeOfBase64(element.text);
        if (!size || !m_stream)
            return false;
        m_places.emplace(&element, m_end);
        m_end += *size;
    }
    return std::ranges::all_of(
        element.children, [this](const XmlElement& child) { return findPlaces(child); });
}

base::Result<crypto::WipedBytes> KeePassValues::read(const XmlElement& value) const
{
    crypto::WipedBytes text;
    if (!appendXmlText(value.text, text))
        return base::Error { base::ErrorCode::Damaged, "KeePass", { "XML" } };
    const auto place = m_places.find(&value);
    if (place == m_places.end())
        return text;
    crypto::WipedBytes plain(text.size() * 3 / 4);
    const auto size = base::decodeBase64(base::textOf(text), plain);
    if (!size)
        return size.error();
    plain.resize(*size);
    const auto applied = m_stream->apply(place->second, plain);
    return applied ? base::Result<crypto::WipedBytes>(std::move(plain)) : applied.error();
}

} // namespace transfer::readers
