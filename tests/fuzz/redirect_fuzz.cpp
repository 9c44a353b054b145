// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// Whatever any program and any page of this computer may say to the port on which the browser is
// awaited after a sign-in.

#include "core/base/bytes.h"
#include "core/push/okta/redirect_request.h"

namespace {

constexpr quint16 Port = 28437;

void require(bool holds)
{
    if (!holds)
        __builtin_trap();
}

void checkQuery(const QByteArray& query)
{
    push::okta::stateIn(query);
    const auto reply = push::okta::readSignInReply(query);
    if (!reply)
        return;
    require(reply->code.isEmpty() != reply->error.empty());
    require(reply->description.size() <= 512);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using Kind = push::okta::Visit::Kind;
    const QByteArray text(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const auto visit = push::okta::readVisit(text, Port);
    require(visit.kind == Kind::Answer || visit.query.isEmpty());
    if (visit.kind == Kind::Answer || visit.kind == Kind::SignedIn) {
        require(text.trimmed().startsWith("GET /countersign/"));
        require(text.contains("127.0.0.1:28437"));
        // The same request under another port's name is not one of ours.
        require(push::okta::readVisit(text, Port + 1).kind == Kind::WrongHost);
    }
    checkQuery(visit.query);
    checkQuery(text);
    return 0;
}
