// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QNetworkProxy>

namespace net {

/// The proxies of the system's settings; none on the way to this computer, since what is not
/// encrypted there would leave it by one.
class SystemProxy : public QNetworkProxyFactory
{
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery& query) override;
};

} // namespace net
