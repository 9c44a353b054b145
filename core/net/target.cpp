// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/net/target.h"

#include "core/base/origin.h"

#include <QHostAddress>

using namespace Qt::StringLiterals;

namespace net {

bool isLoopbackLiteral(const QString& host)
{
    const QHostAddress address(host);
    return address == QHostAddress(QHostAddress::LocalHostIPv6)
        || address.isInSubnet(QHostAddress(u"127.0.0.0"_s), 8);
}

base::Result<Target> targetOf(const std::string& url)
{
    // The address may carry a secret in its query, so no error repeats it.
    const base::Error invalid { base::ErrorCode::InvalidField, "address", { "address" } };
    Target target { .url = QUrl::fromEncoded(QByteArray::fromStdString(url), QUrl::StrictMode),
        .host = {},
        .origin = {} };
    const QString scheme = target.url.scheme();
    target.isEncrypted = scheme == "https"_L1;
    if (!target.url.isValid() || (!target.isEncrypted && scheme != "http"_L1)
        || target.url.host().isEmpty() || target.url.authority().contains(u'@'))
        return invalid;
    target.host = target.url.host(QUrl::FullyEncoded).toStdString();
    if (!target.isEncrypted && !isLoopbackLiteral(target.url.host()))
        return base::Error { base::ErrorCode::NotEncrypted, "address", { target.host } };
    target.url.setFragment({});
    const QByteArray origin =
        target.url.toEncoded(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment);
    const std::optional<std::string> normal = base::originOf(origin.toStdString());
    if (!normal)
        return invalid;
    target.origin = *normal;
    return target;
}

} // namespace net
