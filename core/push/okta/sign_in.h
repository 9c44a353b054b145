// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/push/okta/client_tokens.h"
#include "core/push/okta/context.h"

#include <QUrl>

namespace push::okta {

/// What a sign-in is for: making, changing and removing enrolments.
inline constexpr auto ManageScope = "okta.myAccount.appAuthenticator.manage";

/// Who is to sign in where, and for what.
struct SignInWish
{
    std::string organisation; ///< origin
    std::string alternate; ///< its other origin; empty: none
    std::string clientId;
    std::string authorizationServer; ///< empty: the organisation's own
    vault::PushTrust trust;
    std::string scope;
};

/// One sign-in in the user's browser: authorization code with PKCE (RFC 6749, 7636), brought back
/// to a loopback address (RFC 8252). State and verifier are of this flow alone; the access token is
/// in locked memory and goes with whoever takes it; nothing is kept of refresh and identity tokens.
class SignIn : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::minutes Patience { 5 };

    SignIn(Context& context, SignInWish wish, QObject* parent);
    ~SignIn() override;

    void start();

signals:
    void addressReady(const QUrl& address);
    void succeeded(const push::okta::AccessToken& token);
    /// SignInFailed: the server's text, OAuth's name of the error.
    void failed(const base::Error& error);

private:
    void discover();
    void listen(PortRule rule);
    void take(const SignInReply& reply);
    void exchange(const crypto::SecretBytes& code);
    void takeToken(const net::HttpResponse& response);
    void fail(const base::Error& error);

    Context& m_context;
    SignInWish m_wish;
    std::string m_issuer;
    std::string m_authorizationAddress;
    std::string m_tokenAddress;
    std::string m_state;
    crypto::SecretBytes m_verifier; ///< base64url text
    std::unique_ptr<RedirectListener> m_listener;
    std::unique_ptr<base::Timer> m_patience;
    bool m_isOver = false;
};

/// PKCE: base64url of the verifier's SHA-256 (RFC 7636, section 4.2).
base::Result<std::string> codeChallenge(std::string_view verifier);

} // namespace push::okta
