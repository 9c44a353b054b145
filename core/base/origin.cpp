// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/origin.h"

#include "core/base/link.h"

#include <QString>
#include <QUrl>

#include <algorithm>
#include <charconv>

namespace base {

namespace {

bool isDigits(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool isHostLabel(std::string_view label)
{
    constexpr std::string_view Allowed =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    return !label.empty() && label.size() <= 63 && label.front() != '-' && label.back() != '-'
        && label.find_first_not_of(Allowed) == std::string_view::npos;
}

bool isIpv6(std::string_view host)
{
    return host.size() > 4 && host.starts_with('[') && host.ends_with(']')
        && host.substr(1, host.size() - 2).find_first_not_of("0123456789abcdef:.")
        == std::string_view::npos;
}

/// The host in lower-case ASCII; empty if it is none.
std::string asciiHost(std::string_view host)
{
    const auto isAscii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
    std::string name = asciiLower(host);
    if (!std::ranges::all_of(host, isAscii))
        name = QUrl::toAce(QString::fromUtf8(host.data(), static_cast<qsizetype>(host.size())))
                   .toStdString();
    if (name.ends_with('.'))
        name.pop_back();
    return isIpv6(name) || isHostName(name) ? name : std::string();
}

bool isLoopback(std::string_view host)
{
    const bool isIpv4 =
        host.starts_with("127.") && host.find_first_not_of("0123456789.") == std::string_view::npos;
    return host == "localhost" || host == "[::1]" || isIpv4;
}

struct Authority
{
    std::string_view host;
    std::string_view port; ///< empty: none given
};

Authority splitAuthority(std::string_view authority)
{
    const std::size_t colon = authority.rfind(':');
    const std::size_t bracket = authority.rfind(']');
    if (colon == std::string_view::npos || (bracket != std::string_view::npos && colon < bracket))
        return { authority, {} };
    return { authority.substr(0, colon), authority.substr(colon + 1) };
}

/// The port as a number; 0 if it is none.
int portNumber(std::string_view text)
{
    int port = 0;
    if (!isDigits(text) || text.size() > 5)
        return 0;
    std::from_chars(text.data(), text.data() + text.size(), port);
    return port <= 65535 ? port : 0;
}

} // namespace

bool isHostName(std::string_view text)
{
    if (text.empty() || text.size() > 253)
        return false;
    while (true) {
        const std::size_t dot = text.find('.');
        if (!isHostLabel(text.substr(0, dot)))
            return false;
        if (dot == std::string_view::npos)
            return true;
        text.remove_prefix(dot + 1);
    }
}

std::optional<std::string> originOf(std::string_view address)
{
    const std::optional<Link> link = splitLink(address);
    if (!link || (link->scheme != "https" && link->scheme != "http"))
        return std::nullopt;
    const auto [hostText, portText] = splitAuthority(link->authority);
    const std::string host = asciiHost(hostText);
    const int port = portText.empty() ? -1 : portNumber(portText);
    if (host.empty() || port == 0 || (link->scheme == "http" && !isLoopback(host)))
        return std::nullopt;
    const int defaultPort = link->scheme == "https" ? 443 : 80;
    std::string origin = link->scheme + "://" + host;
    if (port > 0 && port != defaultPort)
        origin += ':' + std::to_string(port);
    return origin;
}

} // namespace base
