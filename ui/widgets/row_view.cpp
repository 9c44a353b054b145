// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/widgets/row_view.h"

#include "ui/widgets/row_list.h"

#include <QEvent>

namespace ui::widgets {

namespace {

constexpr int MostMeasured = 500; ///< rows

} // namespace

RowView::RowView(const QString& name, QWidget* parent) : QListView(parent)
{
    dressAsRows(*this, name);
}

void RowView::reset()
{
    setUniformItemSizes(model() && model()->rowCount() > MostMeasured);
    QListView::reset();
}

void RowView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::ApplicationPaletteChange)
        tintRows(*this);
    QListView::changeEvent(event);
}

} // namespace ui::widgets
