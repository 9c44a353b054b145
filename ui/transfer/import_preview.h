// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "ui/transfer/tick_preview.h"

#include <QStringList>

namespace ui::transfer {

class ImportFilter;
class ImportModel;
class ImportTable;

/// What an import would do, before it is done: every entry with its tick, and what there is to know
/// about the one at hand. The model outlives it.
class ImportPreview : public TickPreview
{
    Q_OBJECT

public:
    explicit ImportPreview(ImportModel& model, QWidget* parent = nullptr);

    /// Shows what was read, as what: a line for each file.
    void setFiles(const QStringList& lines);
    /// All entries, as if nothing had been asked for.
    void reset();

protected:
    void tellOfModel() override;

private:
    QLayout* layOutChoice();
    void listen();
    void offerSubjects();

    ImportModel& m_model;
    ImportFilter* m_filter;
    QLabel* m_files;
    QLabel* m_missing;
    QComboBox* m_subject;
    QLabel* m_duplicatesLabel;
    QComboBox* m_duplicates;
    ImportTable* m_table;
};

} // namespace ui::transfer
