// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/otp/migration.h"

#include <QString>

#include <variant>
#include <vector>

namespace enroll {

/// Accounts to save: one of an otpauth link, several of a migration code.
struct AccountsOffer
{
    std::vector<otp::Entry> entries;
    std::vector<otp::MigrationFailure> failures;
    int batchSize = 1; ///< parts of the export
    int batchIndex = 0; ///< this part, from 0
    std::int32_t batchId = 0;
    bool isMigration = false;
};

/// A push enrolment that needs the network.
struct ActivationOffer
{
    QString protocol; ///< "okta", "duo", "privacyidea", "tiqr"
    QString server; ///< origin, "https://acme.okta.example"
    QString account; ///< as the link names it; may be empty
};

/// A sign-in to answer (tiqr).
struct SignInOffer
{
    QString protocol;
    QString service;
    QString account; ///< empty: the link leaves the choice to us
};

/// Known codes that cannot be used here; ui/text has the explanation and the next step of each.
enum class UnsupportedKind {
    MicrosoftPush,
    PasskeyHybrid,
    RsaSecurId,
    RsaDynamicProvisioning,
    LastPassTransfer,
    NakedSecret, ///< a plain Base32 text: offer manual entry
    YubicoOtp,
    PrivacyIdeaContainer,
    OktaSameDevice,
    TwoStepEnrollment, ///< privacyIDEA's 2step_ parameters: phone part needed
    DayPassword,
    OtherOtpType, ///< otpauth with a type we do not know
};
struct UnsupportedOffer
{
    UnsupportedKind kind;
};

/// Not an authenticator code at all: Wi-Fi, contact, web address, other text.
struct TextOffer
{ };

/// What a code, link or line of text turned out to hold, before anything is saved or sent.
using Offer =
    std::variant<AccountsOffer, ActivationOffer, SignInOffer, UnsupportedOffer, TextOffer>;

/// The kind as the command line prints it: "otp", "migration", "activation", "signin",
/// "unsupported", "text".
std::string_view kindName(const Offer& offer);

} // namespace enroll
