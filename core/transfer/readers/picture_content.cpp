// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/readers/picture_content.h"

#include "core/base/link.h"
#include "core/transfer/link_list.h"

#include <algorithm>

namespace transfer::readers {

bool hasPictureCode(const Content& content, std::string_view scheme)
{
    const base::Result<PictureTexts>* const texts = content.picture();
    return texts && *texts
        && std::ranges::any_of(**texts, [scheme](const crypto::WipedBytes& text) {
               return base::startsWithIgnoringCase(base::trimmedLink(base::textOf(text)), scheme);
           });
}

Outcome<Imported> readPictureCodes(const Content& content, const Request& /*request*/)
{
    const base::Result<PictureTexts>& texts = *content.picture();
    if (!texts)
        return pictureFailure(texts.error());
    crypto::WipedBytes lines;
    for (const crypto::WipedBytes& text : *texts) {
        lines.insert(lines.end(), text.begin(), text.end());
        lines.push_back('\n');
    }
    return readLinks(base::textOf(lines));
}

} // namespace transfer::readers
