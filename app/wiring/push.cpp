// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/wiring/push.h"

#include "core/push/okta/client.h"

#include <QSysInfo>

namespace wiring {

namespace {

/// As the desktop files name the program. We never pose as another vendor's app.
constexpr char ProgramId[] = "io.github.countersign.Countersign";
constexpr char Version[] = COUNTERSIGN_VERSION;

std::string userAgent()
{
    return QStringLiteral("%1/%2 Countersign/%2 Linux/%3 unknown/%4")
        .arg(QLatin1String(ProgramId), QLatin1String(Version), QSysInfo::kernelVersion(),
            QSysInfo::currentCpuArchitecture())
        .toStdString();
}

/// The vendor has no word for Linux, and another system's would not be true.
push::okta::DeviceFacts deviceFacts()
{
    push::okta::DeviceFacts facts;
    facts.bundleId = ProgramId;
    facts.version = Version;
    facts.sdkVersion = "Countersign " COUNTERSIGN_VERSION;
    facts.displayName = QSysInfo::machineHostName().toStdString();
    facts.platform = "LINUX";
    facts.osVersion = QSysInfo::kernelVersion().toStdString();
    facts.hasSecureHardware = false;
    return facts;
}

push::OwnPlace ownPlace()
{
    push::OwnPlace place;
    place.addresses = push::ownAddresses();
    place.system = push::SystemFamily::Linux;
    return place;
}

push::Protocols protocolsOf(
    push::Services& services, net::HttpClient& http, push::okta::DonePage donePage)
{
    push::Protocols protocols;
    protocols.push_back(std::make_unique<push::okta::Client>(services, http,
        push::okta::ClientSettings { .facts = deviceFacts(), .donePage = std::move(donePage) }));
    return protocols;
}

} // namespace

Push::Push(const base::Clock& clock, crypto::RandomSource& random, VaultAccess access,
    push::okta::DonePage donePage)
    : m_http(userAgent(), clock, m_timers),
      m_services { clock, random, m_timers, std::move(access.vault), std::move(access.vaultChanged),
          ownPlace },
      m_protocols(protocolsOf(m_services, m_http, std::move(donePage))),
      m_watch(m_services, m_protocols)
{ }

} // namespace wiring
