// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/widgets/notice_bar.h"

#include "ui/widgets/countdown.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace ui::widgets {

NoticeBar::NoticeBar(QWidget* parent)
    : QFrame(parent),
      m_sentence(new QLabel(this)),
      m_button(new QPushButton(this))
{
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 8, 12, 8);
    row->addWidget(m_sentence, 1);
    row->addWidget(m_button);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum);

    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &NoticeBar::clear);
    connect(m_button, &QPushButton::clicked, this, [this] {
        const auto onPressed = std::move(m_onPressed);
        clear();
        if (onPressed)
            onPressed();
    });
    clear();
}

void NoticeBar::showNotice(const QString& sentence)
{
    m_onPressed = nullptr;
    m_button->hide();
    present(sentence, Duration);
}

void NoticeBar::showNotice(
    const QString& sentence, const QString& button, std::function<void()> onPressed)
{
    m_onPressed = std::move(onPressed);
    m_button->setText(button);
    m_button->show();
    present(sentence, DurationWithButton);
}

void NoticeBar::present(const QString& sentence, std::chrono::milliseconds duration)
{
    m_sentence->setText(sentence);
    setAccessibleName(sentence);
    show();
    m_timer.start(duration);
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void NoticeBar::clear()
{
    m_timer.stop();
    m_onPressed = nullptr;
    hide();
}

void NoticeBar::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor accent = palette().color(QPalette::Highlight);
    painter.setPen(QPen(accent, 1));
    painter.setBrush(blended(palette().color(QPalette::Window), accent, 0.18));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
}

} // namespace ui::widgets
