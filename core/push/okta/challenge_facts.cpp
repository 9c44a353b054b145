// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/link.h"
#include "core/base/percent.h"
#include "core/push/okta/challenge_check.h"
#include "core/push/okta/members.h"

#include <QByteArrayView>

#include <algorithm>
#include <arpa/inet.h>
#include <array>

namespace push::okta {

namespace {

namespace json = base::json;

/// What systems call themselves; names, the same in every language.
struct SystemName
{
    std::string_view word;
    const char* name;
};
constexpr std::array SystemNames = {
    SystemName { "android", "Android" },
    SystemName { "chrome_os", "ChromeOS" },
    SystemName { "ios", "iOS" },
    SystemName { "ipados", "iPadOS" },
    SystemName { "linux", "Linux" },
    SystemName { "mac_os_x", "macOS" },
    SystemName { "macos", "macOS" },
    SystemName { "unknown", "" },
    SystemName { "windows", "Windows" },
};

QString systemName(const std::string& word)
{
    const std::string lower = base::asciiLower(word);
    const auto* const row = std::ranges::find(SystemNames, lower, &SystemName::word);
    return row == SystemNames.end() ? shownText(word) : QString::fromLatin1(row->name);
}

QString placeName(const std::string& place)
{
    return hasWord(place, "unknown location") ? QString() : shownText(place).trimmed();
}

/// Decoded once; a text whose escapes are none is meant as it stands ("100% sure").
QString bindingMessage(const std::string& message)
{
    for (std::size_t i = message.find('%'); i != std::string::npos; i = message.find('%', i + 1)) {
        const std::string_view digits = std::string_view(message).substr(i + 1, 2);
        if (digits.size() < 2 || !base::fromHex(digits))
            return shownText(message);
    }
    const std::string decoded = base::percentDecoded(message, base::Plus::IsPlus);
    const QByteArrayView bytes(decoded.data(), static_cast<qsizetype>(decoded.size()));
    return shownText(bytes.isValidUtf8() ? decoded : message);
}

QStringList activities(const json::Value& context)
{
    constexpr qsizetype Most = 16;
    QStringList shown;
    for (const std::string& text : json::textsOf(context, "unusualActivitiesTextItems")) {
        if (!text.empty() && shown.size() < Most)
            shown += shownText(text);
    }
    return shown;
}

/// In the spelling of inet_ntop, so that two spellings of one address compare equal.
std::optional<std::string> readAddress(const std::string& text)
{
    std::array<std::uint8_t, sizeof(in6_addr)> bytes = {};
    std::array<char, INET6_ADDRSTRLEN> spelled = {};
    if (text.find('\0') != std::string::npos)
        return {};
    for (const int family : { AF_INET, AF_INET6 }) {
        if (::inet_pton(family, text.c_str(), bytes.data()) == 1
            && ::inet_ntop(family, bytes.data(), spelled.data(), spelled.size()))
            return std::string(spelled.data());
    }
    return {};
}

std::optional<SignInClient> readClient(const json::Value& context)
{
    const json::Value& member = at(context, { "countersignClient" });
    if (!member.isObject())
        return {};
    SignInClient client;
    client.address = readAddress(json::textOf(member, "address"));
    if (const auto userAgent = at(member, { "userAgent" }).text())
        client.userAgent = shownText(*userAgent);
    return client;
}

} // namespace

ChallengeFacts readFacts(const json::Value& claims)
{
    const json::Value& context = at(claims, { "challengeContext" });
    ChallengeFacts facts;
    facts.application = shownText(json::textOf(claims, "appInstanceName"));
    facts.system = systemName(json::textOf(context, "clientOS"));
    facts.place = placeName(json::textOf(context, "clientLocation"));
    facts.placeInNotification = !facts.place.isEmpty()
        && at(context, { "showUserLocationInNotification" }).boolean().value_or(false);
    facts.transactionTime = shownText(json::textOf(context, "transactionTime"));
    if (hasWord(json::textOf(context, "transactionType"), "ciba"))
        facts.transaction = TransactionType::Ciba;
    facts.bindingMessage = bindingMessage(json::textOf(context, "bindingMessage"));
    const std::string risk = json::textOf(context, "riskLevel");
    facts.risk = hasWord(risk, "none") ? QString() : shownText(risk);
    facts.unusualActivities = activities(context);
    facts.client = readClient(context);
    return facts;
}

} // namespace push::okta
