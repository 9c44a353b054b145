// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/desk/okta/factor.h"

#include "core/base/json_members.h"
#include "core/desk/okta/links.h"

#include <algorithm>
#include <array>

namespace desk::okta {

namespace {

namespace json = base::json;

struct StatusRow
{
    std::string_view word;
    FactorStatus status;
};

constexpr std::array StatusRows = {
    StatusRow { "NOT_SETUP", FactorStatus::NotSetUp },
    StatusRow { "PENDING_ACTIVATION", FactorStatus::Pending },
    StatusRow { "ENROLLED", FactorStatus::Enrolled },
    StatusRow { "ACTIVE", FactorStatus::Active },
    StatusRow { "INACTIVE", FactorStatus::Inactive },
    StatusRow { "EXPIRED", FactorStatus::Expired },
    StatusRow { "DISABLED", FactorStatus::Disabled },
};

FactorStatus statusOf(const json::Value& object)
{
    const auto* const row =
        std::ranges::find(StatusRows, json::textOf(object, "status"), &StatusRow::word);
    return row == StatusRows.end() ? FactorStatus::Untold : row->status;
}

/// Put together from the places where the vendor has its parts.
base::Result<std::optional<Activation>> activationOf(const json::Value& factor)
{
    const json::Value& object = json::at(factor, { "_embedded", "activation" });
    const std::string poll = addressOf(factor, "poll");
    if (!object.isObject() && poll.empty())
        return std::optional<Activation>();
    auto activation = readActivation(object);
    if (!activation)
        return activation.error();
    if (!poll.empty())
        activation->poll = poll;
    if (activation->restart.empty())
        activation->restart = addressOf(factor, "activate");
    for (const json::Value* place : { &json::at(factor, { "_embedded" }), &factor }) {
        if (activation->picture.empty())
            activation->picture = pictureLinkOf(*place);
    }
    return std::optional(std::move(*activation));
}

bool isOfVendorsApp(const FactorKind& kind)
{
    const bool hasCodes = kind == FactorKind { "token:software:totp", "OKTA" };
    return kind.type == "push" || kind.type == "signed_nonce" || hasCodes;
}

} // namespace

base::Result<Factor> readFactor(const json::Value& object)
{
    Factor factor;
    factor.id = json::textOf(object, "id");
    factor.kind = { json::textOf(object, "factorType"), json::textOf(object, "provider") };
    if (factor.kind.type.empty())
        return base::Error { base::ErrorCode::NotUnderstood, "factor without a type" };
    factor.vendor = shownMember(object, "vendorName");
    if (factor.vendor.isEmpty())
        factor.vendor = shownText(factor.kind.provider);
    factor.status = statusOf(object);
    const json::Value& profile = json::at(object, { "profile" });
    factor.account = shownMember(profile, "credentialId");
    factor.device = shownMember(profile, "name");
    factor.self = addressOf(object, "self");
    factor.verify = addressOf(object, "verify");
    auto activation = activationOf(object);
    if (!activation)
        return activation.error();
    factor.activation = std::move(*activation);
    return factor;
}

base::Result<Factor> readFactor(std::string_view body)
{
    const auto object = json::read(body);
    if (!object)
        return object.error();
    return readFactor(*object);
}

base::Result<std::vector<Factor>> readFactors(std::string_view body)
{
    constexpr std::size_t Most = 200;
    const auto list = json::read(body);
    if (!list)
        return list.error();
    if (!list->isArray())
        return base::Error { base::ErrorCode::NotUnderstood, "factors are no list" };
    std::vector<Factor> factors;
    for (const json::Value& item : list->items) {
        auto factor = readFactor(item);
        if (factor && factors.size() < Most)
            factors.push_back(std::move(*factor));
        else if (!factor && factor.error().code != base::ErrorCode::NotUnderstood)
            return factor.error();
    }
    return factors;
}

std::vector<std::string> removedWith(const std::vector<Factor>& factors, const Factor& deleted)
{
    const bool hasCompany = deleted.kind.type == "push" || deleted.kind.type == "signed_nonce";
    std::vector<std::string> removed;
    for (const Factor& factor : factors) {
        if (factor.id.empty())
            continue;
        if (factor.id == deleted.id || (hasCompany && isOfVendorsApp(factor.kind)))
            removed.push_back(factor.id);
    }
    return removed;
}

} // namespace desk::okta
