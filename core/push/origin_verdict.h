// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/journal_entry.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace push {

/// What the verdict rests on.
enum class OriginEvidence {
    None, ///< nothing told can be compared with anything of ours
    NoAddress, ///< the service sent no address
    OpenedHere, ///< by a link or a code on this computer, which a phishing page can relay
    OurAddress, ///< it is one of this computer's own
    ReportedAddress, ///< it is the one under which the server sees us
    OtherAddress, ///< it is neither, and the server says under which it sees us
    NotLoopback, ///< the server is on this computer and was asked from another
    OtherSystem, ///< the browser's system is not this computer's
};

struct JudgedOrigin
{
    vault::OriginVerdict verdict = vault::OriginVerdict::Unknown;
    OriginEvidence evidence = OriginEvidence::NoAddress;

    bool operator==(const JudgedOrigin&) const = default;
};

/// A family of systems, as far as browsers and services tell them apart.
enum class SystemFamily { Unknown, Linux, Windows, MacOs, Android, Ios, ChromeOs };

/// Reads what services and browsers write: "MAC_OS_X", "WINDOWS", a whole user agent.
SystemFamily systemFamily(const QString& text);

/// What the request states about whoever started it.
struct StatedOrigin
{
    QString address = {}; ///< of the browser; anything but an IPv4 or IPv6 address counts as absent
    SystemFamily system = SystemFamily::Unknown;
    bool openedHere = false; ///< it arrived by a link or a code on this computer
};

/// What is known of this computer.
struct OwnPlace
{
    QStringList addresses = {}; ///< of its interfaces
    QStringList reported = {}; ///< under which this same server said it sees us
    SystemFamily system = SystemFamily::Unknown;
    bool serverIsLoopback = false;
};

/// Whether the request came from this computer. It informs; it never approves. Only an address
/// says "this computer" or "this network"; system and place fit too many computers for that. What
/// contradicts is told whatever else fits.
JudgedOrigin judgeOrigin(const StatedOrigin& stated, const OwnPlace& own);

/// The one spelling of an address (IPv6 in lower case, IPv4 in IPv6 as IPv4); nullopt if the text
/// is no address: no names, no shortened IPv4, no scopes.
std::optional<QString> readAddress(const QString& text);

/// The addresses of this computer's interfaces as they are now.
QStringList ownAddresses();

} // namespace push
