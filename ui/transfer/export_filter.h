// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "ui/transfer/export_model.h"

#include <QSortFilterProxyModel>

#include <optional>

namespace ui::transfer {

/// The accounts of an export that are asked for, in the order of the list. Owned by the page.
class ExportFilter : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit ExportFilter(QObject* parent = nullptr);

    void setWords(const QString& text); ///< every one of them occurs in a name or a tag
    void setFate(std::optional<ExportFate> fate); ///< absent: whatever becomes of it
    /// The rows of the model that are shown.
    std::vector<int> shownRows() const;

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const override;

private:
    QStringList m_words;
    std::optional<ExportFate> m_fate;
};

} // namespace ui::transfer
