// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/desk/okta/activation_reply.h"

#include "core/base/json_members.h"

namespace desk::okta {

namespace json = base::json;

base::Result<ActivationReply> readActivationReply(std::string_view body)
{
    if (body.empty())
        return ActivationReply(Activation());
    const auto object = json::read(body);
    if (!object)
        return object.error();
    if (!object->isObject())
        return base::Error { base::ErrorCode::NotUnderstood, "activation is no object" };
    const bool isFactor = !factorResultOf(*object) && json::at(*object, { "factorType" }).isText();
    if (!isFactor) {
        auto activation = readActivation(*object);
        if (!activation)
            return activation.error();
        return ActivationReply(std::move(*activation));
    }
    auto factor = readFactor(*object);
    if (!factor)
        return factor.error();
    if (factor->status == FactorStatus::Pending && factor->activation)
        return ActivationReply(std::move(*factor->activation));
    return ActivationReply(std::move(*factor));
}

} // namespace desk::okta
