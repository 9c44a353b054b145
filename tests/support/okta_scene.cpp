// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/okta_scene.h"

#include "core/base/base64.h"
#include "tests/support/okta_vectors.h"

#include <QJsonDocument>

namespace support::okta {

namespace {

QJsonObject partOf(const std::string& token, int part)
{
    const QByteArray text = QByteArray::fromStdString(token).split('.').at(part);
    return QJsonDocument::fromJson(QByteArray::fromBase64(text, QByteArray::Base64UrlEncoding))
        .object();
}

QByteArray compact(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

crypto::RsaKeyPair newPair()
{
    auto pair = crypto::generateRsaKey(2048);
    if (!pair)
        qFatal("no RSA key");
    return std::move(*pair);
}

} // namespace

push::okta::Enrolment vectorEnrolment()
{
    push::okta::Enrolment enrolment;
    enrolment.organisation = "https://acme.example.com";
    enrolment.organisationId = "00oTESTORG0000000001";
    enrolment.clientId = "0oaTESTCLIENT0000001";
    enrolment.authenticatorId = "autTESTAUTH000000001";
    enrolment.id = "pfdTESTENRL000000001";
    enrolment.methodId = "opfTESTPUSH000000001";
    enrolment.userId = "00uTESTUSER000000001";
    enrolment.userName = QStringLiteral("rin@acme.example.com");
    enrolment.deviceId = "guoTESTDEVICE0000001";
    enrolment.clientInstanceId = "cliTESTCLIENT0000001";
    enrolment.possessionKeyId = PossessionKeyId;
    enrolment.verificationKeyId = VerificationKeyId;
    return enrolment;
}

const crypto::RsaPublicKey& vectorKey()
{
    static const crypto::RsaPublicKey Key = [] {
        const auto modulus = base::decodeBase64Url(OrganisationModulus);
        const base::Bytes exponent = { 1, 0, 1 };
        const auto key = crypto::RsaPublicKey::of(*modulus, exponent);
        return *key;
    }();
    return Key;
}

crypto::SecretBytes scalar(const char* hex)
{
    const auto bytes = base::fromHex(hex);
    auto secret = crypto::SecretBytes::copyOf(*bytes);
    return std::move(*secret);
}

Organisation::Organisation() : m_pair(newPair()) { }

std::string Organisation::sign(const QByteArray& header, const QByteArray& claims) const
{
    const std::string input = base::encodeBase64Url(base::bytesOf(header)) + '.'
        + base::encodeBase64Url(base::bytesOf(claims));
    const auto signature = crypto::signRsa(
        m_pair.privateKey.view(), crypto::Hash::Sha256, base::bytesOf(std::string_view(input)));
    return input + '.' + base::encodeBase64Url(*signature);
}

std::string Organisation::sign(const QJsonObject& claims) const
{
    return sign(compact(loginHeader()), compact(claims));
}

const Organisation& organisation()
{
    static const Organisation Acme;
    return Acme;
}

QJsonObject loginHeader()
{
    return partOf(LoginChallenge, 0);
}

QJsonObject loginClaims()
{
    return partOf(LoginChallenge, 1);
}

push::okta::CheckContext contextOf(const push::okta::Enrolment& enrolment)
{
    return push::okta::CheckContext {
        .enrolment = enrolment,
        .key = [](std::string_view issuer, std::string_view keyId) -> const crypto::RsaPublicKey* {
            const bool isKnown = issuer == "https://acme.example.com" && keyId == OrganisationKeyId;
            return isKnown ? &organisation().publicKey() : nullptr;
        },
        .isAnswered = {},
        .now = base::fromUnixSeconds(1'760'000'012),
    };
}

QJsonObject claimsOf(const std::string& token)
{
    return partOf(token, 1);
}

} // namespace support::okta
