// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QSortFilterProxyModel>
#include <QStringList>

#include <vector>

namespace ui::transfer {

/// The rows of a TickModel that are asked for, in its order: by words, and by what those who derive
/// from it ask.
class TickFilter : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setWords(const QString& text); ///< every one of them occurs in what can be searched for
    /// The rows of the model that are shown.
    std::vector<int> shownRows() const;

protected:
    /// Whether this row of the model is asked for, whatever its words are.
    virtual bool isAskedFor(const QModelIndex& row) const = 0;

    bool filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const override;

private:
    QStringList m_words;
};

} // namespace ui::transfer
