// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/okta/pending.h"

#include <algorithm>

namespace push::okta {

namespace {

namespace json = base::json;

constexpr std::size_t MostPending = 200;

} // namespace

std::optional<std::string> readEnvelope(const json::Value& envelope)
{
    for (const std::string prefix : { "", "okta." }) {
        const json::Value* const version = envelope.member(prefix + "payloadVersion");
        const json::Value* const challenge = envelope.member(prefix + "challenge");
        if (!version || !challenge)
            continue;
        if (version->text() != "IDXv1")
            return {};
        return challenge->text();
    }
    return {};
}

base::Result<std::vector<std::string>> readPendingList(std::string_view body)
{
    // A token may have 16 KiB; a list of as many as are kept fits.
    const json::Limits limits { MostPending * (Jws::LargestSize + 100), 10'000, 8 };
    const auto list = json::read(body, limits);
    if (!list)
        return list.error();
    if (!list->isArray())
        return base::Error { base::ErrorCode::NotUnderstood, "pending challenges are no list" };
    std::vector<std::string> tokens;
    for (const json::Value& item : list->items) {
        std::optional<std::string> token = readEnvelope(item);
        if (token && tokens.size() < MostPending)
            tokens.push_back(std::move(*token));
    }
    return tokens;
}

CheckedList checkPendingList(const std::vector<std::string>& tokens, const CheckContext& context)
{
    CheckedList checked;
    for (const std::string& token : tokens) {
        base::Result<Challenge, Refused> challenge = checkChallenge(token, context);
        if (!challenge) {
            checked.refused.push_back(challenge.error());
            continue;
        }
        const bool isKnown = std::ranges::any_of(checked.challenges, [&](const Challenge& other) {
            return other.transactionId == challenge->transactionId;
        });
        if (!isKnown)
            checked.challenges.push_back(std::move(*challenge));
    }
    std::ranges::stable_sort(checked.challenges, std::greater<>(), &Challenge::issuedAt);
    return checked;
}

} // namespace push::okta
