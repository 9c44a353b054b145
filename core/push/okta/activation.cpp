// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/okta/activation.h"

#include "core/base/link.h"
#include "core/base/origin.h"
#include "core/crypto/characters.h"

namespace push::okta {

namespace {

bool isLoopback(std::string_view host)
{
    const bool isIpv4 =
        host.starts_with("127.") && host.find_first_not_of("0123456789.") == std::string_view::npos;
    return host == "localhost" || host == "[::1]" || isIpv4;
}

bool isAddressLiteral(std::string_view host)
{
    return host.starts_with('[') || host.find_first_not_of("0123456789.") == std::string_view::npos;
}

/// Whether an undocumented activation may contact the address that gave this origin.
bool isAllowed(const base::Link& address, std::string_view origin)
{
    std::string_view host = origin.substr(origin.find("://") + 3);
    const std::size_t colon = host.rfind(':');
    const bool hasPort = colon != std::string_view::npos && host.find(']', colon) == host.npos;
    if (hasPort)
        host = host.substr(0, colon);
    const bool hasPath = !address.path.empty() || !address.query.empty();
    if (hasPath)
        return false;
    return isLoopback(host) || (!hasPort && !isAddressLiteral(host));
}

/// Decoded into locked memory; a '+' in a ticket is a '+'.
base::Result<crypto::SecretBytes> readToken(const std::vector<base::LinkParameter>& parameters)
{
    const base::LinkParameter* const parameter = base::findParameter(parameters, "t");
    if (!parameter || parameter->value.empty())
        return base::Error { base::ErrorCode::MissingField, "Okta code", { "t" } };
    auto token = crypto::SecretBytes::ofSize(parameter->value.size());
    if (!token)
        return token;
    token->truncate(
        base::percentDecode(parameter->value, base::Plus::IsPlus, crypto::charactersOf(*token)));
    // It becomes part of a header.
    for (const char c : token->text()) {
        if (c <= ' ' || c >= '\x7f')
            return base::Error { base::ErrorCode::InvalidField, "ticket of an Okta code", { "t" } };
    }
    return token;
}

} // namespace

base::Result<ActivationTicket> readTicket(std::string_view text)
{
    const auto recognised = readLink(text);
    if (!recognised)
        return recognised.error();
    const auto* const activation = std::get_if<Activation>(&*recognised);
    const auto link = base::splitLink(base::trimmedLink(text));
    if (!activation || !link)
        return base::Error { base::ErrorCode::NotRecognised, "Okta code" };
    const auto parameters = base::linkParameters(link->query);
    const auto address = base::singleValue(parameters, "s", base::Plus::IsPlus);
    if (!address)
        return address.error();
    ActivationTicket ticket;
    ticket.server = activation->server.toStdString();
    const auto parts = base::splitLink(*address);
    if (!parts || !isAllowed(*parts, ticket.server))
        return base::Error { base::ErrorCode::InvalidField, "server of an Okta code",
            { "s", base::shownPart(*address), "https://" } };
    ticket.account = activation->account;
    if (base::findParameter(parameters, "f")) {
        const auto factor = base::singleValue(parameters, "f", base::Plus::IsPlus);
        if (!factor)
            return factor.error();
        ticket.factorId = *factor;
    }
    auto token = readToken(parameters);
    if (!token)
        return token.error();
    ticket.token = std::move(*token);
    return ticket;
}

} // namespace push::okta
