// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/signature.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <vector>

namespace sandbox {

/// The keys the service signs with (RS256), the newest last. They are made at start and never
/// written: a client that finds an unknown key id fetches the set again.
class OrgKeys
{
public:
    static base::Result<OrgKeys> make();

    /// A new key signs from now on. Its public half joins the set at once, or only with the next
    /// publish(): a service that publishes late is one of the cases clients have to live with.
    base::Result<void> rotate(bool publishes);
    void publish();

    /// {"keys": […]}, what is published.
    QJsonObject published() const;

    /// A JWS of this payload under the newest key.
    base::Result<QByteArray> sign(const QString& type, const QJsonObject& payload) const;
    /// The signature under any text.
    base::Result<base::Bytes> signText(const QByteArray& text) const;
    QString newestId() const { return m_keys.back().id; }
    const crypto::RsaPublicKey& newest() const { return m_keys.back().pair.publicKey; }

private:
    struct Key
    {
        QString id;
        crypto::RsaKeyPair pair;
        bool isPublished;
    };
    std::vector<Key> m_keys;
    int m_made = 0;
};

} // namespace sandbox
