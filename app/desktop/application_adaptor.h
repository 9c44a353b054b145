// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QDBusAbstractAdaptor>
#include <QStringList>
#include <QVariantList>
#include <QVariantMap>

namespace desktop {

class SingleInstance;

/// The standard interface on the bus, as the Desktop Entry Specification ("D-Bus Activation")
/// describes it; hands everything to SingleInstance.
// NOLINTBEGIN(readability-identifier-naming, readability-redundant-access-specifiers): the names
// and the kinds of members are the standard's and Qt's
class ApplicationAdaptor : public QDBusAbstractAdaptor
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Application")

public:
    explicit ApplicationAdaptor(SingleInstance* instance);

public slots:
    void Activate(const QVariantMap& platform_data);
    void Open(const QStringList& uris, const QVariantMap& platform_data);
    void ActivateAction(const QString& action_name, const QVariantList& parameter,
        const QVariantMap& platform_data);

private:
    SingleInstance& m_instance;
};
// NOLINTEND(readability-identifier-naming, readability-redundant-access-specifiers)

} // namespace desktop
