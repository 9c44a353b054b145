// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/push/answer_bar.h"

#include "core/base/clock.h"
#include "core/push/verification_wish.h"
#include "ui/push/number_row.h"
#include "ui/widgets/busy_line.h"
#include "ui/widgets/primary_button.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui::push {

namespace {

using vault::JournalDecision;

constexpr int SecondsOfAMinute = 60;

QPushButton* newAnswerButton(const QString& text)
{
    QPushButton* const button = widgets::newSecondaryButton(text);
    // Enter presses none of them, wherever the focus is.
    button->setAutoDefault(false);
    return button;
}

} // namespace

AnswerBar::AnswerBar(base::Timers& timers, const base::Clock& clock, QWidget* parent)
    : QWidget(parent),
      m_clock(clock),
      m_pause(timers.make([this] {
          m_wasSeen = true;
          enable();
      })),
      m_second(timers.make([this] { showTime(); })),
      m_number(new NumberRow),
      m_left(new QLabel),
      m_busy(new widgets::BusyLine),
      m_deny(newAnswerButton(tr("&Deny"))),
      m_approve(newAnswerButton(tr("&Approve"))),
      m_unverified(newAnswerButton(tr("&Unconfirmed"))),
      m_notMe(newAnswerButton(tr("&Not me")))
{
    layOut();
    listen();
    clear();
}

void AnswerBar::layOut()
{
    m_deny->setToolTip(tr("Deny (D)"));
    m_unverified->setAccessibleName(tr("Approve unconfirmed"));
    m_unverified->setToolTip(tr("Approve without the passphrase, which the service only prefers"));
    m_notMe->setToolTip(tr("Deny it, and note that you did not start it"));
    auto* time = new QHBoxLayout;
    time->addWidget(m_busy, 1);
    time->addWidget(m_left);
    auto* answers = new QHBoxLayout;
    answers->addWidget(m_deny, 1);
    answers->addWidget(m_approve, 1);
    auto* others = new QHBoxLayout;
    others->addWidget(m_notMe, 1);
    others->addWidget(m_unverified, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(8);
    column->addWidget(m_number);
    column->addLayout(time);
    column->addLayout(answers);
    column->addLayout(others);
}

void AnswerBar::listen()
{
    connect(m_number, &NumberRow::changed, this, &AnswerBar::enable);
    connect(m_deny, &QPushButton::clicked, this, &AnswerBar::deny);
    connect(m_approve, &QPushButton::clicked, this, [this] { approve(false); });
    connect(m_unverified, &QPushButton::clicked, this, [this] { approve(true); });
    connect(m_notMe, &QPushButton::clicked, this, &AnswerBar::report);
}

void AnswerBar::showRequest(const ::push::Challenge& challenge)
{
    m_challenge = challenge;
    m_isSending = false;
    m_number->showCheck(challenge.canBeApproved() ? challenge.number : ::push::NumberCheck {});
    m_approve->setText(asksForVerification(challenge) ? tr("&Approve…") : tr("&Approve"));
    m_unverified->setVisible(challenge.canBeApproved() && canGoUnverified(challenge));
    m_busy->stop();
    startPause();
    showTime();
}

void AnswerBar::clear()
{
    m_challenge.reset();
    m_number->showCheck({});
    startPause();
    showTime();
}

QWidget* AnswerBar::field() const
{
    return m_number->field();
}

void AnswerBar::setSending(bool isSending)
{
    m_isSending = isSending;
    if (isSending)
        m_busy->start(tr("Sending the answer…"));
    else
        m_busy->stop();
    enable();
}

void AnswerBar::startPause()
{
    m_wasSeen = false;
    if (m_challenge && isVisible())
        m_pause->start(Pause);
    else
        m_pause->stop();
    enable();
}

void AnswerBar::enable()
{
    const bool canAnswer = m_challenge && !m_isSending;
    const bool canApprove =
        canAnswer && m_challenge->canBeApproved() && m_wasSeen && m_number->isComplete();
    m_approve->setEnabled(canApprove);
    m_unverified->setEnabled(canApprove);
    m_number->setEnabled(canAnswer);
    m_deny->setEnabled(canAnswer);
    m_notMe->setEnabled(canAnswer);
}

void AnswerBar::showTime()
{
    if (!m_challenge || !isVisible()) {
        m_second->stop();
        return;
    }
    using namespace std::chrono;
    const milliseconds left = std::max(m_challenge->expires - m_clock.now(), milliseconds(0));
    const auto seconds = static_cast<int>(ceil<std::chrono::seconds>(left).count());
    m_left->setText(seconds >= SecondsOfAMinute
            ? tr("%1 min %2 s left").arg(seconds / SecondsOfAMinute).arg(seconds % SecondsOfAMinute)
            : tr("%1 s left").arg(seconds));
    if (seconds == 0) {
        m_second->stop();
        return;
    }
    // To when the next whole second is over.
    m_second->start(left - std::chrono::seconds(seconds - 1));
}

void AnswerBar::deny()
{
    if (m_deny->isEnabled())
        emit answered({ JournalDecision::Deny });
}

void AnswerBar::report()
{
    emit answered({ JournalDecision::Report });
}

void AnswerBar::approve(bool withoutVerification)
{
    if (m_approve->isEnabled())
        emit answered({ JournalDecision::Approve, m_number->number(), withoutVerification });
}

void AnswerBar::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    startPause();
    showTime();
}

void AnswerBar::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    startPause();
    showTime();
}

bool AnswerBar::event(QEvent* event)
{
    // In the background nobody has looked at it yet, and a click that brings the window to the
    // front is no answer.
    if (event->type() == QEvent::WindowActivate)
        startPause();
    return QWidget::event(event);
}

} // namespace ui::push
