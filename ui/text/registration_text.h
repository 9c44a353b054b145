// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/result.h"
#include "core/push/activation.h"
#include "core/vault/push_registration.h"
#include "ui/text/explanation.h"

namespace ui::text {

/// What setting up, changing or removing a registration is doing at the moment.
QString phaseText(::push::Phase phase);

/// Why a registration was not set up: errorText(), but for what means something else here.
Explanation activationErrorText(const base::Error& error);

/// Why a registration was not changed: errorText(), but for what means something else here.
Explanation changeErrorText(const base::Error& error);

/// What system a registration is of, and whether its vendor has documented what is done with it.
QString kindText(const std::string& protocol, bool isDocumented);

/// That the vendor has not documented what is done here, and what that may mean.
Explanation undocumentedText(const std::string& protocol);

/// That the server is reached without encryption, and why that can be.
Explanation notEncryptedText();

/// How a registration stands at its server, as far as that is known here.
Explanation registrationText(vault::RegistrationState state);

/// What a key of a registration is for, by its role, and what it opens with.
QString keyText(const std::string& role, bool isVerified);

} // namespace ui::text
