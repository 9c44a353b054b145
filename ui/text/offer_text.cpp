// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/text/offer_text.h"

#include "ui/text/translated.h"
#include "ui/text/visible_text.h"

#include <algorithm>
#include <array>

namespace ui::text {

namespace {

using enroll::UnsupportedKind;

struct KindRow
{
    UnsupportedKind kind;
    const char* message;
    const char* next;
};

constexpr std::array KindRows = {
    KindRow { UnsupportedKind::MicrosoftPush,
        QT_TRANSLATE_NOOP("ui::text",
            "This code sets up Microsoft's own app for push sign-ins. It holds no secret that "
            "another program could make codes from."),
        QT_TRANSLATE_NOOP("ui::text",
            "On the Microsoft page choose “I want to use a different authenticator app” (in older "
            "pages “Set up app without notifications”) and scan the code it shows then. If that "
            "choice is missing, your organisation has switched it off.") },
    KindRow { UnsupportedKind::PasskeyHybrid,
        QT_TRANSLATE_NOOP("ui::text",
            "This code signs in with a passkey kept on a phone nearby, over Bluetooth."),
        QT_TRANSLATE_NOOP("ui::text", "Scan it with the phone that holds the passkey.") },
    KindRow { UnsupportedKind::RsaSecurId,
        QT_TRANSLATE_NOOP("ui::text", "This is an RSA SecurID software token."),
        QT_TRANSLATE_NOOP("ui::text",
            "Open it in RSA's program, or ask the service for codes of an ordinary "
            "authenticator app.") },
    KindRow { UnsupportedKind::RsaDynamicProvisioning,
        QT_TRANSLATE_NOOP("ui::text",
            "This code asks a server for an RSA SecurID token (dynamic seed provisioning)."),
        QT_TRANSLATE_NOOP("ui::text",
            "Open it in RSA's program, or ask the service for codes of an ordinary "
            "authenticator app.") },
    KindRow { UnsupportedKind::LastPassTransfer,
        QT_TRANSLATE_NOOP("ui::text",
            "This code moves accounts between phones with LastPass Authenticator: it is read "
            "whole, "
            "as a file."),
        QT_TRANSLATE_NOOP(
            "ui::text", "Save its picture, or its text, as a file and import that.") },
    KindRow { UnsupportedKind::NakedSecret,
        QT_TRANSLATE_NOOP("ui::text", "This text looks like the bare secret of an account."),
        QT_TRANSLATE_NOOP(
            "ui::text", "Add the account by hand and give this text as its Base32 secret.") },
    KindRow { UnsupportedKind::YubicoOtp,
        QT_TRANSLATE_NOOP("ui::text", "This is a one-time code typed by a YubiKey, not a secret."),
        QT_TRANSLATE_NOOP("ui::text", "Type it where the site asks for the key's code.") },
    KindRow { UnsupportedKind::PrivacyIdeaContainer,
        QT_TRANSLATE_NOOP("ui::text",
            "This code registers a whole privacyIDEA container of tokens with a phone app."),
        QT_TRANSLATE_NOOP("ui::text",
            "Ask the administrator to enrol a single token, which shows an ordinary code.") },
    KindRow { UnsupportedKind::OktaSameDevice,
        QT_TRANSLATE_NOOP("ui::text",
            "This link sets up Okta Verify on the device where it is opened and carries no "
            "enrolment of its own."),
        QT_TRANSLATE_NOOP("ui::text",
            "On the Okta page choose to set up with a QR code, or use Google Authenticator as "
            "the factor there.") },
    KindRow { UnsupportedKind::TwoStepEnrollment,
        QT_TRANSLATE_NOOP("ui::text",
            "This code holds only the server's half of the secret; the app has to make the other "
            "half (privacyIDEA two-step enrolment)."),
        QT_TRANSLATE_NOOP(
            "ui::text", "Ask the administrator for a token without two-step enrolment.") },
    KindRow { UnsupportedKind::DayPassword,
        QT_TRANSLATE_NOOP("ui::text", "This code sets up day passwords, which are not made here."),
        QT_TRANSLATE_NOOP("ui::text", "Ask the administrator for a time-based (TOTP) token.") },
    KindRow { UnsupportedKind::OtherOtpType,
        QT_TRANSLATE_NOOP(
            "ui::text", "This is an authenticator link of a type that is not known here."),
        QT_TRANSLATE_NOOP("ui::text", "Ask the site for a time-based (TOTP) code.") },
};

} // namespace

QString protocolTitle(const QString& protocol)
{
    if (protocol == u"okta")
        return QStringLiteral("Okta Verify");
    if (protocol == u"duo")
        return QStringLiteral("Duo");
    if (protocol == u"privacyidea")
        return QStringLiteral("privacyIDEA");
    return visibleText(protocol, LongestShown);
}

Explanation unsupportedText(UnsupportedKind kind)
{
    const auto* row = std::ranges::find(KindRows, kind, &KindRow::kind);
    Q_ASSERT(row != KindRows.end());
    return { translated(row->message), translated(row->next) };
}

/// Of the protocols that are recognised, those that this program speaks.
bool canBeActivated(const enroll::ActivationOffer& offer)
{
    return offer.protocol == u"okta";
}

Explanation activationText(const enroll::ActivationOffer& offer)
{
    if (canBeActivated(offer)) {
        return { translated(QT_TRANSLATE_NOOP("ui::text",
                                "This code registers this computer for push sign-ins with %1."))
                     .arg(protocolTitle(offer.protocol)),
            translated(QT_TRANSLATE_NOOP("ui::text",
                "Activate it: “Activate…” in the window, or countersign-cli activate.")) };
    }
    const QString message =
        translated(QT_TRANSLATE_NOOP("ui::text",
                       "This code enrols an account for push sign-ins with %1, which this "
                       "version cannot answer yet."))
            .arg(protocolTitle(offer.protocol));
    return { message,
        translated(QT_TRANSLATE_NOOP("ui::text",
            "At the service choose an authenticator app with typed codes (TOTP) instead and scan "
            "the code it shows then.")) };
}

Explanation signInText(const enroll::SignInOffer& offer)
{
    const QString message = translated(QT_TRANSLATE_NOOP("ui::text",
                                           "This code asks to answer a sign-in with %1, which this "
                                           "version cannot do yet."))
                                .arg(protocolTitle(offer.protocol));
    return { message,
        translated(QT_TRANSLATE_NOOP(
            "ui::text", "Answer it with the app that the account was enrolled in.")) };
}

Explanation textOfferText()
{
    return { translated(QT_TRANSLATE_NOOP("ui::text", "This is not an authenticator code.")),
        translated(QT_TRANSLATE_NOOP("ui::text",
            "Use the code the site shows for an authenticator app, or type the account in.")) };
}

std::optional<Explanation> offerText(const enroll::Offer& offer)
{
    if (const auto* activation = std::get_if<enroll::ActivationOffer>(&offer))
        return activationText(*activation);
    if (const auto* signIn = std::get_if<enroll::SignInOffer>(&offer))
        return signInText(*signIn);
    if (const auto* unsupported = std::get_if<enroll::UnsupportedOffer>(&offer))
        return unsupportedText(unsupported->kind);
    if (std::holds_alternative<enroll::TextOffer>(offer))
        return textOfferText();
    return std::nullopt;
}

} // namespace ui::text
