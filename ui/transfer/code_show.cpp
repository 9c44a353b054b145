// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/transfer/code_show.h"

#include "ui/widgets/page_column.h"
#include "ui/widgets/primary_button.h"
#include "ui/widgets/qr_picture.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QScreen>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <utility>

namespace ui::transfer {

CodeShow::CodeShow(const base::Clock& clock, QWidget* parent)
    : QWidget(parent),
      m_clock(clock),
      m_place(widgets::newTextLabel({}, this)),
      m_code(new widgets::QrPicture),
      m_previous(widgets::newSecondaryButton(tr("&Previous"))),
      m_next(widgets::newSecondaryButton(tr("&Next"))),
      m_left(widgets::newTextLabel({}, this))
{
    m_code->setFocusPolicy(Qt::StrongFocus);
    m_code->takeRoomThatIsLeft(); // so that what turns them is in sight
    layOut();
    connect(m_previous, &QPushButton::clicked, this, [this] { turnTo(m_index - 1); });
    connect(m_next, &QPushButton::clicked, this, [this] { turnTo(m_index + 1); });
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(std::chrono::seconds(1));
    connect(&m_timer, &QTimer::timeout, this, &CodeShow::showTime);
}

CodeShow::~CodeShow() = default;

void CodeShow::layOut()
{
    QFont bold = m_place->font();
    bold.setBold(true);
    m_place->setFont(bold);
    m_place->setAlignment(Qt::AlignCenter);
    m_left->setAlignment(Qt::AlignCenter);
    auto* turn = new QHBoxLayout;
    turn->addWidget(m_previous, 1);
    turn->addWidget(m_next, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(10);
    column->addWidget(m_place);
    column->addWidget(m_code, 1);
    column->addLayout(turn);
    column->addWidget(m_left);
    column->addWidget(widgets::newTextLabel(
        tr("Scan them with the other device: in Google Authenticator under “Transfer accounts”, "
           "“Import accounts”. Whoever sees a code has the accounts in it."),
        this));
}

void CodeShow::begin(CodePictures pictures)
{
    m_pictures = std::move(pictures);
    m_index = 0;
    const bool hasSeveral = m_pictures.count() > 1;
    m_previous->setVisible(hasSeveral);
    m_next->setVisible(hasSeveral);
    turnTo(0);
    m_timer.start();
    QTimer::singleShot(0, this, &CodeShow::makeRoom); // when the page has been laid out
}

/// Until the modules of the largest code are as large as a camera likes them.
void CodeShow::makeRoom()
{
    constexpr int PixelsPerModule = 4;
    QWidget* const frame = window();
    if (m_pictures.count() == 0 || !isVisible() || frame->isMaximized() || frame->isFullScreen())
        return;
    int modules = 0;
    for (int i = 0; i < m_pictures.count(); ++i)
        modules = std::max(modules, m_pictures.at(i).width());
    const int side = static_cast<int>(std::ceil(modules * PixelsPerModule / devicePixelRatioF()));
    const QSize missing = (QSize(side, side) - m_code->size()).expandedTo({ 0, 0 });
    const QSize border = frame->frameGeometry().size() - frame->size();
    const QSize most = frame->screen()->availableSize() - border;
    const QSize larger = (frame->size() + missing).boundedTo(most).expandedTo(frame->size());
    if (larger == frame->size())
        return;
    m_windowBefore = frame->size();
    m_windowLarger = larger;
    frame->resize(larger);
}

void CodeShow::wipe()
{
    m_timer.stop();
    m_code->wipe();
    m_pictures = {};
    if (m_windowBefore.isValid() && window()->size() == m_windowLarger)
        window()->resize(m_windowBefore);
    m_windowBefore = {};
}

void CodeShow::turnTo(int index)
{
    m_index = std::clamp(index, 0, std::max(m_pictures.count() - 1, 0));
    if (m_pictures.count() == 0)
        return;
    m_code->setPicture(m_pictures.at(m_index));
    //: %1 is the number of the code on show, %2 how many there are
    const QString place = tr("Code %1 of %2").arg(m_index + 1).arg(m_pictures.count());
    m_place->setText(place);
    m_code->setAccessibleName(tr("QR code %1 of %2").arg(m_index + 1).arg(m_pictures.count()));
    m_end = m_clock.now() + Duration;
    showTime();
    // Focus stays where the next turn comes from: a button that is disabled would hand it on.
    const bool isFirst = m_index == 0;
    const bool isLast = m_index == m_pictures.count() - 1;
    if ((isFirst && m_previous->hasFocus()) || (isLast && m_next->hasFocus()))
        m_code->setFocus();
    m_previous->setEnabled(!isFirst);
    m_next->setEnabled(!isLast);
}

void CodeShow::keyPressEvent(QKeyEvent* event)
{
    const int toTheRight = isRightToLeft() ? -1 : 1;
    switch (event->key()) {
    case Qt::Key_Right:
        return turnTo(m_index + toTheRight);
    case Qt::Key_Left:
        return turnTo(m_index - toTheRight);
    case Qt::Key_PageDown:
    case Qt::Key_Space:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return turnTo(m_index + 1);
    case Qt::Key_PageUp:
    case Qt::Key_Backspace:
        return turnTo(m_index - 1);
    case Qt::Key_Home:
        return turnTo(0);
    case Qt::Key_End:
        return turnTo(m_pictures.count() - 1);
    default:
        QWidget::keyPressEvent(event);
    }
}

/// Not a focus proxy: one in the middle of a page takes what is before it out of the tab order.
void CodeShow::focusInEvent(QFocusEvent* /*event*/)
{
    m_code->setFocus();
}

void CodeShow::showTime()
{
    const auto left = std::chrono::ceil<std::chrono::seconds>(m_end - m_clock.now());
    if (left.count() <= 0) {
        wipe();
        emit expired();
        return;
    }
    m_left->setText(tr("Hidden in %n second(s).", nullptr, static_cast<int>(left.count())));
}

} // namespace ui::transfer
