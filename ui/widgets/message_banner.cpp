// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/widgets/message_banner.h"

#include "ui/widgets/card.h"

#include <QAccessible>
#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStyle>

#include <algorithm>

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
      m_nextStep(plainLabel(this)),
      m_offer(new QPushButton(this))
{
    layOutCard(this, m_symbol, m_sentence, m_nextStep);
    auto* const row = new QHBoxLayout;
    row->addWidget(m_offer);
    row->addStretch(1);
    static_cast<QGridLayout*>(layout())->addLayout(row, 2, 1);
    m_offer->hide();
    connect(m_offer, &QPushButton::clicked, this, [this] { m_act(); });
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

void MessageBanner::offer(const QString& text, std::function<void()> act, const QString& spoken)
{
    m_act = std::move(act);
    m_offer->setText(text);
    m_offer->setAccessibleName(spoken);
    m_offer->show();
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
    m_offer->hide();
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
    const int line = std::max(
        style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, this), fontMetrics().height());
    const int size = line * 5 / 4;
    m_symbol->setPixmap(style()->standardIcon(symbol, nullptr, this).pixmap(size));
}

void MessageBanner::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::PaletteChange
        || event->type() == QEvent::FontChange)
        updateSymbol();
    QFrame::changeEvent(event);
}

void MessageBanner::paintEvent(QPaintEvent*)
{
    paintCard(this);
}

} // namespace ui::widgets
