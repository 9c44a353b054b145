// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/accounts/account_view.h"

#include "ui/accounts/account_delegate.h"
#include "ui/accounts/account_model.h"

#include <QKeyEvent>

#include <algorithm>

namespace ui::accounts {

AccountView::AccountView(AccountDelegate& delegate, QWidget* parent)
    : QListView(parent),
      m_delegate(delegate)
{
    setItemDelegate(&delegate);
    setUniformItemSizes(true);
    setResizeMode(QListView::Adjust);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_Hover);
    setFrameShape(QFrame::NoFrame);
    // A click leaves the focus in the search, so that typing goes on searching.
    setFocusPolicy(Qt::TabFocus);
}

void AccountView::moveCurrent(int rows)
{
    if (model() == nullptr || model()->rowCount() == 0)
        return;
    const int last = model()->rowCount() - 1;
    const int row = currentIndex().isValid() ? std::clamp(currentIndex().row() + rows, 0, last) : 0;
    setCurrentIndex(model()->index(row, 0));
}

int AccountView::rowsPerPage() const
{
    const int height = std::max(1, sizeHintForRow(0));
    return std::max(1, viewport()->height() / height - 1);
}

void AccountView::keyPressEvent(QKeyEvent* event)
{
    const bool isPlain = (event->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) == 0;
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (currentIndex().isValid())
            emit copyRequested(currentIndex());
        return;
    case Qt::Key_Space:
        toggleRevealed();
        return;
    default:
        break;
    }
    if (isPlain && !event->text().isEmpty() && event->text().at(0).isPrint()) {
        emit textTyped(event->text());
        return;
    }
    QListView::keyPressEvent(event);
}

void AccountView::mousePressEvent(QMouseEvent* event)
{
    QListView::mousePressEvent(event);
    m_pressed = event->button() == Qt::LeftButton ? indexAt(event->pos()) : QModelIndex();
}

void AccountView::mouseReleaseEvent(QMouseEvent* event)
{
    QListView::mouseReleaseEvent(event);
    const QModelIndex index = indexAt(event->pos());
    if (event->button() != Qt::LeftButton || !index.isValid() || m_pressed != index)
        return;
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    option.rect = visualRect(index);
    const bool isCounterBased = index.data(AccountModel::CounterBasedRole).toBool();
    if (isCounterBased && m_delegate.signArea(option).contains(event->pos()))
        emit nextCodeRequested(index);
    else
        emit copyRequested(index);
}

/// The height of a row depends on the width of the view.
void AccountView::resizeEvent(QResizeEvent* event)
{
    QListView::resizeEvent(event);
    scheduleDelayedItemsLayout();
}

void AccountView::toggleRevealed()
{
    const QModelIndex current = currentIndex();
    m_delegate.setRevealed(m_delegate.isRevealed(current) ? QModelIndex() : current);
    viewport()->update();
}

} // namespace ui::accounts
