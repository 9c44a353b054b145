// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QTableView>

namespace ui::transfer {

/// A table of accounts with a tick in the first column. The space bar ticks the row at hand
/// whichever column that is in; how the width is shared is for those who derive from it to say.
class TickTable : public QTableView
{
    Q_OBJECT

public:
    explicit TickTable(const QString& name, QWidget* parent = nullptr);

    void setModel(QAbstractItemModel* model) override;

signals:
    void confirmed(); ///< Enter

protected:
    /// Shares the width out among the columns. There is a model.
    virtual void shareWidth(int width) = 0;
    void fitColumns();

    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void tickCurrent();
};

} // namespace ui::transfer
