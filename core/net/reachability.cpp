// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/net/reachability.h"

#include <QNetworkInformation>

namespace net {

namespace {

using Reported = QNetworkInformation::Reachability;

bool isNetwork(Reported reported)
{
    return reported != Reported::Disconnected;
}

} // namespace

void Reachability::setOnline(bool isOnline)
{
    if (isOnline == m_isOnline)
        return;
    m_isOnline = isOnline;
    emit changed(isOnline);
}

SystemReachability::SystemReachability(QObject* parent) : Reachability(parent)
{
    if (!QNetworkInformation::loadBackendByFeatures(QNetworkInformation::Feature::Reachability))
        return;
    QNetworkInformation* const information = QNetworkInformation::instance();
    setOnline(isNetwork(information->reachability()));
    connect(information, &QNetworkInformation::reachabilityChanged, this,
        [this](Reported reported) { setOnline(isNetwork(reported)); });
}

} // namespace net
