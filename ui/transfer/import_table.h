// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QTableView>

namespace ui::transfer {

/// The entries of an import. The space bar ticks the row at hand whichever column that is in; where
/// the window is narrow the columns go that the text about the row at hand tells, too.
class ImportTable : public QTableView
{
    Q_OBJECT

public:
    explicit ImportTable(QWidget* parent = nullptr);

    void setModel(QAbstractItemModel* model) override;
    /// Whether entries come from several files.
    void setHasFiles(bool hasFiles);

signals:
    void confirmed(); ///< Enter

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void fitColumns();
    void tickCurrent();

    bool m_hasFiles = false;
};

} // namespace ui::transfer
