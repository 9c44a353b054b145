// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/timers.h"
#include "core/push/challenge.h"
#include "core/vault/journal_entry.h"

#include <QWidget>

#include <memory>

class QLabel;
class QPushButton;

namespace ui::widgets {
class BusyLine;
}

namespace ui::push {

class NumberRow;

/// An answer as it was given, before anybody is verified for it.
struct GivenAnswer
{
    vault::JournalDecision answer = vault::JournalDecision::Deny;
    QString number = {};
    bool withoutVerification = false;
};

/// Answers the request on view: the number, the seconds left, and the buttons, which stay in their
/// places whatever a service sends. Approving takes a press on a button that is nobody's default,
/// and rests until the request has been in sight for a moment and its number is in.
class AnswerBar : public QWidget
{
    Q_OBJECT

public:
    /// So long nothing can be approved: whoever was about to press something else sees what it is.
    static constexpr std::chrono::milliseconds Pause { 1'500 };

    /// Both outlive it.
    AnswerBar(base::Timers& timers, const base::Clock& clock, QWidget* parent = nullptr);

    /// Begins anew, also for the same request with another content.
    void showRequest(const ::push::Challenge& challenge);
    void clear();
    /// While an answer is on its way there is nothing to press.
    void setSending(bool isSending);
    void deny();
    /// What has to be typed into, or null. Not a focus proxy: one in the middle of a page takes the
    /// buttons beside it out of the tab order.
    QWidget* field() const;

signals:
    void answered(const ui::push::GivenAnswer& answer);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    bool event(QEvent* event) override;

private:
    void layOut();
    void listen();
    void startPause();
    void approve(bool withoutVerification);
    void report();
    void enable();
    void showTime();

    const base::Clock& m_clock;
    std::optional<::push::Challenge> m_challenge;
    std::unique_ptr<base::Timer> m_pause;
    std::unique_ptr<base::Timer> m_second;
    bool m_wasSeen = false; ///< for as long as the pause
    bool m_isSending = false;
    NumberRow* m_number;
    QLabel* m_left;
    widgets::BusyLine* m_busy;
    QPushButton* m_deny;
    QPushButton* m_approve;
    QPushButton* m_unverified;
    QPushButton* m_notMe;
};

} // namespace ui::push
