// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/widgets/row_list.h"

#include "ui/widgets/countdown.h"

#include <QApplication>
#include <QEvent>

namespace ui::widgets {

RowList::RowList(const QString& name, QWidget* parent) : QListWidget(parent)
{
    dressAsRows(*this, name);
}

QListWidgetItem* RowList::addRow(const QString& title, const QString& line)
{
    auto* item = new QListWidgetItem(rowText(title, line), this);
    item->setData(Qt::AccessibleTextRole, spokenRow(title, line));
    return item;
}

void RowList::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::ApplicationPaletteChange)
        tintRows(*this);
    QListWidget::changeEvent(event);
}

QString rowText(const QString& title, const QString& line)
{
    //: A row of a list: %1 is its title, %2 the line below.
    return RowList::tr("%1\n%2").arg(title, line);
}

QString spokenRow(const QString& title, const QString& line)
{
    return title + QStringLiteral(", ") + line;
}

void dressAsRows(QListView& list, const QString& name)
{
    list.setAccessibleName(name);
    list.setFrameShape(QFrame::NoFrame);
    list.setSpacing(4);
    list.setWordWrap(true);
    tintRows(list);
}

/// The list's own palette is what was made of the program's before.
void tintRows(QWidget& list)
{
    QPalette colours = QApplication::palette();
    colours.setColor(QPalette::Highlight,
        blended(colours.color(QPalette::Base), colours.color(QPalette::Highlight), 0.25));
    colours.setColor(QPalette::HighlightedText, colours.color(QPalette::Text));
    if (colours != list.palette())
        list.setPalette(colours);
}

} // namespace ui::widgets
