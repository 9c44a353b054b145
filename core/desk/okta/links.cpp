// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/desk/okta/links.h"

#include "core/base/json_members.h"

namespace desk::okta {

namespace json = base::json;

std::vector<Link> linksOf(const json::Value& resource, std::string_view relation)
{
    constexpr std::size_t Most = 16;
    const json::Value& value = json::at(resource, { "_links", relation });
    const std::vector<json::Value> one { value };
    std::vector<Link> links;
    for (const json::Value& link : value.isArray() ? value.items : one) {
        std::string address = json::textOf(link, "href");
        if (!address.empty() && links.size() < Most)
            links.push_back({ json::textOf(link, "name"), std::move(address) });
    }
    return links;
}

std::string addressOf(const json::Value& resource, std::string_view relation)
{
    const std::vector<Link> links = linksOf(resource, relation);
    return links.empty() ? std::string() : links.front().address;
}

QString shownMember(const json::Value& object, std::string_view name)
{
    return shownText(json::textOf(object, name));
}

std::optional<QString> correctAnswerOf(const json::Value& resource)
{
    const json::Value& answer = json::at(resource, { "_embedded", "challenge", "correctAnswer" });
    if (const auto number = answer.integer())
        return QString::number(*number);
    const auto text = answer.text();
    if (!text || text->empty())
        return {};
    return shownText(*text);
}

} // namespace desk::okta
