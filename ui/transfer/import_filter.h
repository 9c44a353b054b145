// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "ui/transfer/import_model.h"

#include <QSortFilterProxyModel>

namespace ui::transfer {

/// How the entries to be shown stand to the vault.
enum class ImportSubject { Everything, New, Duplicate, Changed, Unusable };

/// The entries of an import that are asked for, in the order of the files. Owned by the page.
class ImportFilter : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit ImportFilter(QObject* parent = nullptr);

    void setWords(const QString& text); ///< every one of them occurs in an entry
    void setSubject(ImportSubject subject);
    /// The rows of the model that are shown.
    std::vector<int> shownRows() const;

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const override;

private:
    QStringList m_words;
    ImportSubject m_subject = ImportSubject::Everything;
};

} // namespace ui::transfer
