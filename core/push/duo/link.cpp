// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/duo/link.h"

#include "core/base/base64.h"
#include "core/base/link.h"
#include "core/base/origin.h"

#include <algorithm>
#include <optional>

namespace push::duo {

namespace {

using base::Error;
using base::ErrorCode;
using MoreHosts = std::vector<std::string>;

constexpr std::string_view DuoScheme = "duo://";

bool matches(std::string_view host, std::string_view pattern)
{
    return pattern.starts_with('.') ? host.size() > pattern.size() && host.ends_with(pattern)
                                    : host == pattern;
}

/// `host` is lower-case, with a port if there was one.
bool isAllowed(std::string_view host, const MoreHosts& moreHosts)
{
    return matches(host, ".duosecurity.com") || matches(host, ".duofederal.com")
        || std::ranges::any_of(
            moreHosts, [host](const std::string& more) { return matches(host, more); });
}

bool isCode(std::string_view text)
{
    constexpr std::string_view Allowed =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
    return text.size() >= 8 && text.size() <= 64
        && text.find_first_not_of(Allowed) == std::string_view::npos;
}

Error badCode()
{
    return { ErrorCode::InvalidField, "Duo activation code", { "code" } };
}

base::Result<Link> activation(std::string_view host, const MoreHosts& moreHosts)
{
    if (!isAllowed(host, moreHosts))
        return Error { ErrorCode::InvalidField, "host of a Duo code",
            { "host", base::shownPart(host), "duosecurity.com, duofederal.com" } };
    return Link(Activation { QString::fromStdString("https://" + std::string(host)) });
}

/// The host in lower case that the Base64 text stands for; nullopt if it stands for none.
std::optional<std::string> decodedHost(std::string_view base64)
{
    constexpr std::size_t LongestHost = 256;
    base::Bytes bytes(base64.size() * 3 / 4);
    if (bytes.size() > LongestHost)
        return std::nullopt;
    const auto size = base::decodeBase64(base64, bytes);
    if (!size || *size == 0)
        return std::nullopt;
    std::string host = base::asciiLower(base::textOf(base::ByteView(bytes).first(*size)));
    const std::string_view name = std::string_view(host).substr(0, host.rfind(':'));
    if (!base::isHostName(name) || !base::originOf("https://" + host))
        return std::nullopt;
    return host;
}

/// CODE-BASE64(host). The host's Base64 never holds a '-', so the last one separates.
base::Result<Link> readCode(std::string_view text, const MoreHosts& moreHosts)
{
    const std::size_t dash = text.rfind('-');
    if (dash == std::string_view::npos || !isCode(text.substr(0, dash)))
        return badCode();
    const auto host = decodedHost(text.substr(dash + 1));
    if (!host)
        return badCode();
    return activation(*host, moreHosts);
}

/// The API host that stands behind the web host "m-…".
std::string apiHostOf(std::string_view host)
{
    return host.starts_with("m-") ? "api-" + std::string(host.substr(2)) : std::string(host);
}

/// Whether the path is WORD/CODE, as of https://m-…/activate/CODE.
bool isWordAndCode(std::string_view path)
{
    const std::size_t slash = path.find('/');
    if (slash == 0 || slash == std::string_view::npos)
        return false;
    return path.substr(0, slash).find_first_not_of("abcdefghijklmnopqrstuvwxyz")
        == std::string_view::npos
        && isCode(path.substr(slash + 1));
}

base::Result<Link> readText(std::string_view text, const MoreHosts& moreHosts, int depth);

/// The address of the picture: its `value` holds what the picture shows.
base::Result<Link> readPictureAddress(const base::Link& link, const MoreHosts& moreHosts, int depth)
{
    constexpr int DeepestNesting = 2;
    if (depth >= DeepestNesting)
        return badCode();
    const auto value =
        base::singleValue(base::linkParameters(link.query), "value", base::Plus::IsPlus);
    if (!value)
        return value.error();
    auto inner = readText(*value, moreHosts, depth + 1);
    if (inner && std::holds_alternative<std::monostate>(*inner))
        return badCode();
    return inner;
}

/// A web address is Duo's only on a host of Duo's: anywhere else the same path means nothing.
base::Result<Link> readWebAddress(const base::Link& link, const MoreHosts& moreHosts, int depth)
{
    constexpr std::string_view Endpoint = "push/v2/activation/";
    std::string host = base::asciiLower(link.authority);
    if (host.ends_with('.'))
        host.pop_back();
    if (!isAllowed(host, moreHosts) || !base::originOf("https://" + host))
        return Link();
    if (link.path == "frame/qr")
        return readPictureAddress(link, moreHosts, depth);
    const bool isEndpoint =
        link.path.starts_with(Endpoint) && isCode(link.path.substr(Endpoint.size()));
    if (host.starts_with("api-") && isEndpoint)
        return activation(host, moreHosts);
    if (host.starts_with("m-") && isWordAndCode(link.path))
        return activation(apiHostOf(host), moreHosts);
    return Link();
}

base::Result<Link> readText(std::string_view text, const MoreHosts& moreHosts, int depth)
{
    if (base::startsWithIgnoringCase(text, DuoScheme)) {
        text.remove_prefix(DuoScheme.size());
        return readCode(text.ends_with('/') ? text.substr(0, text.size() - 1) : text, moreHosts);
    }
    if (const auto link = base::splitLink(text))
        return link->scheme == "https" ? readWebAddress(*link, moreHosts, depth) : Link();
    // Any text with a dash could be a code; one that names a whole host is no accident.
    auto code = readCode(text, moreHosts);
    const bool namesHost = !code && code.error().arguments.size() > 1
        && code.error().arguments[1].find('.') != std::string::npos;
    if (!code && !namesHost)
        return Link();
    return code;
}

} // namespace

base::Result<Link> readLink(std::string_view text, const std::vector<std::string>& moreHosts)
{
    return readText(base::trimmedLink(text), moreHosts, 0);
}

} // namespace push::duo
