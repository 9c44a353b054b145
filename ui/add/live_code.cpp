// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/add/live_code.h"

#include "ui/widgets/code_text.h"
#include "ui/widgets/countdown.h"

#include <QPainter>
#include <QStyle>

namespace ui::add {

LiveCode::LiveCode(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

LiveCode::~LiveCode()
{
    m_code.fill(QLatin1Char('0'));
}

void LiveCode::showCode(const QString& code, int secondsLeft, int period)
{
    m_code = widgets::groupedCode(code);
    m_sentence.clear();
    m_secondsLeft = secondsLeft;
    m_period = period;
    setAccessibleName(period > 0
            ? tr("Code %1, %n second(s) left", nullptr, secondsLeft).arg(m_code)
            : tr("Code %1").arg(m_code));
    update();
}

void LiveCode::showText(const QString& sentence)
{
    m_code.clear();
    m_sentence = sentence;
    setAccessibleName(sentence);
    update();
}

QFont LiveCode::codeFont() const
{
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.9);
    return large;
}

QSize LiveCode::sizeHint() const
{
    const int height = QFontMetrics(codeFont()).height() * 6 / 5;
    const int width = widgets::codeWidth(codeFont(), QStringLiteral("0000 0000"));
    return { width + height * 3 / 2, height };
}

void LiveCode::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setFont(font());
    if (m_code.isEmpty()) {
        painter.drawText(
            rect(), Qt::AlignVCenter | Qt::AlignLeading | Qt::TextWordWrap, m_sentence);
        return;
    }
    const widgets::Countdown countdown { m_secondsLeft, m_period };
    const bool isLast = m_period > 0 && widgets::isEnding(countdown);
    painter.setPen(isLast ? widgets::endingColor(palette()) : palette().color(QPalette::Text));
    const int width = widgets::codeWidth(codeFont(), m_code);
    const auto place = [this](const QRect& area) {
        return QStyle::visualRect(layoutDirection(), rect(), area);
    };
    widgets::paintCode(painter, place(QRect(0, 0, width, height())), codeFont(), m_code);
    if (m_period > 0) {
        const int side = height() * 4 / 5;
        const QRect sign(width + height() / 3, (height() - side) / 2, side, side);
        widgets::paintCountdown(painter, place(sign), palette(), countdown);
    }
}

} // namespace ui::add
