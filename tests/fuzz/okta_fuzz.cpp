// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// Whatever an organisation, or somebody in its place, may send: tokens, lists, documents, replies,
// codes. The key of the vectors is known, so that the three of them are accepted.

#include "core/base/origin.h"
#include "core/push/okta/activation.h"
#include "core/push/okta/answer.h"
#include "core/push/okta/client_tokens.h"
#include "core/push/okta/discovery.h"
#include "core/push/okta/enroll_messages.h"
#include "core/push/okta/pending.h"
#include "core/push/okta/server_fault.h"
#include "tests/support/okta_scene.h"

namespace {

void require(bool holds)
{
    if (!holds)
        __builtin_trap();
}

push::okta::CheckContext context(const push::okta::Enrolment& enrolment)
{
    return push::okta::CheckContext { .enrolment = enrolment,
        .key = [](std::string_view, std::string_view) { return &support::okta::vectorKey(); },
        .isAnswered = {},
        .now = base::fromUnixSeconds(1'760'000'012) };
}

void checkChallenge(std::string_view text)
{
    push::okta::Enrolment enrolment = support::okta::vectorEnrolment();
    enrolment.hasCiba = true;
    const auto challenge = push::okta::checkChallenge(text, context(enrolment));
    if (!challenge) {
        require(push::okta::nameOf(challenge.error().refusal)[0] != '\0');
        push::okta::errorOf(challenge.error());
        return;
    }
    require(push::okta::isOfOrganisation(enrolment, challenge->verificationAddress));
    require(challenge->options.size() != 1);
    // 512 characters, each shown as at most ten, and the mark of the cut.
    require(challenge->facts.application.size() <= 5121);
}

void checkList(std::string_view text)
{
    const auto tokens = push::okta::readPendingList(text);
    if (!tokens)
        return;
    require(tokens->size() <= 200);
    const push::okta::Enrolment enrolment = support::okta::vectorEnrolment();
    const auto checked = push::okta::checkPendingList(*tokens, context(enrolment));
    require(checked.challenges.size() + checked.refused.size() <= tokens->size());
}

/// Facts are read after a signature only; here they are read without one.
void checkFacts(std::string_view text)
{
    const auto value = base::json::read(text);
    if (!value)
        return;
    const auto facts = push::okta::readFacts(*value);
    require(facts.unusualActivities.size() <= 16);
}

void checkDocuments(std::string_view text)
{
    const std::string origin = "https://acme.example.com";
    if (const auto organisation = push::okta::readOrganisation(text))
        require(!organisation->id.empty());
    if (const auto authenticator = push::okta::readConfiguration(text))
        require(base::originOf(push::okta::enrolAddress(*authenticator, origin)) == origin);
    if (const auto authenticator = push::okta::readAuthenticators(text))
        require(!authenticator->id.empty());
    if (const auto openId = push::okta::readOpenIdConfiguration(text, origin, ""))
        require(openId->keys.empty() || openId->keys.size() >= origin.size());
    if (const auto keys = push::okta::readKeySet(text))
        for (const push::okta::OrganisationKey& key : *keys)
            require(key.key.modulus().size() >= 256);
    push::okta::keySetLifetime(text);
}

void checkReplies(std::string_view text)
{
    if (const auto reply = push::okta::readEnrolReply(text))
        require(!reply->id.empty() && !reply->pushId.empty());
    if (const auto reply = push::okta::readActivateReply(text))
        require(!reply->pushId.empty() || !reply->totpSecret.isEmpty());
    if (const auto token = push::okta::readAccessToken(text))
        require(!token->token.isEmpty());
    if (const auto enrolment = push::okta::readEnrolment(text))
        require(push::okta::readEnrolment(push::okta::writeEnrolment(*enrolment)).has_value());
    const auto fault = push::okta::readFault(400, text);
    push::okta::errorOf(fault);
    push::okta::isRejection(text);
    push::okta::pauseAfter(text, base::fromUnixSeconds(1000), 0);
    if (const auto ticket = push::okta::readTicket(text))
        require(!ticket->token.isEmpty() && !ticket->server.empty());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text = base::textOf({ data, size });
    checkChallenge(text);
    checkList(text);
    checkFacts(text);
    checkDocuments(text);
    checkReplies(text);
    return 0;
}
