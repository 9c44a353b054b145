// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/push/journal_view.h"

#include "ui/push/journal_delegate.h"

namespace ui::push {

namespace {

constexpr int FewestRows = 3; ///< that are seen at once, however small the window

} // namespace

JournalView::JournalView(QWidget* parent) : QListView(parent)
{
    setItemDelegate(new JournalDelegate(this));
    setUniformItemSizes(true);
    setMouseTracking(true);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setAccessibleName(tr("Answers, the latest first"));
    setMinimumHeight(fontMetrics().height() * 4 * FewestRows);
}

/// Qt lays out anew only where the height has changed.
void JournalView::resizeEvent(QResizeEvent* event)
{
    QListView::resizeEvent(event);
    scheduleDelayedItemsLayout();
}

} // namespace ui::push
