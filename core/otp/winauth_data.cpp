// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/otp/winauth_data.h"

#include "core/base/base64.h"
#include "core/base/percent.h"
#include "core/crypto/characters.h"

#include <algorithm>

namespace otp {

namespace {

using crypto::SecretBytes;

/// Takes the string literal that `json` begins with (after its quote) and leaves what follows it.
std::string_view takeLiteral(std::string_view& json)
{
    std::size_t end = 0;
    while (end < json.size() && json[end] != '"')
        end += json[end] == '\\' ? 2 : 1;
    end = std::min(end, json.size());
    const std::string_view literal = json.substr(0, end);
    json.remove_prefix(std::min(end + 1, json.size()));
    return literal;
}

void skipBlanks(std::string_view& json)
{
    json.remove_prefix(std::min(json.find_first_not_of(" \t\r\n"), json.size()));
}

/// The text of the member of that name of the outermost object; empty if there is none.
std::string_view memberOf(std::string_view json, std::string_view name)
{
    int depth = 0;
    while (!json.empty()) {
        const char c = json.front();
        json.remove_prefix(1);
        if (c == '{' || c == '[')
            ++depth;
        if (c == '}' || c == ']')
            --depth;
        if (c != '"')
            continue;
        const std::string_view literal = takeLiteral(json);
        skipBlanks(json);
        if (depth != 1 || literal != name || !json.starts_with(':'))
            continue;
        json.remove_prefix(1);
        skipBlanks(json);
        if (!json.starts_with('"'))
            return {};
        json.remove_prefix(1);
        return takeLiteral(json);
    }
    return {};
}

/// Undoes, in place, the escapes a Base64 text can have in JSON: \/ and \u00XX.
std::size_t unescape(std::span<char> text)
{
    std::size_t written = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::string_view rest(text.data() + i, text.size() - i);
        if (rest.starts_with("\\u00") && rest.size() >= 6) {
            const char escape[] = { '%', rest[4], rest[5] };
            char character[3];
            base::percentDecode({ escape, 3 }, base::Plus::IsPlus, character);
            text[written++] = character[0];
            i += 5;
            continue;
        }
        if (text[i] != '\\')
            text[written++] = text[i];
    }
    return written;
}

/// The text of a member of the JSON that the parameter is.
base::Result<SecretBytes> textOf(std::string_view encoded, std::string_view name)
{
    auto json = SecretBytes::ofSize(encoded.size());
    if (!json)
        return json;
    // A '+' is one of Base64: a blank would be skipped there and give another secret.
    json->truncate(base::percentDecode(encoded, base::Plus::IsPlus, charactersOf(*json)));
    auto text = SecretBytes::copyOf(memberOf(json->text(), name));
    if (text)
        text->truncate(unescape(charactersOf(*text)));
    return text;
}

} // namespace

base::Result<SecretBytes> winAuthSecret(std::string_view encoded)
{
    const auto text = textOf(encoded, "shared_secret");
    if (!text)
        return text.error();
    auto secret = SecretBytes::ofSize(text->size() * 3 / 4);
    if (!secret)
        return secret;
    const auto size = base::decodeBase64(text->text(), secret->bytes());
    secret->truncate(size ? *size : 0);
    return secret;
}

base::Result<SecretBytes> winAuthRecoveryCode(std::string_view encoded)
{
    return textOf(encoded, "revocation_code");
}

} // namespace otp
