// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/okta/sign_in.h"

#include "core/base/base64.h"
#include "core/base/percent.h"
#include "core/crypto/hmac.h"
#include "core/push/okta/discovery.h"

namespace push::okta {

namespace {

using base::Error;
using base::ErrorCode;

constexpr std::size_t RandomSize = 32;

/// 32 random bytes as 43 characters of Base64url, in locked memory.
base::Result<crypto::SecretBytes> randomText(crypto::RandomSource& random)
{
    const auto bytes = random.secret(RandomSize);
    if (!bytes)
        return bytes.error();
    auto text = crypto::SecretBytes::ofSize(base::base64Length(RandomSize));
    if (!text)
        return text.error();
    base::encodeBase64(
        bytes->view(), { reinterpret_cast<char*>(text->bytes().data()), text->size() });
    for (std::uint8_t& character : text->bytes()) {
        if (character == '+')
            character = '-';
        else if (character == '/')
            character = '_';
    }
    text->truncate(text->text().find('='));
    return text;
}

Error signInError(std::string text, std::string name)
{
    return { ErrorCode::SignInFailed, "sign-in: " + name, { std::move(text), std::move(name) } };
}

void addField(crypto::WipedBytes& form, std::string_view name, std::string_view value)
{
    std::vector<char, crypto::WipingAllocator<char>> encoded(value.size() * 3);
    encoded.resize(base::percentEncode(value, encoded));
    if (!form.empty())
        form.push_back('&');
    form.insert(form.end(), name.begin(), name.end());
    form.push_back('=');
    form.insert(form.end(), encoded.begin(), encoded.end());
}

bool grants(std::string_view granted, std::string_view wished)
{
    // Not said: as wished (RFC 6749, section 5.1).
    if (granted.empty())
        return true;
    const QStringList list =
        QString::fromUtf8(granted.data(), static_cast<qsizetype>(granted.size()))
            .split(QLatin1Char(' '));
    return list.contains(QString::fromUtf8(wished.data(), static_cast<qsizetype>(wished.size())));
}

} // namespace

base::Result<std::string> codeChallenge(std::string_view verifier)
{
    const auto digest = crypto::digest(crypto::Hash::Sha256, base::bytesOf(verifier));
    if (!digest)
        return digest.error();
    return base::encodeBase64Url(digest->view());
}

SignIn::SignIn(Context& context, SignInWish wish, QObject* parent)
    : QObject(parent),
      m_context(context),
      m_wish(std::move(wish)),
      m_patience(context.services.timers.make([this] {
          fail({ ErrorCode::NetworkTimeout, "no answer of the browser", { "127.0.0.1" } });
      }))
{ }

SignIn::~SignIn() = default;

void SignIn::start()
{
    m_issuer = m_wish.organisation;
    if (!m_wish.authorizationServer.empty())
        m_issuer += "/oauth2/" + m_wish.authorizationServer;
    discover();
}

void SignIn::discover()
{
    net::HttpRequest request = requestTo(net::Method::Get,
        m_issuer + "/.well-known/openid-configuration", m_wish.trust, Wants::Plain);
    m_context.http.send(std::move(request), this, [this](net::HttpClient::Outcome outcome) {
        const Reply reply = judged(std::move(outcome), m_context.services.clock.now());
        if (!reply)
            return fail(reply.error().error);
        const auto addresses =
            readOpenIdConfiguration(reply->text(), m_wish.organisation, m_wish.alternate);
        if (!addresses)
            return fail(addresses.error());
        // An address elsewhere has come back empty.
        if (addresses->authorization.empty() || addresses->token.empty())
            return fail(signInError(m_wish.organisation, "endpoint_elsewhere"));
        m_authorizationAddress = addresses->authorization;
        m_tokenAddress = addresses->token;
        listen(addresses->allowsAnyPort ? PortRule::Any : PortRule::Fixed);
    });
}

void SignIn::listen(PortRule rule)
{
    const auto state = randomText(m_context.services.random);
    auto verifier = randomText(m_context.services.random);
    if (!state || !verifier)
        return fail(state ? verifier.error() : state.error());
    m_state = state->text();
    m_verifier = std::move(*verifier);
    const auto challenge = codeChallenge(m_verifier.text());
    if (!challenge)
        return fail(challenge.error());
    m_listener = std::make_unique<RedirectListener>(m_context.services.timers, m_context.donePage);
    if (const auto heard = m_listener->listen(rule, m_state); !heard)
        return fail(heard.error());
    connect(m_listener.get(), &RedirectListener::answered, this, &SignIn::take);
    connect(m_listener.get(), &RedirectListener::gaveUp, this,
        [this] { fail(signInError({}, "wrong_state")); });
    m_patience->start(Patience);
    const std::vector<std::pair<std::string, std::string>> query { { "client_id", m_wish.clientId },
        { "response_type", "code" }, { "response_mode", "query" }, { "scope", m_wish.scope },
        { "redirect_uri", m_listener->address().toStdString() }, { "state", m_state },
        { "code_challenge", *challenge }, { "code_challenge_method", "S256" } };
    std::string address = m_authorizationAddress;
    for (const auto& [name, value] : query) {
        address += address.find('?') == std::string::npos ? '?' : '&';
        address += name + '=' + base::percentEncoded(value);
    }
    emit addressReady(QUrl::fromEncoded(QByteArray::fromStdString(address)));
}

void SignIn::take(const SignInReply& reply)
{
    const bool isOurs = reply.issuer.empty() || reply.issuer == m_issuer
        || (!m_wish.alternate.empty() && reply.issuer == m_wish.alternate);
    if (!isOurs)
        return fail(signInError({}, "other_issuer"));
    if (!reply.error.empty())
        return fail(signInError(reply.description.toStdString(), reply.error));
    exchange(reply.code);
}

void SignIn::exchange(const crypto::SecretBytes& code)
{
    net::HttpRequest request =
        requestTo(net::Method::Post, m_tokenAddress, m_wish.trust, Wants::Plain);
    request.headers.push_back({ "Content-Type", "application/x-www-form-urlencoded" });
    addField(request.body, "grant_type", "authorization_code");
    addField(request.body, "client_id", m_wish.clientId);
    addField(request.body, "redirect_uri", m_listener->address().toStdString());
    addField(request.body, "code", code.text());
    addField(request.body, "code_verifier", m_verifier.text());
    m_verifier = {};
    m_context.http.send(std::move(request), this, [this](net::HttpClient::Outcome outcome) {
        const Reply reply = judged(std::move(outcome), m_context.services.clock.now());
        if (reply)
            return takeToken(*reply);
        const Trouble& trouble = reply.error();
        if (trouble.code.empty())
            return fail(trouble.error);
        const auto& words = trouble.error.arguments;
        fail(signInError(words.size() > 1 ? words[1] : std::string(), trouble.code));
    });
}

void SignIn::takeToken(const net::HttpResponse& response)
{
    const auto token = readAccessToken(response.text());
    if (!token)
        return fail(token.error());
    if (!grants(token->scope, m_wish.scope))
        return fail(signInError({}, "missing_scope"));
    m_isOver = true;
    m_patience->stop();
    emit succeeded(*token);
}

void SignIn::fail(const Error& error)
{
    if (m_isOver)
        return;
    m_isOver = true;
    m_patience->stop();
    emit failed(error);
}

} // namespace push::okta
