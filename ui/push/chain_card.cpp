// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/push/chain_card.h"

#include "ui/text/journal_text.h"

#include <algorithm>

namespace ui::push {

namespace {

using vault::ChainState;
using vault::ChainVerdict;

constexpr std::size_t MostTold = 4; ///< chains with a sentence of their own

/// What is worse stands first; this computer before others.
int rank(const ChainVerdict& chain, const vault::Id& here)
{
    if (chain.state == ChainState::Broken)
        return 0;
    if (chain.state == ChainState::Forked)
        return 1;
    return chain.device == here ? 2 : 3;
}

widgets::Light lightOf(const std::vector<ChainVerdict>& chains)
{
    const auto has = [&chains](ChainState state) {
        return std::ranges::count(chains, state, &ChainVerdict::state) > 0;
    };
    if (has(ChainState::Broken))
        return widgets::Light::Bad;
    return has(ChainState::Forked) ? widgets::Light::Attention : widgets::Light::Good;
}

} // namespace

void ChainCard::setChains(const std::vector<ChainVerdict>& chains, const vault::Id& here)
{
    std::vector<ChainVerdict> told = chains;
    std::ranges::stable_sort(
        told, [&here](const auto& a, const auto& b) { return rank(a, here) < rank(b, here); });
    QStringList sentences;
    for (std::size_t i = 0; i < std::min(told.size(), MostTold); ++i) {
        const text::Explanation explanation = text::chainText(told[i], told[i].device == here);
        sentences << explanation.message << explanation.next;
    }
    if (told.size() > MostTold)
        sentences << tr(
            "and %n more, none of them worse", nullptr, static_cast<int>(told.size() - MostTold));
    sentences << text::chainMeaningText();
    sentences.removeAll(QString());
    setState(lightOf(chains), text::chainsText(chains) + u'.', sentences.join(u'\n'));
}

} // namespace ui::push
