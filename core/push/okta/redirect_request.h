// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/secret.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <string>

namespace push::okta {

/// What the browser brings back from a sign-in (RFC 6749, section 4.1.2; RFC 9207).
struct SignInReply
{
    crypto::SecretBytes code; ///< empty: there was an error
    std::string error; ///< the server's name for it; empty: none
    QString description; ///< the server's own words, from outside
    std::string issuer; ///< empty: not told
};

/// What a visitor of the redirect listener asks for, of whom nothing is known.
struct Visit
{
    enum class Kind {
        NotUnderstood,
        WrongMethod, ///< only GET is one of ours
        WrongHost, ///< not asked for under our own name, or under two
        Elsewhere,
        SignedIn, ///< the page at the end
        Answer, ///< what a server sends the browser back with
    };
    Kind kind = Kind::NotUnderstood;
    QByteArray query = {}; ///< of an Answer, as it came
};

constexpr char RedirectPath[] = "/countersign/oauth";
constexpr char SignedInPath[] = "/countersign/signed-in";

/// Reads a request up to its empty line; `port` is the one that was knocked at.
Visit readVisit(const QByteArray& head, quint16 port);

/// The state an answer names; empty if it names none, or several.
std::string stateIn(const QByteArray& query);
/// The answer itself; nullopt if it has neither a code nor an error, or both.
std::optional<SignInReply> readSignInReply(const QByteArray& query);

} // namespace push::okta
