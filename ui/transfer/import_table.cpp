// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/transfer/import_table.h"

#include "ui/transfer/import_model.h"

#include <QEvent>
#include <QHeaderView>
#include <QKeyEvent>

namespace ui::transfer {

namespace {

constexpr int FewestRows = 5; ///< that are seen at once, however small the window
constexpr int LettersWithNotes = 76; ///< of a table that has room for a third column
constexpr int LettersWithFiles = 100;

} // namespace

ImportTable::ImportTable(QWidget* parent) : QTableView(parent)
{
    setAccessibleName(tr("Entries of the files"));
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

void ImportTable::setModel(QAbstractItemModel* model)
{
    QTableView::setModel(model);
    fitColumns();
}

void ImportTable::setHasFiles(bool hasFiles)
{
    m_hasFiles = hasFiles;
    fitColumns();
}

void ImportTable::fitColumns()
{
    if (!model())
        return;
    const QFontMetrics letters = fontMetrics();
    verticalHeader()->setDefaultSectionSize(letters.height() * 7 / 4);
    setMinimumHeight(horizontalHeader()->sizeHint().height()
        + FewestRows * verticalHeader()->defaultSectionSize() + 2 * frameWidth());
    const int width = viewport()->width();
    const auto hasRoomFor = [&](int count) { return width >= letters.averageCharWidth() * count; };
    setColumnHidden(ImportModel::NoteColumn, !hasRoomFor(LettersWithNotes));
    setColumnHidden(ImportModel::FileColumn, !m_hasFiles || !hasRoomFor(LettersWithFiles));
    QHeaderView* const header = horizontalHeader();
    // Shares of the width: names vary more than states, and none may push another out of sight.
    header->setSectionResizeMode(QHeaderView::Fixed);
    header->setSectionResizeMode(ImportModel::AccountColumn, QHeaderView::Stretch);
    const int status = letters.horizontalAdvance(tr("differs from the one that is there"));
    header->resizeSection(ImportModel::StatusColumn, std::min(width * 2 / 5, status + 24));
    header->resizeSection(ImportModel::NoteColumn, width * 2 / 5);
    header->resizeSection(ImportModel::FileColumn, width / 6);
}

void ImportTable::keyPressEvent(QKeyEvent* event)
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

void ImportTable::tickCurrent()
{
    const QModelIndex entry = currentIndex().siblingAtColumn(ImportModel::AccountColumn);
    if (!entry.isValid())
        return;
    const bool isTicked = entry.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    model()->setData(entry, isTicked ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
}

void ImportTable::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    fitColumns();
}

void ImportTable::changeEvent(QEvent* event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fitColumns();
}

} // namespace ui::transfer
