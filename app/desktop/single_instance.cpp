// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/desktop/single_instance.h"

#include "app/desktop/application_adaptor.h"
#include "app/desktop/program.h"
#include "app/wiring/paths.h"

#include <QCryptographicHash>
#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QFileInfo>

namespace desktop {
namespace {

constexpr char Interface[] = "org.freedesktop.Application";
// The first one answers from its event loop, where nothing long runs.
constexpr int AnswerMilliseconds = 5'000;

/// A vault elsewhere has a window of its own, and still only one.
QString nameFor(const std::string& vaultPath)
{
    const QString id = QLatin1String(ProgramId);
    if (vaultPath == wiring::defaultVaultPath())
        return id;
    const QFileInfo file(QString::fromStdString(vaultPath));
    const QString canonical = file.canonicalFilePath();
    const QByteArray place = (canonical.isEmpty() ? file.absoluteFilePath() : canonical).toUtf8();
    const QByteArray digest =
        QCryptographicHash::hash(place, QCryptographicHash::Sha256).toHex().left(16);
    return id + QStringLiteral(".v") + QLatin1String(digest);
}

} // namespace

SingleInstance::SingleInstance(QDBusConnection bus, const std::string& vaultPath, QObject* parent)
    : QObject(parent),
      m_bus(std::move(bus)),
      m_name(nameFor(vaultPath))
{
    new ApplicationAdaptor(this);
}

SingleInstance::~SingleInstance()
{
    if (!m_isFirst)
        return;
    m_bus.unregisterService(m_name);
    m_bus.unregisterObject(QLatin1String(ProgramPath));
}

SingleInstance::Role SingleInstance::claim()
{
    if (!m_bus.isConnected() || !m_bus.interface())
        return Role::Alone;
    // The object first: a call that started this program is delivered as soon as the name is there.
    m_bus.registerObject(QLatin1String(ProgramPath), this, QDBusConnection::ExportAdaptors);
    const auto reply = m_bus.interface()->registerService(m_name,
        QDBusConnectionInterface::DontQueueService, QDBusConnectionInterface::DontAllowReplacement);
    m_isFirst = reply.isValid() && reply.value() == QDBusConnectionInterface::ServiceRegistered;
    if (m_isFirst)
        return Role::First;
    m_bus.unregisterObject(QLatin1String(ProgramPath));
    return reply.isValid() ? Role::Second : Role::Alone;
}

bool SingleInstance::forward(const crypto::SecretBytes& link)
{
    auto call =
        QDBusMessage::createMethodCall(m_name, QLatin1String(ProgramPath), QLatin1String(Interface),
            link.isEmpty() ? QStringLiteral("Activate") : QStringLiteral("Open"));
    if (!link.isEmpty())
        // A D-Bus argument has to be text; this process ends right after the call.
        call << QStringList { QString::fromUtf8(
            link.text().data(), static_cast<qsizetype>(link.size())) };
    call << QVariantMap();
    return m_bus.call(call, QDBus::Block, AnswerMilliseconds).type() == QDBusMessage::ReplyMessage;
}

} // namespace desktop
