// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/shell/key_sheet.h"

#include "ui/widgets/page_column.h"
#include "ui/widgets/primary_button.h"

#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace ui::shell {

KeySheet::KeySheet(const QList<KeyRow>& rows, QWidget* parent) : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Keys"));
    auto* page = new widgets::PageColumn;
    page->addTitle(tr("Keys"));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(24);
    grid->setVerticalSpacing(10);
    grid->setColumnStretch(1, 1);
    for (int row = 0; row < rows.size(); ++row) {
        auto* keys = new QLabel(rows[row].keys.toString(QKeySequence::NativeText));
        QFont bold = keys->font();
        bold.setBold(true);
        keys->setFont(bold);
        grid->addWidget(keys, row, 0, Qt::AlignTop);
        auto* action = widgets::newTextLabel(rows[row].action, nullptr);
        grid->addWidget(action, row, 1);
    }
    page->column()->addLayout(grid);
    auto* close = new widgets::PrimaryButton(tr("&Close"));
    close->setDefault(true);
    page->column()->addSpacing(8);
    page->column()->addWidget(close);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);

    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins({});
    whole->addWidget(page);
    resize(sizeHint().expandedTo({ 380, 420 }));
}

} // namespace ui::shell
