// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "ui/push/journal_model.h"

#include <QDateTime>
#include <QSortFilterProxyModel>
#include <QStringList>

#include <optional>

namespace ui::push {

/// What lines of the journal to show; what is absent or empty asks for nothing.
struct JournalChoice
{
    QString text = {}; ///< every word of it occurs in a line
    std::optional<vault::Id> account = {};
    std::optional<JournalSubject> subject = {};
    QDateTime since = {}; ///< null: any time

    bool operator==(const JournalChoice&) const = default;
};

/// The lines of the journal that fit a choice, in the model's order. Owned by the page.
class JournalFilter : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit JournalFilter(QObject* parent = nullptr);

    void setChoice(const JournalChoice& choice);
    const JournalChoice& choice() const { return m_choice; }

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const override;

private:
    JournalChoice m_choice;
    QStringList m_words;
};

} // namespace ui::push
