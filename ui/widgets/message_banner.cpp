// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/widgets/message_banner.h"

#include "ui/widgets/countdown.h"

#include <QAccessible>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QStyle>

namespace ui::widgets {
namespace {

QLabel* plainLabel(QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace

MessageBanner::MessageBanner(QWidget* parent)
    : QFrame(parent),
      m_symbol(new QLabel(this)),
      m_sentence(plainLabel(this)),
      m_nextStep(plainLabel(this))
{
    QFont bold = m_sentence->font();
    bold.setBold(true);
    m_sentence->setFont(bold);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum);

    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(14, 12, 14, 12);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(1, 1);
    grid->addWidget(m_symbol, 0, 0, 2, 1, Qt::AlignTop);
    grid->addWidget(m_sentence, 0, 1);
    grid->addWidget(m_nextStep, 1, 1);
    hide();
}

void MessageBanner::showError(const QString& sentence, const QString& nextStep)
{
    showMessage(Kind::Error, sentence, nextStep);
}

void MessageBanner::showNote(const QString& sentence, const QString& nextStep)
{
    showMessage(Kind::Note, sentence, nextStep);
}

void MessageBanner::clear()
{
    hide();
    m_sentence->clear();
    m_nextStep->clear();
}

void MessageBanner::showMessage(Kind kind, const QString& sentence, const QString& nextStep)
{
    m_kind = kind;
    updateSymbol();
    m_sentence->setText(sentence);
    m_nextStep->setText(nextStep);
    m_nextStep->setVisible(!nextStep.isEmpty());
    setAccessibleName(nextStep.isEmpty() ? sentence : sentence + u' ' + nextStep);
    show();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void MessageBanner::updateSymbol()
{
    const auto symbol =
        m_kind == Kind::Error ? QStyle::SP_MessageBoxWarning : QStyle::SP_MessageBoxInformation;
    const int size = style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, this) * 5 / 4;
    m_symbol->setPixmap(style()->standardIcon(symbol, nullptr, this).pixmap(size));
}

void MessageBanner::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::PaletteChange)
        updateSymbol();
    QFrame::changeEvent(event);
}

void MessageBanner::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(edgeColor(palette()), 1));
    painter.setBrush(palette().brush(QPalette::AlternateBase));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
}

} // namespace ui::widgets
