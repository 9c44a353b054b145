// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "app/cli/wiped_text.h"

#include <concepts>

namespace cli {

/// Writes one JSON document (RFC 8259) member by member, in the order of the calls. Not
/// QJsonDocument: that keeps numbers as doubles, shares its strings, and secrets that a call wishes
/// to see would stay in memory. Control characters and those that turn the direction of writing are
/// escaped, so that a document is harmless on a terminal too.
class JsonWriter
{
public:
    explicit JsonWriter(WipedText& out) : m_out(out) { }

    void beginObject() { open('{'); }
    void endObject() { close('}'); }
    void beginArray() { open('['); }
    void endArray() { close(']'); }

    /// The name of the member whose value comes next. Names are ASCII without quotes.
    JsonWriter& key(std::string_view name);

    void value(const QString& text);
    void value(std::string_view utf8); ///< bytes that are no UTF-8 become U+FFFD
    void value(bool truth);
    void null();
    template <std::integral Number>
    requires(!std::same_as<Number, bool>) void value(Number number)
    {
        separate();
        m_out << std::string_view(std::to_string(number));
        m_separate = true;
    }

    template <typename T> void member(std::string_view name, const T& content)
    {
        key(name).value(content);
    }
    /// A character array would become a truth value.
    void member(std::string_view name, const char* content)
    {
        key(name).value(std::string_view(content));
    }

private:
    void open(char bracket);
    void close(char bracket);
    void separate();

    WipedText& m_out;
    bool m_separate = false; ///< a comma belongs before the next value
};

} // namespace cli
