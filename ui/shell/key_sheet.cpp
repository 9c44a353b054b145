// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/shell/key_sheet.h"

#include "ui/widgets/page_column.h"
#include "ui/widgets/primary_button.h"

#include <QAction>
#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace ui::shell {
namespace {

/// The rows are short and keep to one line each: lines that may break leave the height open, and
/// the rows would share what room there is instead of making the sheet scroll.
QLabel* newLineLabel(const QString& text)
{
    auto* label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    return label;
}

QLabel* newBoldLabel(const QString& text)
{
    auto* label = newLineLabel(text);
    QFont bold = label->font();
    bold.setBold(true);
    label->setFont(bold);
    return label;
}

QString spelled(const QList<QKeySequence>& keys)
{
    QStringList names;
    for (const QKeySequence& sequence : keys)
        names << sequence.toString(QKeySequence::NativeText);
    //: Between two keys that do the same.
    return names.join(KeySheet::tr(" or "));
}

/// All sections in one grid, so that their columns stand below each other.
QGridLayout* newGrid(const QList<KeySection>& sections)
{
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(24);
    grid->setVerticalSpacing(10);
    grid->setColumnStretch(1, 1);
    for (const KeySection& section : sections) {
        if (grid->rowCount() > 1)
            grid->setRowMinimumHeight(grid->rowCount(), 8);
        grid->addWidget(newBoldLabel(section.title), grid->rowCount(), 0, 1, 2);
        for (const KeyRow& row : section.rows) {
            const int line = grid->rowCount();
            grid->addWidget(newLineLabel(spelled(row.keys)), line, 0);
            grid->addWidget(newLineLabel(row.action), line, 1);
        }
    }
    return grid;
}

} // namespace

QList<KeyRow> keyRows(const QList<QAction*>& actions)
{
    QList<KeyRow> rows;
    for (const QAction* action : actions) {
        if (!action->shortcut().isEmpty())
            rows << KeyRow { action->shortcuts(), action->text().remove(u'&').remove(u'…') };
    }
    return rows;
}

KeySheet::KeySheet(const QList<KeySection>& sections, QWidget* parent) : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Keys"));
    auto* page = new widgets::PageColumn;
    page->addTitle(tr("Keys"));
    page->column()->addLayout(newGrid(sections));
    auto* close = new widgets::PrimaryButton(tr("&Close"));
    close->setDefault(true);
    page->column()->addSpacing(8);
    page->column()->addWidget(close);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);

    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins({});
    whole->addWidget(page);
    resize(sizeHint().expandedTo(QSize(26, 40) * fontMetrics().height()));
}

} // namespace ui::shell
