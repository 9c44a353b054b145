// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/sandbox/org_keys.h"

#include "app/sandbox/jws.h"

#include <QJsonArray>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int KeyBits = 2048;
/// Clients keep keys for a while; this many of the older ones stay in the set.
constexpr std::size_t KeptKeys = 3;

} // namespace

base::Result<OrgKeys> OrgKeys::make()
{
    OrgKeys keys;
    if (const auto made = keys.rotate(true); !made)
        return made.error();
    return keys;
}

base::Result<void> OrgKeys::rotate(bool publishes)
{
    auto pair = crypto::generateRsaKey(KeyBits);
    if (!pair)
        return pair.error();
    // Part of the public key, so that two starts of the service do not use one name for two keys.
    const QString mark =
        QString::fromLatin1(toBase64Url(base::ByteView(pair->publicKey.modulus()).last(6)));
    m_keys.push_back({ u"sandbox-%1-%2"_s.arg(++m_made).arg(mark), std::move(*pair), publishes });
    if (m_keys.size() > KeptKeys)
        m_keys.erase(m_keys.begin());
    return {};
}

void OrgKeys::publish()
{
    for (Key& key : m_keys)
        key.isPublished = true;
}

QJsonObject OrgKeys::published() const
{
    QJsonArray keys;
    for (const Key& key : m_keys) {
        if (key.isPublished)
            keys.append(rsaJwk(key.pair.publicKey, key.id));
    }
    return { { u"keys"_s, keys } };
}

base::Result<base::Bytes> OrgKeys::signText(const QByteArray& text) const
{
    return crypto::signRsa(
        m_keys.back().pair.privateKey.view(), crypto::Hash::Sha256, base::bytesOf(text));
}

base::Result<QByteArray> OrgKeys::sign(const QString& type, const QJsonObject& payload) const
{
    const QJsonObject header = { { u"kid"_s, newestId() }, { u"typ"_s, type },
        { u"alg"_s, u"RS256"_s } };
    const QByteArray text = signingInput(header, payload);
    const auto signature = signText(text);
    if (!signature)
        return signature.error();
    return joined(text, *signature);
}

} // namespace sandbox
