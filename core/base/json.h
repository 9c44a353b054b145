// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// JSON of servers, read strictly (RFC 8259) and written compactly. Qt's reader keeps one of two
/// members of a name without a word, so that two readers of one signed text may see different
/// things; and it copies every text, also a secret one, into memory that nobody wipes.
namespace base::json {

enum class Kind { Null, Boolean, Number, Text, Array, Object };

/// One value, in the bytes it was read from: they must outlive it. Texts are decoded where they are
/// asked for, numbers keep their digits (no detour over floating point, which is exact below 2^53
/// only).
struct Value
{
    Kind kind = Kind::Null;
    std::string_view
        source = {}; ///< digits; true or false; what stands between the quotes of a text
    std::vector<std::string> names = {}; ///< of an object, decoded, in the order of the text
    std::vector<Value> items = {}; ///< of an array; of an object, as the names

    /// Null unless this is an object with that member.
    const Value* member(std::string_view name) const;

    bool isText() const { return kind == Kind::Text; }
    bool isArray() const { return kind == Kind::Array; }
    bool isObject() const { return kind == Kind::Object; }

    std::optional<std::string> text() const; ///< UTF-8
    std::optional<bool> boolean() const;
    std::optional<std::int64_t> integer() const; ///< without fraction and exponent

    /// Decodes a text into memory of the caller, for secrets: `out` must hold source.size() bytes.
    /// Returns how many were written.
    std::size_t textInto(std::span<char> out) const;
};

/// What a text of others may cost.
struct Limits
{
    std::size_t bytes = std::size_t { 1 } << 20;
    std::size_t values = 50'000;
    int depth = 32;
    /// Half a character beyond the first 65,536 (RFC 8259, 8.2), which programs write that cut a
    /// name in the middle of one: it is read as U+FFFD. Servers' texts have none.
    bool takesHalfCharacters = false;
};

/// The value that is the whole text, white space around it aside. NotUnderstood for anything that
/// is not JSON in UTF-8, and for an object with two members of one name, however they are escaped;
/// TooLarge beyond a limit.
Result<Value> read(std::string_view text, const Limits& limits = {});

/// The members of an object by name, empty where they are missing or of another kind.
std::string textOf(const Value& object, std::string_view name);
std::vector<std::string> textsOf(const Value& object, std::string_view name);

/// Writes JSON without white space, in the order of the calls, to the end of a text: a std::string,
/// or where there are secrets in it a buffer that is wiped (WipedJson of core/transfer). What the
/// members do is in core/base/json_writer.h.
template <typename Text> class BasicWriter
{
public:
    BasicWriter& beginObject() { return open('{'); }
    BasicWriter& endObject() { return close('}'); }
    BasicWriter& beginArray() { return open('['); }
    BasicWriter& endArray() { return close(']'); }
    BasicWriter& name(std::string_view name); ///< of the member whose value comes next
    BasicWriter& text(std::string_view utf8);
    BasicWriter& integer(std::int64_t number);
    BasicWriter& boolean(bool value);
    BasicWriter& null();

    BasicWriter& member(std::string_view name, std::string_view utf8);
    BasicWriter& member(std::string_view name, const char* utf8)
    {
        return member(name, std::string_view(utf8));
    }
    BasicWriter& member(std::string_view name, std::int64_t number);
    BasicWriter& member(std::string_view name, bool value);
    BasicWriter& member(std::string_view name, const std::vector<std::string>& texts);

    const Text& written() const { return m_text; }
    Text take() { return std::move(m_text); } ///< what was written; the writer is done with

private:
    BasicWriter& open(char bracket);
    BasicWriter& close(char bracket);
    void separate();
    void append(std::string_view characters);
    void appendEscaped(std::string_view utf8);

    Text m_text;
    bool m_needsComma = false;
};

using Writer = BasicWriter<std::string>;
extern template class BasicWriter<std::string>;

} // namespace base::json
