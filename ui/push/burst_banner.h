// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/clock.h"
#include "core/vault/id.h"

#include <QFrame>

#include <optional>

class QLabel;
class QPushButton;

namespace ui::widgets {
class StatusLight;
}

namespace ui::push {

/// Tells that one account has more requests than its owner makes, and what to do; or that it is
/// silenced, and for how long. Says the same in few words to a screen reader.
class BurstBanner : public QFrame
{
    Q_OBJECT

public:
    struct Standing
    {
        QString account; ///< as text::accountText() calls it
        bool isBurst = false;
        bool isSaidAbove = false; ///< the card of a request of its says so
        std::size_t waiting = 0;
        std::optional<base::Time> silentUntil = std::nullopt;
    };

    explicit BurstBanner(QWidget* parent = nullptr);

    void setStanding(const Standing& standing);

signals:
    void reportAllWanted();
    void silenceWanted();
    void silenceEndWanted();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    widgets::StatusLight* m_light;
    QLabel* m_sentence;
    QLabel* m_advice;
    QLabel* m_silence;
    QPushButton* m_reportAll;
    QPushButton* m_silenceIt;
    QPushButton* m_endSilence;
};

} // namespace ui::push
