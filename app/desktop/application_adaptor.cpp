// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/desktop/application_adaptor.h"

#include "app/desktop/arguments.h"
#include "app/desktop/single_instance.h"

namespace desktop {

ApplicationAdaptor::ApplicationAdaptor(SingleInstance* instance)
    : QDBusAbstractAdaptor(instance),
      m_instance(*instance)
{ }

void ApplicationAdaptor::Activate(const QVariantMap&)
{
    emit m_instance.activated();
}

void ApplicationAdaptor::Open(const QStringList& uris, const QVariantMap&)
{
    emit m_instance.activated();
    // One at a time: a second one in the same call would push the first aside unseen.
    if (uris.isEmpty() || uris.first().size() > static_cast<qsizetype>(LongestLink))
        return;
    QByteArray link = uris.first().toUtf8();
    if (link.size() <= static_cast<qsizetype>(LongestLink))
        emit m_instance.linkArrived(link);
    crypto::cleanse(
        { reinterpret_cast<std::uint8_t*>(link.data()), static_cast<std::size_t>(link.size()) });
}

void ApplicationAdaptor::ActivateAction(
    const QString& actionName, const QVariantList&, const QVariantMap&)
{
    if (actionName == QLatin1String("show"))
        emit m_instance.activated();
    else if (actionName == QLatin1String("add"))
        emit m_instance.addRequested();
    else if (actionName == QLatin1String("lock"))
        emit m_instance.lockRequested();
}

} // namespace desktop
