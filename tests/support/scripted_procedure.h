// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/push/activation.h"

namespace support {

/// An activation or a removal that goes on when the test says.
class ScriptedProcedure : public push::Procedure
{
public:
    explicit ScriptedProcedure(push::Consent consent) : m_consent(std::move(consent)) { }

    std::optional<push::ActivationChoice> choice; ///< it was started with

    const push::Consent& consent() const override { return m_consent; }
    void start(const push::ActivationChoice& chosen) override { choice = chosen; }
    bool isStarted() const { return choice.has_value(); }

private:
    push::Consent m_consent;
};

} // namespace support
