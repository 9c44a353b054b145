// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// Whatever an organisation, or somebody in its place, may answer to a desk that verifies its users.

#include "core/desk/okta/activation_picture.h"
#include "core/desk/okta/activation_reply.h"
#include "core/desk/okta/code_reply.h"
#include "core/desk/okta/sign_in.h"
#include "core/desk/okta/transaction.h"

namespace {

using desk::okta::Activation;
using desk::okta::FactorResult;

void require(bool holds)
{
    if (!holds)
        __builtin_trap();
}

void checkCodes(const Activation& activation)
{
    if (!activation.codes)
        return;
    require(!activation.codes->secret.isEmpty());
    require(activation.codes->period > 0 && activation.codes->period <= 3600);
    require(activation.codes->digits >= 6 && activation.codes->digits <= 10);
}

void checkFactors(std::string_view text)
{
    const auto factors = desk::okta::readFactors(text);
    if (!factors)
        return;
    require(factors->size() <= 200);
    for (const desk::okta::Factor& factor : *factors) {
        require(!factor.kind.type.empty());
        // 512 characters, each shown as at most ten, and the mark of the cut.
        require(factor.device.size() <= 5121);
        require(desk::okta::removedWith(*factors, factor).size() <= factors->size());
        if (factor.activation)
            checkCodes(*factor.activation);
    }
}

void checkActivation(std::string_view text)
{
    auto reply = desk::okta::readActivationReply(text);
    if (!reply)
        return;
    if (auto* const activation = std::get_if<Activation>(&*reply)) {
        require(activation->result != FactorResult::Success);
        checkCodes(*activation);
        const FactorResult result = activation->result;
        require(continued({}, std::move(*activation)).result == result);
        return;
    }
    require(!std::get<desk::okta::Factor>(*reply).kind.type.empty());
}

void checkTransaction(std::string_view text)
{
    const auto transaction = desk::okta::readTransaction(text);
    if (!transaction)
        return;
    // A success says so in these letters, whatever else there is.
    if (transaction->result == FactorResult::Success)
        require(text.find("factorResult") != text.npos || text.find('\\') != text.npos);
    desk::okta::Transaction before;
    before.poll = "before";
    const bool isFinal = desk::okta::isFinal(transaction->result);
    require(isFinal || !continued(before, *transaction).poll.empty());
}

void checkSignIn(std::string_view text)
{
    const auto signIn = desk::okta::readSignIn(text);
    if (!signIn)
        return;
    require(signIn->factors.size() <= 200);
    if (signIn->state == desk::okta::SignInState::Success)
        require(!signIn->sessionToken.isEmpty());
}

void checkErrors(std::string_view text)
{
    const desk::okta::ApiError error = desk::okta::readApiError(403, text);
    require(error.status == 403 && error.summary.size() <= 5121);
    desk::okta::meaningOf(error, desk::okta::Api::Factors);
    require(!desk::okta::errorOf(error).arguments.empty());
    const auto verdict = desk::okta::readCodeReply(text);
    require(!verdict || base::json::read(text).has_value());
}

void checkPicture(std::string_view text)
{
    const auto picture = desk::okta::pictureOf(text);
    require(!picture || (desk::okta::isDataLink(text) && picture->size() < text.size()));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text = base::textOf({ data, size });
    checkFactors(text);
    checkFactors("[" + std::string(text) + "]");
    checkActivation(text);
    checkTransaction(text);
    checkSignIn(text);
    checkErrors(text);
    checkPicture(text);
    return 0;
}
