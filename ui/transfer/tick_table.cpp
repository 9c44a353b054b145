// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/transfer/tick_table.h"

#include <QEvent>
#include <QHeaderView>
#include <QKeyEvent>

namespace ui::transfer {

namespace {

constexpr int FewestRows = 5; ///< that are seen at once, however small the window

} // namespace

TickTable::TickTable(const QString& name, QWidget* parent) : QTableView(parent)
{
    setAccessibleName(name);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    setShowGrid(false);
    setWordWrap(false);
    setAlternatingRowColors(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    horizontalHeader()->setSectionsClickable(false);
}

void TickTable::setModel(QAbstractItemModel* model)
{
    QTableView::setModel(model);
    fitColumns();
}

void TickTable::fitColumns()
{
    if (!model())
        return;
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() * 7 / 4);
    setMinimumHeight(horizontalHeader()->sizeHint().height()
        + FewestRows * verticalHeader()->defaultSectionSize() + 2 * frameWidth());
    // Shares of the width: names vary more than states, and none may push another out of sight.
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    shareWidth(viewport()->width());
}

void TickTable::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Space) {
        tickCurrent();
        event->accept();
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        emit confirmed();
        event->accept();
    } else {
        QTableView::keyPressEvent(event);
    }
}

void TickTable::tickCurrent()
{
    const QModelIndex entry = currentIndex().siblingAtColumn(0);
    if (!entry.isValid())
        return;
    const bool isTicked = entry.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    model()->setData(entry, isTicked ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
}

void TickTable::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    fitColumns();
}

void TickTable::changeEvent(QEvent* event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fitColumns();
}

} // namespace ui::transfer
