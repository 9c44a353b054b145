// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/widgets/row_list.h"

#include "ui/widgets/countdown.h"

#include <QApplication>
#include <QEvent>

namespace ui::widgets {

RowList::RowList(const QString& name, QWidget* parent) : QListWidget(parent)
{
    setAccessibleName(name);
    setFrameShape(QFrame::NoFrame);
    setSpacing(4);
    setWordWrap(true);
    takeColours();
}

QListWidgetItem* RowList::addRow(const QString& title, const QString& line)
{
    //: A row of a list: %1 is its title, %2 the line below.
    auto* item = new QListWidgetItem(tr("%1\n%2").arg(title, line), this);
    item->setData(Qt::AccessibleTextRole, QString(title + QStringLiteral(", ") + line));
    return item;
}

/// From the program's palette: this one's own is what was made of it before.
void RowList::takeColours()
{
    QPalette colours = QApplication::palette();
    colours.setColor(QPalette::Highlight,
        blended(colours.color(QPalette::Base), colours.color(QPalette::Highlight), 0.25));
    colours.setColor(QPalette::HighlightedText, colours.color(QPalette::Text));
    if (colours != palette())
        setPalette(colours);
}

void RowList::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::ApplicationPaletteChange)
        takeColours();
    QListWidget::changeEvent(event);
}

} // namespace ui::widgets
