// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/sandbox/jws.h"

#include <QJsonDocument>

#include <algorithm>

namespace sandbox {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype LongestJws = qsizetype { 16 } * 1024;

std::optional<crypto::P256Number> numberIn(const QJsonObject& jwk, QLatin1StringView name)
{
    const auto bytes = fromBase64Url(jwk[name].toString().toLatin1());
    crypto::P256Number number = {};
    if (!bytes || bytes->size() != number.size())
        return std::nullopt;
    std::ranges::copy(*bytes, number.begin());
    return number;
}

std::optional<QJsonObject> objectIn(QByteArrayView part)
{
    const auto bytes = fromBase64Url(part);
    if (!bytes)
        return std::nullopt;
    const std::string_view text = base::textOf(*bytes);
    const QJsonDocument document =
        QJsonDocument::fromJson(QByteArray(text.data(), static_cast<qsizetype>(text.size())));
    return document.isObject() ? std::optional(document.object()) : std::nullopt;
}

} // namespace

QByteArray toBase64Url(base::ByteView bytes)
{
    const std::string_view text = base::textOf(bytes);
    return QByteArray(text.data(), static_cast<qsizetype>(text.size()))
        .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

std::optional<base::Bytes> fromBase64Url(QByteArrayView text)
{
    const auto decoded = QByteArray::fromBase64Encoding(text.toByteArray(),
        QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals
            | QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        return std::nullopt;
    const base::ByteView bytes = base::bytesOf(*decoded);
    // Qt lets padding and spare bits pass; only the one right spelling comes back the same.
    if (toBase64Url(bytes) != text)
        return std::nullopt;
    return base::Bytes(bytes.begin(), bytes.end());
}

std::optional<PublicKey> readJwk(const QJsonObject& jwk)
{
    const QString kid = jwk["kid"_L1].toString();
    const QString protection = jwk["okta:kpr"_L1].toString();
    if (kid.isEmpty() || (protection != "SOFTWARE"_L1 && protection != "HARDWARE"_L1))
        return std::nullopt;
    const QString kind = jwk["kty"_L1].toString();
    if (kind == "EC"_L1 && jwk["crv"_L1].toString() == "P-256"_L1) {
        const auto x = numberIn(jwk, "x"_L1);
        const auto y = numberIn(jwk, "y"_L1);
        if (!x || !y)
            return std::nullopt;
        return PublicKey { kid, crypto::EcPublicKey { *x, *y } };
    }
    if (kind != "RSA"_L1)
        return std::nullopt;
    const auto modulus = fromBase64Url(jwk["n"_L1].toString().toLatin1());
    const auto exponent = fromBase64Url(jwk["e"_L1].toString().toLatin1());
    if (!modulus || !exponent)
        return std::nullopt;
    const auto key = crypto::RsaPublicKey::of(*modulus, *exponent);
    return key ? std::optional(PublicKey { kid, *key }) : std::nullopt;
}

QJsonObject rsaJwk(const crypto::RsaPublicKey& key, const QString& kid)
{
    return { { u"kty"_s, u"RSA"_s }, { u"alg"_s, u"RS256"_s }, { u"use"_s, u"sig"_s },
        { u"kid"_s, kid }, { u"e"_s, QString::fromLatin1(toBase64Url(key.exponent())) },
        { u"n"_s, QString::fromLatin1(toBase64Url(key.modulus())) } };
}

QString Jws::type() const
{
    return header["typ"_L1].toString().toLower();
}

QString Jws::kid() const
{
    return header["kid"_L1].toString();
}

std::optional<Jws> readJws(const QString& text)
{
    const QByteArray bytes = text.toLatin1();
    const QList<QByteArray> parts = bytes.split('.');
    if (bytes.size() > LongestJws || parts.size() != 3)
        return std::nullopt;
    const auto header = objectIn(parts[0]);
    const auto payload = objectIn(parts[1]);
    const auto signature = fromBase64Url(parts[2]);
    if (!header || !payload || !signature)
        return std::nullopt;
    return Jws { *header, *payload, parts[0] + '.' + parts[1], *signature };
}

bool isSignedBy(const Jws& jws, const PublicKey& key)
{
    const QString algorithm = jws.header["alg"_L1].toString();
    const base::ByteView text = base::bytesOf(jws.signedText);
    if (const auto* ec = std::get_if<crypto::EcPublicKey>(&key.value))
        return algorithm == "ES256"_L1 && crypto::verifyEs256(*ec, text, jws.signature);
    return algorithm == "RS256"_L1
        && crypto::verifyRsa(
            std::get<crypto::RsaPublicKey>(key.value), crypto::Hash::Sha256, text, jws.signature);
}

QByteArray signingInput(const QJsonObject& header, const QJsonObject& payload)
{
    const auto encoded = [](const QJsonObject& object) {
        return toBase64Url(base::bytesOf(QJsonDocument(object).toJson(QJsonDocument::Compact)));
    };
    return encoded(header) + '.' + encoded(payload);
}

QByteArray joined(const QByteArray& signingInput, base::ByteView signature)
{
    return signingInput + '.' + toBase64Url(signature);
}

std::optional<qint64> secondsIn(const QJsonObject& payload, const char* claim)
{
    const QJsonValue value = payload[QLatin1String(claim)];
    bool isNumber = value.isDouble();
    const qint64 seconds =
        value.isString() ? value.toString().toLongLong(&isNumber) : value.toInteger();
    return isNumber ? std::optional(seconds) : std::nullopt;
}

} // namespace sandbox
