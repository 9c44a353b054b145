// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/enroll/offer.h"

#include <functional>
#include <string_view>

namespace enroll {

/// Classifies one text (of a code, a link, a paste of one line) of at most 64 KiB. An otpauth link
/// that is broken is the Error that names the field; text of no known kind is a TextOffer.
base::Result<Offer> recognise(std::string_view text);

/// One line of a text with several, in order.
struct LineResult
{
    int line; ///< from 1
    base::Result<Offer> offer;
    std::string_view text; ///< of this link, within what was read
};

/// The links in the text of one code: usually the text itself; each line where several of them
/// begin with a scheme, for some programs put all their accounts into one code. Within the text.
std::vector<std::string_view> linksIn(std::string_view text);

/// Reads a list of links: one a line; blank lines and lines starting with '#' are passed over.
std::vector<LineResult> recogniseLines(std::string_view text);
/// The same one after another: locked memory has no room for the secrets of a long list.
void recogniseEach(std::string_view text, const std::function<void(LineResult& line)>& take);

} // namespace enroll
