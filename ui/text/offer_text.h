// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/enroll/offer.h"
#include "ui/text/explanation.h"

#include <optional>

namespace ui::text {

/// What a code of each known kind that cannot be used here is, and what to do instead.
Explanation unsupportedText(enroll::UnsupportedKind kind);

/// A push enrolment or sign-in that this version cannot answer.
Explanation activationText(const enroll::ActivationOffer& offer);
Explanation signInText(const enroll::SignInOffer& offer);

/// Text that is no authenticator code at all.
Explanation textOfferText();

/// The sentences for an offer that saves nothing; nothing for accounts.
std::optional<Explanation> offerText(const enroll::Offer& offer);

/// A protocol as its vendor writes it ("Okta Verify"); unknown ones as they are.
QString protocolTitle(const QString& protocol);

} // namespace ui::text
