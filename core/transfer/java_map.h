// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/bytes.h"

#include <deque>
#include <optional>
#include <unordered_map>
#include <utility>

namespace transfer {

/// A java.util.HashMap<String, String> as Java's serialisation writes it. Not for secrets.
struct JavaMap
{
    std::deque<std::string> texts; ///< UTF-8, each once however often it is referred to
    std::vector<std::pair<std::string_view, std::string_view>> members; ///< into the texts

    JavaMap() = default;
    JavaMap(JavaMap&&) = default; // a deque keeps its texts where they are
    JavaMap& operator=(JavaMap&&) = default;
    JavaMap(const JavaMap&) = delete;
    JavaMap& operator=(const JavaMap&) = delete;
    ~JavaMap() = default;

    /// The first of this name; null if there is none.
    const std::string_view* find(std::string_view name) const;
    std::unordered_map<std::string_view, std::size_t> firsts; ///< of the members, by name
};

/// Whether bytes begin as any object that Java has serialised.
bool beginsAsJava(base::ByteView bytes);

/// Reads one; nothing where it is another object, is cut off or holds anything but texts.
std::optional<JavaMap> readJavaMap(base::ByteView bytes);

} // namespace transfer
