// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "ui/transfer/import_model.h"
#include "ui/transfer/tick_filter.h"

namespace ui::transfer {

/// How the entries to be shown stand to the vault.
enum class ImportSubject { Everything, New, Duplicate, Changed, Unusable };

/// The entries of an import that are asked for, in the order of the files. Owned by the page.
class ImportFilter : public TickFilter
{
    Q_OBJECT

public:
    using TickFilter::TickFilter;

    void setSubject(ImportSubject subject);

protected:
    bool isAskedFor(const QModelIndex& row) const override;

private:
    ImportSubject m_subject = ImportSubject::Everything;
};

} // namespace ui::transfer
