// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/transfer/import_table.h"

#include "ui/transfer/import_model.h"

#include <QHeaderView>

namespace ui::transfer {

namespace {

constexpr int LettersWithNotes = 76; ///< of a table that has room for a third column
constexpr int LettersWithFiles = 100;

} // namespace

ImportTable::ImportTable(QWidget* parent) : TickTable(tr("Entries of the files"), parent) { }

void ImportTable::setHasFiles(bool hasFiles)
{
    m_hasFiles = hasFiles;
    fitColumns();
}

void ImportTable::shareWidth(int width)
{
    const QFontMetrics letters = fontMetrics();
    const auto hasRoomFor = [&](int count) { return width >= letters.averageCharWidth() * count; };
    setColumnHidden(ImportModel::NoteColumn, !hasRoomFor(LettersWithNotes));
    setColumnHidden(ImportModel::FileColumn, !m_hasFiles || !hasRoomFor(LettersWithFiles));
    QHeaderView* const header = horizontalHeader();
    const int status = letters.horizontalAdvance(tr("differs from the one that is there"));
    header->resizeSection(ImportModel::StatusColumn, std::min(width * 2 / 5, status + 24));
    header->resizeSection(ImportModel::NoteColumn, width * 2 / 5);
    header->resizeSection(ImportModel::FileColumn, width / 6);
}

} // namespace ui::transfer
