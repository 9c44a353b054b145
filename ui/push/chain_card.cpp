// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/push/chain_card.h"

#include "ui/text/journal_text.h"
#include "ui/widgets/countdown.h"
#include "ui/widgets/page_column.h"

#include <QGridLayout>
#include <QLabel>
#include <QPainter>

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

ChainCard::ChainCard(QWidget* parent)
    : QFrame(parent),
      m_light(new widgets::StatusLight(this)),
      m_summary(widgets::newTextLabel({}, this)),
      m_sentences(widgets::newTextLabel({}, this))
{
    QFont bold = m_summary->font();
    bold.setBold(true);
    m_summary->setFont(bold);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(14, 12, 14, 12);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(1, 1);
    grid->addWidget(m_light, 0, 0, 2, 1, Qt::AlignTop);
    grid->addWidget(m_summary, 0, 1);
    grid->addWidget(m_sentences, 1, 1);
}

void ChainCard::setChains(const std::vector<ChainVerdict>& chains, const vault::Id& here)
{
    std::vector<ChainVerdict> told = chains;
    std::ranges::stable_sort(
        told, [&here](const auto& a, const auto& b) { return rank(a, here) < rank(b, here); });
    QStringList sentences;
    m_light->setLight(lightOf(chains));
    m_summary->setText(text::chainsText(chains) + u'.');
    for (std::size_t i = 0; i < std::min(told.size(), MostTold); ++i) {
        const text::Explanation explanation = text::chainText(told[i], told[i].device == here);
        sentences << explanation.message << explanation.next;
    }
    if (told.size() > MostTold)
        sentences << tr(
            "and %n more, none of them worse", nullptr, static_cast<int>(told.size() - MostTold));
    sentences << text::chainMeaningText();
    sentences.removeAll(QString());
    m_sentences->setText(sentences.join(u'\n'));
    setAccessibleName(m_summary->text() + u' ' + m_sentences->text());
}

void ChainCard::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(widgets::edgeColor(palette()), 1));
    painter.setBrush(palette().brush(QPalette::AlternateBase));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
}

} // namespace ui::push
