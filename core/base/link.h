// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/percent.h"
#include "core/base/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace base {

/// A link cut into its pieces as text, still percent-encoded; views into the link. Cut by hand
/// because URL classes lower-case what stands in the host's place, drop colons and refuse links
/// that authenticators nevertheless meet.
struct Link
{
    std::string scheme; ///< lower-case
    std::string_view authority; ///< between "://" and the first '/' or '?'
    std::string_view path; ///< from that '/' (excluded) to the first '?'
    bool hasPath = false; ///< there was a '/'
    std::string_view beforeQuery; ///< authority and path in one, as written
    std::string_view query; ///< after the first '?', up to a '#'
};

/// nullopt if the text has no scheme followed by "://".
std::optional<Link> splitLink(std::string_view text);

/// One parameter of a query; an item without '=' has no value.
struct LinkParameter
{
    std::string name; ///< lower-case, decoded
    std::string nameAsWritten; ///< decoded
    std::string_view value; ///< still encoded
    bool hasValue = false; ///< there was a '='
};

/// The parameters in order, split at '&' and the first '='; empty items are left out.
std::vector<LinkParameter> linkParameters(std::string_view query);

/// The first parameter of that (lower-case) name.
const LinkParameter* findParameter(
    const std::vector<LinkParameter>& parameters, std::string_view name);

/// Whether a parameter is there, not empty, and only once; MissingField or ConflictingField with
/// its name.
Result<void> checkSingle(const std::vector<LinkParameter>& parameters, std::string_view name);

/// The decoded value of such a parameter. Not for secrets.
Result<std::string> singleValue(
    const std::vector<LinkParameter>& parameters, std::string_view name, Plus plus);

/// The beginning of a value, for an error: thousands of characters help nobody to find a mistake.
std::string shownPart(std::string_view value);

/// Without what copying a link adds at its ends: white space, a byte order mark, characters of no
/// width, and one pair of quotes or angle brackets.
std::string_view trimmedLink(std::string_view text);

/// Lower-case by ASCII rules, whatever the locale. Not for texts that may hold a secret.
std::string asciiLower(std::string_view text);

/// Whether the text begins with `prefix` (given in lower case), ignoring ASCII case.
bool startsWithIgnoringCase(std::string_view text, std::string_view prefix);

/// Whether `piece` (given in lower case) stands anywhere in the text, ignoring ASCII case.
bool containsIgnoringCase(std::string_view text, std::string_view piece);

} // namespace base
