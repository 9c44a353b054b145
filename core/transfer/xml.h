// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/wiped_bytes.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace transfer {

/// An element of an XML document, in the bytes it was read from: they must outlive it. Texts are
/// as they are written, with their entities.
struct XmlElement
{
    std::string_view name;
    std::vector<std::pair<std::string_view, std::string_view>> attributes;
    std::string_view text; ///< what stands before the first child
    std::vector<XmlElement> children;

    /// The first child of this name; null if there is none.
    const XmlElement* child(std::string_view name) const;
    /// Decoded; empty where it is missing.
    std::string attribute(std::string_view name) const;
    /// The text of the first child of this name, decoded; empty where it is missing. Not for
    /// secrets.
    std::string textOf(std::string_view name) const;
};

/// Reads a document into its root, by hand: Qt's reader leaves copies of the secrets behind, and
/// programs write little of what XML has. Nothing for what is not well-formed, for more than 64
/// elements in each other or a million with their attributes in all, and for a document type: no
/// entity is ever defined.
std::optional<XmlElement> readXml(std::string_view text);

/// The name of the root, without a look at what is in it; empty where no element begins.
std::string_view rootNameOf(std::string_view text);

/// Appends a text with its entities resolved; false where one is unknown.
bool appendXmlText(std::string_view text, std::string& out);
bool appendXmlText(std::string_view text, crypto::WipedBytes& out);

} // namespace transfer
