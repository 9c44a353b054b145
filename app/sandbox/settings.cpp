// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/sandbox/settings.h"

#include "app/sandbox/members.h"

#include <QStringList>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

const QStringList Verifications = { u"NONE"_s, u"DISCOURAGED"_s, u"PREFERRED"_s, u"REQUIRED"_s };

} // namespace

QJsonObject toJson(const Settings& settings)
{
    const auto seconds = [](std::chrono::seconds value) {
        return static_cast<qint64>(value.count());
    };
    return { { u"oneDevicePerUser"_s, settings.oneDevicePerUser },
        { u"userVerification"_s, settings.userVerification },
        { u"numberChallenge"_s, settings.numberChallenge },
        { u"countersignClient"_s, settings.countersignClient },
        { u"browserAddress"_s, settings.browserAddress },
        { u"pendingLink"_s, settings.pendingLink }, { u"versionHeader"_s, settings.versionHeader },
        { u"exactRedirect"_s, settings.exactRedirect },
        { u"plainActivation"_s, settings.plainActivation },
        { u"classicCode"_s, settings.classicCode }, { u"secondCode"_s, settings.secondCode },
        { u"rateLimit"_s, settings.rateLimit },
        { u"transactionSeconds"_s, seconds(settings.transactionLife) },
        { u"activationSeconds"_s, seconds(settings.activationLife) },
        { u"keysMaxAge"_s, seconds(settings.keysMaxAge) } };
}

base::Result<void> apply(const QJsonObject& changes, Settings& settings)
{
    Settings changed = settings;
    Members members;
    members.add("oneDevicePerUser", changed.oneDevicePerUser);
    members.add("userVerification", [&changed](const QJsonValue& value) {
        changed.userVerification = value.toString();
        return Verifications.contains(changed.userVerification);
    });
    members.add("numberChallenge", changed.numberChallenge);
    members.add("countersignClient", changed.countersignClient);
    members.add("browserAddress", changed.browserAddress);
    members.add("pendingLink", changed.pendingLink);
    members.add("versionHeader", changed.versionHeader);
    members.add("exactRedirect", changed.exactRedirect);
    members.add("plainActivation", changed.plainActivation);
    members.add("classicCode", changed.classicCode);
    members.add("secondCode", changed.secondCode);
    members.add("rateLimit", changed.rateLimit);
    members.add("transactionSeconds", changed.transactionLife);
    members.add("activationSeconds", changed.activationLife);
    members.add("keysMaxAge", changed.keysMaxAge);
    if (const auto read = members.read(changes); !read)
        return read.error();
    settings = changed;
    return {};
}

} // namespace sandbox
