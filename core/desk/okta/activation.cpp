// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/desk/okta/activation.h"

#include "core/base/json_members.h"
#include "core/desk/okta/links.h"

namespace desk::okta {

namespace json = base::json;

crypto::WipedBytes pictureLinkOf(const json::Value& resource)
{
    const json::Value& value = json::at(resource, { "_links", "qrcode" });
    const json::Value& first = value.isArray() && !value.items.empty() ? value.items[0] : value;
    const json::Value& address = json::at(first, { "href" });
    if (!address.isText())
        return {};
    crypto::WipedBytes link(address.source.size());
    link.resize(address.textInto({ reinterpret_cast<char*>(link.data()), link.size() }));
    return link;
}

base::Result<Activation> readActivation(const json::Value& object)
{
    Activation activation;
    activation.result = factorResultOf(object).value_or(FactorResult::Waiting);
    // An activation succeeds by becoming an active factor, never by this word.
    if (activation.result == FactorResult::Success)
        activation.result = FactorResult::Unknown;
    activation.expires = expiryOf(object);
    activation.picture = pictureLinkOf(object);
    activation.poll = addressOf(object, "poll");
    activation.restart = addressOf(object, "activate");
    auto codes = readCodeSecret(object);
    if (!codes)
        return codes.error();
    activation.codes = std::move(*codes);
    return activation;
}

Activation continued(Activation before, Activation reply)
{
    if (isFinal(reply.result))
        return reply;
    if (!reply.expires)
        reply.expires = before.expires;
    if (reply.picture.empty())
        reply.picture = std::move(before.picture);
    if (reply.poll.empty())
        reply.poll = std::move(before.poll);
    if (reply.restart.empty())
        reply.restart = std::move(before.restart);
    return reply;
}

} // namespace desk::okta
