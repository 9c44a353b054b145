// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/accounts/trash_model.h"

#include "ui/text/visible_text.h"
#include "ui/widgets/row_list.h"

#include <QCoreApplication>

#include <algorithm>

namespace ui::accounts {

namespace {

using std::chrono::days;
constexpr days KeptFor { 30 };

} // namespace

TrashModel::TrashModel(
    const vault::VaultSession& session, const base::Clock& clock, QObject* parent)
    : QAbstractListModel(parent),
      m_session(session),
      m_clock(clock)
{ }

/// From the beginning: what happens to the trash happens to one account, or to all of them.
void TrashModel::reload()
{
    beginResetModel();
    m_rows.clear();
    if (m_session.isOpen()) {
        for (const vault::Account& account : m_session.vault().trash()) {
            m_rows.push_back({ account.id, account.issuer, account.name,
                account.trashed.value_or(base::Time()) });
        }
    }
    endResetModel();
}

int TrashModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QString TrashModel::ageOf(const Row& row) const
{
    const auto age = std::chrono::floor<days>(m_clock.now() - row.trashed);
    const auto left = std::max(days(0), KeptFor - age);
    return QCoreApplication::translate("ui::accounts::TrashPage", "deleted for good in %n day(s)",
        nullptr, static_cast<int>(left.count()));
}

QVariant TrashModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    QStringList names { text::visibleText(row.issuer), text::visibleText(row.name) };
    names.removeAll(QString());
    const QString name = names.join(QStringLiteral(" · "));
    switch (role) {
    case Qt::DisplayRole:
        return widgets::rowText(name, ageOf(row));
    case Qt::AccessibleTextRole:
        return widgets::spokenRow(name, ageOf(row));
    case Qt::ToolTipRole: // where there are many, a long name is shortened
    case NameRole:
        return name;
    case IdRole:
        return QVariant::fromValue(row.id);
    default:
        return {};
    }
}

} // namespace ui::accounts
