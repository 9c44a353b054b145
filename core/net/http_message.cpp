// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/net/http_message.h"

#include <algorithm>

namespace net {

const std::string* HttpResponse::header(std::string_view name) const
{
    const auto found = std::ranges::find(headers, name, &Header::name);
    return found == headers.end() ? nullptr : &found->value;
}

} // namespace net
