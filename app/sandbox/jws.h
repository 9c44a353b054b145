// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/signature.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <optional>
#include <variant>

namespace sandbox {

/// base64url without padding, and its strict reading: nullopt for padding, another alphabet, white
/// space, an impossible length, or spare bits that are not zero.
QByteArray toBase64Url(base::ByteView bytes);
std::optional<base::Bytes> fromBase64Url(QByteArrayView text);

/// A public key as devices send it.
struct PublicKey
{
    QString kid;
    std::variant<crypto::EcPublicKey, crypto::RsaPublicKey> value;
};

/// nullopt for anything that does not keep the rules of that section: coordinates of 43 characters,
/// a key id, a key protection.
std::optional<PublicKey> readJwk(const QJsonObject& jwk);
QJsonObject rsaJwk(const crypto::RsaPublicKey& key, const QString& kid);

/// A compact JWS, taken apart and not yet verified.
struct Jws
{
    QJsonObject header;
    QJsonObject payload;
    QByteArray signedText; ///< the first two parts with their dot
    base::Bytes signature;

    QString type() const;
    QString kid() const;
};

/// nullopt unless it has three parts of strict base64url, the first two JSON objects.
std::optional<Jws> readJws(const QString& text);

/// Whether the header's algorithm is the one of this key (ES256, RS256) and the signature its own.
bool isSignedBy(const Jws& jws, const PublicKey& key);

/// The text that is signed: header and payload, encoded, with the dot.
QByteArray signingInput(const QJsonObject& header, const QJsonObject& payload);
QByteArray joined(const QByteArray& signingInput, base::ByteView signature);

/// Claims may be numbers or texts of digits; nullopt for other things.
std::optional<qint64> secondsIn(const QJsonObject& payload, const char* claim);

} // namespace sandbox
