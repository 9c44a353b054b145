// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/journal_check.h"
#include "ui/widgets/light_card.h"

namespace ui::push {

/// How the journal stands: the worst of it in one sentence beside a light, then a sentence for each
/// computer's chain, and what all that can show.
class ChainCard : public widgets::LightCard
{
    Q_OBJECT

public:
    using LightCard::LightCard;

    /// `here` is this computer.
    void setChains(const std::vector<vault::ChainVerdict>& chains, const vault::Id& here);
};

} // namespace ui::push
