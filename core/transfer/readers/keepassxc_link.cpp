// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/readers/keepassxc_link.h"

#include <algorithm>
#include <string_view>

namespace transfer::readers {

void mendKeePassXcSecret(std::span<char> link)
{
    const std::string_view text(link.data(), link.size());
    const std::size_t query = text.find('?');
    std::size_t at = text.find("secret=", std::min(query, text.size()));
    for (; at < link.size() && link[at] != '&'; ++at) {
        if (link[at] == '%')
            at += 2; // an escape keeps its digits
        else if (link[at] == '0')
            link[at] = 'O';
        else if (link[at] == '1')
            link[at] = 'L';
        else if (link[at] == '8')
            link[at] = 'B';
    }
}

void dropKeePassXcWords(const otp::Names& login, otp::Entry& entry)
{
    if (entry.issuer == u"KeePassXC")
        entry.issuer = login.issuer;
    if (entry.name == u"none")
        entry.name = login.name;
}

} // namespace transfer::readers
