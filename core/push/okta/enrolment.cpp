// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/okta/enrolment.h"

#include "core/base/origin.h"
#include "core/base/percent.h"

#include <array>

namespace push::okta {

namespace {

namespace json = base::json;

/// The texts of an enrolment by their names in the vault.
struct TextMember
{
    const char* name;
    std::string Enrolment::*member;
    bool isRequired;
};
constexpr std::array TextMembers = {
    TextMember { "organisation", &Enrolment::organisation, true },
    TextMember { "alternate", &Enrolment::alternate, false },
    TextMember { "organisationId", &Enrolment::organisationId, false },
    TextMember { "clientId", &Enrolment::clientId, false },
    TextMember { "authorizationServer", &Enrolment::authorizationServer, false },
    TextMember { "authenticatorId", &Enrolment::authenticatorId, false },
    TextMember { "id", &Enrolment::id, false },
    TextMember { "methodId", &Enrolment::methodId, false },
    TextMember { "userId", &Enrolment::userId, false },
    TextMember { "deviceId", &Enrolment::deviceId, false },
    TextMember { "clientInstanceId", &Enrolment::clientInstanceId, false },
    TextMember { "pendingAddress", &Enrolment::pendingAddress, false },
    TextMember { "clientKeyId", &Enrolment::clientKeyId, false },
    TextMember { "possessionKeyId", &Enrolment::possessionKeyId, false },
    TextMember { "verificationKeyId", &Enrolment::verificationKeyId, false },
    TextMember { "numberAnswer", &Enrolment::numberAnswer, false },
};

bool flag(const json::Value& object, std::string_view name)
{
    const json::Value* const member = object.member(name);
    return member && member->boolean().value_or(false);
}

} // namespace

bool isOfOrganisation(const Enrolment& enrolment, std::string_view address)
{
    const std::optional<std::string> origin = base::originOf(address);
    return origin
        && (*origin == enrolment.organisation
            || (!enrolment.alternate.empty() && *origin == enrolment.alternate));
}

std::string addressOf(const Enrolment& enrolment)
{
    const bool isDocumented = enrolment.family == Family::Documented;
    return enrolment.organisation
        + (isDocumented ? "/idp/myaccount/app-authenticators/" : "/idp/authenticators/")
        + base::percentEncoded(enrolment.id);
}

std::string documentedPendingAddress(const Enrolment& enrolment)
{
    return enrolment.organisation + "/idp/myaccount/app-authenticators/"
        + base::percentEncoded(enrolment.id) + "/push/notifications";
}

std::string writeEnrolment(const Enrolment& enrolment)
{
    json::Writer out;
    out.beginObject();
    out.member("family", enrolment.family == Family::Documented ? "A" : "B");
    out.member("keys", enrolment.keyKind == KeyKind::Ec ? "EC" : "RSA");
    for (const TextMember& text : TextMembers) {
        if (!(enrolment.*text.member).empty())
            out.member(text.name, enrolment.*text.member);
    }
    if (!enrolment.userName.isEmpty())
        out.member("userName", enrolment.userName.toStdString());
    if (!enrolment.certificates.empty())
        out.member("certificates", enrolment.certificates);
    out.member("ciba", enrolment.hasCiba);
    out.member("hardwareIds", enrolment.sendsHardwareIds);
    out.endObject();
    return out.written();
}

base::Bytes detailsOf(const Enrolment& enrolment)
{
    const std::string written = writeEnrolment(enrolment);
    const base::ByteView bytes = base::bytesOf(written);
    return { bytes.begin(), bytes.end() };
}

base::Result<Enrolment> readEnrolment(std::string_view bytes)
{
    const base::Error damaged { base::ErrorCode::Damaged, "Okta enrolment", { "registration" } };
    const auto object = json::read(bytes);
    if (!object || !object->isObject())
        return damaged;
    const std::string family = json::textOf(*object, "family");
    const std::string keys = json::textOf(*object, "keys");
    if ((family != "A" && family != "B") || (keys != "EC" && keys != "RSA"))
        return damaged;
    Enrolment enrolment;
    enrolment.family = family == "A" ? Family::Documented : Family::Undocumented;
    enrolment.keyKind = keys == "EC" ? KeyKind::Ec : KeyKind::Rsa;
    for (const TextMember& text : TextMembers) {
        enrolment.*text.member = json::textOf(*object, text.name);
        if (text.isRequired && (enrolment.*text.member).empty())
            return damaged;
    }
    enrolment.userName = QString::fromStdString(json::textOf(*object, "userName"));
    enrolment.certificates = json::textsOf(*object, "certificates");
    enrolment.hasCiba = flag(*object, "ciba");
    enrolment.sendsHardwareIds = flag(*object, "hardwareIds");
    return enrolment;
}

} // namespace push::okta
