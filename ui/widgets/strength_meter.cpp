// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/widgets/strength_meter.h"

#include "ui/widgets/countdown.h"

#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

namespace ui::widgets {

/// The painted part.
class StrengthMeter::Bars : public QWidget
{
public:
    explicit Bars(const StrengthMeter& meter, QWidget* parent) : QWidget(parent), m_meter(meter)
    {
        setFixedHeight(6);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        constexpr int Count = 3;
        constexpr int Gap = 6;
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        const double width = (this->width() - Gap * (Count - 1)) / double(Count);
        for (int bar = 0; bar < Count; ++bar) {
            const int position = layoutDirection() == Qt::RightToLeft ? Count - 1 - bar : bar;
            const bool lit = bar < static_cast<int>(m_meter.level());
            painter.setBrush(lit ? palette().color(QPalette::Highlight) : edgeColor(palette()));
            painter.drawRoundedRect(QRectF(position * (width + Gap), 0, width, height()),
                height() / 2.0, height() / 2.0);
        }
    }

private:
    const StrengthMeter& m_meter;
};

StrengthMeter::StrengthMeter(QWidget* parent)
    : QWidget(parent),
      m_bars(new Bars(*this, this)),
      m_sentence(new QLabel(this))
{
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(6);
    column->addWidget(m_bars);
    column->addWidget(m_sentence);
    setLevel(Level::None);
}

void StrengthMeter::setLevel(Level level)
{
    m_level = level;
    switch (level) {
    case Level::None:
        m_sentence->setText(tr("Several unrelated words are easy to remember and hard to guess."));
        break;
    case Level::Weak:
        m_sentence->setText(tr("Weak: a program would guess this quickly."));
        break;
    case Level::Fair:
        m_sentence->setText(tr("Fair: one or two more words would make it strong."));
        break;
    case Level::Strong:
        m_sentence->setText(tr("Strong."));
        break;
    }
    m_bars->update();
}

} // namespace ui::widgets
