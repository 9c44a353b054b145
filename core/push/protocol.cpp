// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/protocol.h"

namespace push {

PushProtocol* findProtocol(const Protocols& protocols, std::string_view name)
{
    for (const auto& protocol : protocols) {
        if (protocol->name() == name)
            return protocol.get();
    }
    return nullptr;
}

std::string requestId(const Challenge& challenge)
{
    return base::toHex(challenge.hash).substr(0, 16);
}

} // namespace push
