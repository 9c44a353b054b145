// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;

namespace ui::transfer {

class ExportFilter;
class ExportModel;
class ExportTable;

/// What an export would do, before anything is written: every account with its tick, what of it
/// would be lost, and which do not fit. The model outlives it.
class ExportPreview : public QWidget
{
    Q_OBJECT

public:
    explicit ExportPreview(ExportModel& model, QWidget* parent = nullptr);

    /// All accounts, as if nothing had been asked for.
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
    void offerFates();
    void showTicks();
    void tickShown();
    void showCurrent();

    ExportModel& m_model;
    ExportFilter* m_filter;
    QLabel* m_summary;
    QLineEdit* m_words;
    QComboBox* m_fate;
    QCheckBox* m_all;
    ExportTable* m_table;
    QLabel* m_empty;
    QLabel* m_about;
};

} // namespace ui::transfer
