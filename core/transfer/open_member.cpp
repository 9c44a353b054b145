// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/open_member.h"

#include "core/transfer/archive.h"

namespace transfer {

Outcome<Content> openMember(const Content& archive, const std::string& name, const Request& request)
{
    if (request.stop.stop_requested())
        return Failure { .refusal = Refusal::Cancelled };
    Outcome<crypto::WipedBytes> bytes = readMember(archive.bytes(), name, request.passphrase);
    if (!bytes)
        return bytes.error();
    return Content(std::move(*bytes));
}

} // namespace transfer
