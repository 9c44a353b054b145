// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/clock.h"
#include "core/crypto/wiped_bytes.h"
#include "core/net/trust.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace net {

enum class Method { Get, Post, Put, Patch, Delete };

struct Header
{
    std::string name;
    std::string value;

    bool operator==(const Header&) const = default;
};

/// What the header Authorization says. Only here, since other headers are no place for a secret.
struct Authorization
{
    std::string scheme; ///< "Bearer"; empty: the request carries no such header
    crypto::SecretBytes credential;
};

/// What an exchange may take.
struct Limits
{
    std::chrono::milliseconds time { std::chrono::seconds(
        15) }; ///< from connecting to the last byte
    std::size_t body = std::size_t { 1 } << 20; ///< of the answer
};

/// One request as a value. Addresses are https, or http to a literal address of this computer
/// (127.0.0.0/8, [::1]); no user's name in them, since credentials have their own place.
struct HttpRequest
{
    Method method = Method::Get;
    std::string url; ///< percent-encoded
    std::vector<Header> headers = {};
    Authorization authorization = {};
    crypto::WipedBytes body = {}; ///< may hold a secret
    Trust trust = Trust::system();
    Limits limits = {};
    bool isUrgent = false; ///< goes before others that wait for the same server
};

/// What the server of an https address showed.
struct Peer
{
    Fingerprint leaf; ///< of its certificate
    /// Of the authority at the top of the chain, for telling that it changed; absent where neither
    /// the server nor our list has it.
    std::optional<Fingerprint> root = {};

    bool operator==(const Peer&) const = default;
};

/// A complete answer, whatever its status but a redirect.
struct HttpResponse
{
    int status = 0;
    std::vector<Header> headers; ///< names in lower case
    crypto::WipedBytes body; ///< may hold a secret
    std::optional<base::Time> date; ///< the server's time
    std::optional<std::chrono::seconds> retryAfter; ///< from now, at most a day
    std::optional<base::Time> rateLimitReset; ///< when the server counts anew, by its own time
    std::optional<Peer> peer; ///< absent: not encrypted

    /// The value of a header by its lower-case name, or nullptr.
    const std::string* header(std::string_view name) const;
    std::string_view text() const { return base::textOf(body); }
};

/// Why there is no answer.
struct Failure
{
    base::Error error;
    /// Whether the server may have got the whole request and acted on it.
    bool mayHaveArrived = false;
    /// The certificates of a server that was not trusted (DER, its own first): what can be shown,
    /// compared and pinned while somebody enrols.
    std::vector<base::Bytes> shown = {};
};

} // namespace net
