// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QStringList>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;

namespace ui::transfer {

class ImportFilter;
class ImportModel;
class ImportTable;

/// What an import would do, before it is done: every entry with its tick, and what there is to know
/// about the one at hand. The model outlives it.
class ImportPreview : public QWidget
{
    Q_OBJECT

public:
    explicit ImportPreview(ImportModel& model, QWidget* parent = nullptr);

    /// Shows what was read, as what: a line for each file.
    void setFiles(const QStringList& lines);
    /// All entries, as if nothing had been asked for.
    void reset();

signals:
    void confirmed(); ///< Enter in the table

protected:
    void focusInEvent(QFocusEvent* event) override;

private:
    void build();
    void layOut();
    void listen();
    void takeModel();
    void offerSubjects();
    void showTicks();
    void tickShown();
    void showCurrent();

    ImportModel& m_model;
    ImportFilter* m_filter;
    QLabel* m_files;
    QLabel* m_missing;
    QLineEdit* m_words;
    QComboBox* m_subject;
    QLabel* m_duplicatesLabel;
    QComboBox* m_duplicates;
    QCheckBox* m_all;
    ImportTable* m_table;
    QLabel* m_empty;
    QLabel* m_about;
};

} // namespace ui::transfer
