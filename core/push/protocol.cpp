// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/protocol.h"

namespace push {

base::Result<std::unique_ptr<Procedure>> PushProtocol::change(
    const vault::Id& /*registration*/, RegistrationChange /*change*/)
{
    return base::Error { base::ErrorCode::Unsupported, "change of a registration" };
}

PushProtocol* findProtocol(const Protocols& protocols, std::string_view name)
{
    for (const auto& protocol : protocols) {
        if (protocol->name() == name)
            return protocol.get();
    }
    return nullptr;
}

bool showsTheSame(const Challenge& one, const Challenge& other)
{
    if (std::chrono::abs(one.created - other.created) > SameTime
        || std::chrono::abs(one.expires - other.expires) > SameTime)
        return false;
    const auto comparable = [](Challenge challenge) {
        challenge.created = {};
        challenge.expires = {};
        challenge.answering = {};
        for (Warning& warning : challenge.warnings) {
            if (warning.kind == WarningKind::ClockOff)
                warning.text.clear(); // by how much is an estimate, too
        }
        return challenge;
    };
    return comparable(one) == comparable(other);
}

std::string requestId(const Challenge& challenge)
{
    return base::toHex(challenge.hash).substr(0, 16);
}

} // namespace push
