// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/origin_verdict.h"

#include <QHostAddress>
#include <QNetworkInterface>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace push {

namespace {

using vault::OriginVerdict;

bool holds(const QStringList& list, const QString& address)
{
    return std::any_of(list.begin(), list.end(),
        [&](const QString& text) { return readAddress(text) == address; });
}

/// The judgement by the address alone.
JudgedOrigin judgeAddress(const QString& address, const OwnPlace& own)
{
    const bool isLoopback = QHostAddress(address).isLoopback();
    // Behind a proxy every client may be "127.0.0.1" to a distant server.
    if (isLoopback && !own.serverIsLoopback)
        return { OriginVerdict::Unknown, OriginEvidence::None };
    if (isLoopback || holds(own.addresses, address))
        return { OriginVerdict::ThisComputer, OriginEvidence::OurAddress };
    if (holds(own.reported, address))
        return { OriginVerdict::ThisNetwork, OriginEvidence::ReportedAddress };
    if (!own.reported.isEmpty())
        return { OriginVerdict::Elsewhere, OriginEvidence::OtherAddress };
    if (own.serverIsLoopback)
        return { OriginVerdict::Elsewhere, OriginEvidence::NotLoopback };
    return { OriginVerdict::Unknown, OriginEvidence::None };
}

} // namespace

SystemFamily systemFamily(const QString& text)
{
    struct Word
    {
        const char* word;
        SystemFamily family;
    };
    // In this order: a phone's user agent names the system it descends from, too.
    static constexpr std::array<Word, 10> Words { { { "android", SystemFamily::Android },
        { "iphone", SystemFamily::Ios }, { "ipad", SystemFamily::Ios },
        { "ios", SystemFamily::Ios }, { "cros", SystemFamily::ChromeOs },
        { "chrome_os", SystemFamily::ChromeOs }, { "windows", SystemFamily::Windows },
        { "mac", SystemFamily::MacOs }, { "darwin", SystemFamily::MacOs },
        { "linux", SystemFamily::Linux } } };
    const QString words = text.toLower();
    for (const Word& word : Words) {
        const QRegularExpression whole(
            QStringLiteral("(?<![a-z])%1(?![a-z])").arg(QLatin1String(word.word)));
        if (whole.match(words).hasMatch()
            || (word.family == SystemFamily::MacOs && words.contains(QLatin1String("macintosh")))
            || (word.family == SystemFamily::MacOs && words.contains(QLatin1String("macos"))))
            return word.family;
    }
    return SystemFamily::Unknown;
}

JudgedOrigin judgeOrigin(const StatedOrigin& stated, const OwnPlace& own)
{
    const auto address = readAddress(stated.address);
    JudgedOrigin judged;
    if (address)
        judged = judgeAddress(*address, own);
    if (judged.verdict == OriginVerdict::Elsewhere)
        return judged;
    const bool isOtherSystem = stated.system != SystemFamily::Unknown
        && own.system != SystemFamily::Unknown && stated.system != own.system;
    // Another device in our network is just that.
    if (isOtherSystem && judged.verdict != OriginVerdict::ThisNetwork)
        return { OriginVerdict::Elsewhere, OriginEvidence::OtherSystem };
    if (judged.verdict == OriginVerdict::Unknown && stated.openedHere)
        return { OriginVerdict::Unknown, OriginEvidence::OpenedHere };
    return judged;
}

std::optional<QString> readAddress(const QString& text)
{
    static const QRegularExpression Dotted(
        QStringLiteral("\\A(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!\\z)|\\z)){4}\\z"));
    static const QRegularExpression Colons(QStringLiteral("\\A[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*\\z"));
    if (!Dotted.match(text).hasMatch() && !Colons.match(text).hasMatch())
        return std::nullopt;
    QHostAddress address;
    if (!address.setAddress(text))
        return std::nullopt;
    bool isMapped = false;
    const quint32 mapped = address.toIPv4Address(&isMapped);
    return isMapped ? QHostAddress(mapped).toString() : address.toString();
}

QStringList ownAddresses()
{
    QStringList addresses;
    for (QHostAddress address : QNetworkInterface::allAddresses()) {
        address.setScopeId({});
        addresses << address.toString();
    }
    return addresses;
}

} // namespace push
