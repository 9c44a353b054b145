// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/desk/okta/transaction.h"

#include "core/base/json_members.h"
#include "core/desk/okta/links.h"

namespace desk::okta {

namespace json = base::json;

base::Result<Transaction> readTransaction(std::string_view body)
{
    if (body.empty())
        return Transaction();
    const auto object = json::read(body);
    if (!object)
        return object.error();
    if (!object->isObject())
        return base::Error { base::ErrorCode::NotUnderstood, "transaction is no object" };
    Transaction transaction;
    transaction.result = factorResultOf(*object).value_or(FactorResult::Waiting);
    transaction.expires = expiryOf(*object);
    transaction.account = shownMember(json::at(*object, { "profile" }), "credentialId");
    transaction.correctAnswer = correctAnswerOf(*object);
    transaction.poll = addressOf(*object, "poll");
    transaction.cancel = addressOf(*object, "cancel");
    return transaction;
}

Transaction continued(const Transaction& before, Transaction reply)
{
    if (reply.account.isEmpty())
        reply.account = before.account;
    if (isFinal(reply.result))
        return reply;
    if (!reply.expires)
        reply.expires = before.expires;
    if (reply.poll.empty())
        reply.poll = before.poll;
    if (reply.cancel.empty())
        reply.cancel = before.cancel;
    return reply;
}

} // namespace desk::okta
