// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/journal_check.h"
#include "ui/widgets/status_light.h"

#include <QFrame>

namespace ui::push {

/// How the journal stands: the worst of it in one sentence beside a light, then a sentence for each
/// computer's chain, and what all that can show.
class ChainCard : public QFrame
{
    Q_OBJECT

public:
    explicit ChainCard(QWidget* parent = nullptr);

    /// `here` is this computer.
    void setChains(const std::vector<vault::ChainVerdict>& chains, const vault::Id& here);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    widgets::StatusLight* m_light;
    QLabel* m_summary;
    QLabel* m_sentences;
};

} // namespace ui::push
