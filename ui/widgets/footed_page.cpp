// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/widgets/footed_page.h"

#include "ui/widgets/countdown.h"
#include "ui/widgets/scrolled_page.h"

#include <QPainter>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

namespace ui::widgets {

namespace {

constexpr int Gap = 12; ///< between column and foot, and between the parts of the foot

} // namespace

FootedPage::FootedPage(QWidget* parent)
    : QWidget(parent),
      m_area(new QScrollArea),
      m_column(newColumn(m_area)),
      m_foot(new QVBoxLayout)
{
    // What is wider than the page breaks or is shortened.
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    const QMargins margins = m_column->contentsMargins();
    m_column->setContentsMargins(margins.left(), margins.top(), margins.right(), 0);
    m_foot->setContentsMargins(margins.left(), 0, margins.right(), 0);
    m_foot->setSpacing(Gap);
    // The margin below is the page's: that of a foot with nothing in it would take room as well.
    auto* const parts = new QVBoxLayout(this);
    parts->setContentsMargins(0, 0, 0, margins.bottom());
    parts->setSpacing(Gap);
    parts->addWidget(m_area, 1);
    parts->addLayout(m_foot);
    connect(m_area->verticalScrollBar(), &QScrollBar::rangeChanged, this, [this] { update(); });
}

void FootedPage::scrollToTop()
{
    m_area->ensureVisible(0, 0);
}

/// The area does this where the focus moves within it, not where it comes back from the foot.
bool FootedPage::focusNextPrevChild(bool next)
{
    const bool isMoved = QWidget::focusNextPrevChild(next);
    QWidget* const focus = focusWidget();
    if (isMoved && focus && focus->hasFocus() && m_area->widget()->isAncestorOf(focus))
        m_area->ensureWidgetVisible(focus);
    return isMoved;
}

void FootedPage::paintEvent(QPaintEvent* /*event*/)
{
    if (m_area->verticalScrollBar()->maximum() == 0)
        return;
    constexpr double Faint = 0.3;
    QPainter painter(this);
    painter.fillRect(0, m_area->geometry().bottom() + 1, width(), 1,
        blended(palette().color(QPalette::Window), palette().color(QPalette::WindowText), Faint));
}

} // namespace ui::widgets
