// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/readers/authy_content.h"

#include "core/crypto/aes_cbc.h"
#include "core/crypto/pbkdf2.h"
#include "core/otp/label.h"
#include "core/transfer/bounds.h"
#include "core/transfer/json_fields.h"
#include "core/transfer/open_sealed.h"

namespace transfer::readers {

namespace authy_content {
namespace {

/// The issuer stands before the first colon, or " - ", where nothing else says it.
otp::Names namesOf(const AuthyToken& token)
{
    if (token.names)
        return *token.names;
    const QString dash = QStringLiteral(" - ");
    const qsizetype at = token.name.indexOf(dash);
    if (token.issuer.isEmpty() && !token.name.contains(u':') && at > 0)
        return { .issuer = token.name.first(at),
            .name = token.name.sliced(at + dash.size()),
            .labelIssuer = {} };
    return otp::namesOfText(token.name, token.issuer);
}

/// The text of the secret; Damaged where it does not open.
Outcome<crypto::WipedBytes> opened(const AuthyToken& token, base::ByteView passphrase)
{
    const Outcome<base::Bytes> sealed = base64Of(token.sealed, "encrypted_seed");
    if (!sealed)
        return sealed.error();
    if (token.iv.size() != crypto::CbcBlockSize || token.salt.empty())
        return damaged("salt");
    const auto key = crypto::pbkdf2(crypto::Hash::Sha1, passphrase,
        base::bytesOf(std::string_view(token.salt)), token.iterations, crypto::CbcKeySize);
    if (!key)
        return failed(key.error());
    crypto::WipedBytes plain(sealed->size());
    const auto size = crypto::aesCbcOpen(key->view().first<crypto::CbcKeySize>(),
        base::ByteView(token.iv).first<crypto::CbcBlockSize>(), *sealed, plain);
    if (!size)
        return size.error().code == base::ErrorCode::Damaged ? damaged("encrypted_seed")
                                                             : failed(size.error());
    plain.resize(*size);
    return plain;
}

Outcome<void> take(Imported& imported, const AuthyToken& token, base::ByteView passphrase)
{
    const otp::Names names = namesOf(token);
    const auto credential = credentialOf({ .kind = otp::LinkKind::Totp, .digits = token.digits });
    if (!credential) {
        imported.leave(names.issuer, names.name, credential.error());
        return {};
    }
    const Outcome<crypto::WipedBytes> plain = opened(token, passphrase);
    if (!plain && plain.error().refusal != Refusal::Damaged)
        return plain.error();
    auto secret = plain
        ? otp::readTypedSecret(base::textOf(*plain), otp::SecretEncoding::Base32, *credential)
        : base::Error { base::ErrorCode::Damaged, "Authy", { "encrypted_seed" } };
    if (!secret) {
        imported.leave(
            names.issuer, names.name, { base::ErrorCode::Damaged, "Authy", { "encrypted_seed" } });
        return {};
    }
    ImportedAccount account;
    account.entry.issuer = names.issuer;
    account.entry.name = names.name;
    account.entry.credential = *credential;
    account.entry.secret = std::move(*secret);
    imported.take(std::move(account));
    return {};
}

} // namespace
} // namespace authy_content

Outcome<Imported> readAuthyTokens(const std::vector<AuthyToken>& tokens, const Request& request)
{
    for (const AuthyToken& token : tokens) {
        if (const Outcome<void> checked = checkPbkdf2(token.iterations); !checked)
            return checked.error();
    }
    if (!tokens.empty() && !request.passphrase)
        return Failure { .refusal = Refusal::PassphraseNeeded };
    Imported imported;
    for (const AuthyToken& token : tokens) {
        if (request.stop.stop_requested())
            return Failure { .refusal = Refusal::Cancelled };
        const Outcome<void> taken =
            authy_content::take(imported, token, request.passphrase->view());
        if (!taken)
            return taken.error();
    }
    if (!tokens.empty() && imported.accounts.empty())
        return Failure { .refusal = Refusal::WrongPassphraseOrDamaged };
    return imported;
}

void takeAuthyApp(Imported& imported, const base::json::Value& app, std::string_view seed)
{
    ImportedAccount account;
    account.entry.issuer = stringOf(app, "name");
    CredentialFields fields {
        .kind = otp::LinkKind::Totp, .digits = digitsOf(app, "digits"), .period = "10"
    };
    if (fields.digits.empty())
        fields.digits = "7";
    const auto credential = credentialOf(fields);
    if (!credential) {
        imported.leave(account.entry.issuer, {}, credential.error());
        return;
    }
    account.entry.credential = *credential;
    auto secret = secretOf(app, seed, otp::SecretEncoding::Hex, *credential);
    if (!secret) {
        imported.leave(account.entry.issuer, {}, secret.error());
        return;
    }
    account.entry.secret = std::move(*secret);
    imported.take(std::move(account));
}

} // namespace transfer::readers
