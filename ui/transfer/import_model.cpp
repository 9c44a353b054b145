// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/transfer/import_model.h"

#include "ui/text/account_text.h"
#include "ui/text/import_text.h"
#include "ui/text/visible_text.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using ::transfer::Action;
using ::transfer::OnDuplicate;
using ::transfer::PlannedEntry;
using ::transfer::Status;

namespace ui::transfer {

namespace {

constexpr int LongestTag = 40;

QString titleOf(const PlannedEntry& entry)
{
    return text::accountTitle(entry.account.entry.issuer, entry.account.entry.name);
}

QString tagsOf(const PlannedEntry& entry)
{
    QStringList tags;
    for (const QString& tag : entry.account.tags)
        tags.append(text::visibleText(tag, LongestTag));
    return tags.join(u", "_s);
}

} // namespace

const PlannedEntry& ImportModel::entryAt(int row) const
{
    return m_plan.entries()[static_cast<std::size_t>(row)];
}

const std::vector<::transfer::MissingParts>& ImportModel::missingParts() const
{
    return m_plan.missingParts();
}

void ImportModel::add(::transfer::ImportPlan more, const QStringList& names)
{
    const int first = rowCount();
    const int added = static_cast<int>(more.entries().size());
    m_files.append(names);
    if (added == 0) {
        m_plan.append(std::move(more));
    } else {
        beginInsertRows({}, first, first + added - 1);
        m_plan.append(std::move(more));
        for (int row = first; m_way != OnDuplicate::Skip && row < first + added; ++row)
            set(row, true);
        endInsertRows();
    }
    emit choiceChanged();
}

void ImportModel::compareAgain(vault::Vault& vault)
{
    m_plan.compareAgain(vault, m_way);
    tellAll();
}

void ImportModel::clear()
{
    beginResetModel();
    m_plan = {};
    m_files.clear();
    m_way = OnDuplicate::Skip;
    endResetModel();
    emit choiceChanged();
}

bool ImportModel::canBeTicked(int row) const
{
    return !entryAt(row).reason;
}

/// One that is there already is kept beside it, unless it is to take its place.
Action ImportModel::tickedAction(const PlannedEntry& entry) const
{
    return m_way == OnDuplicate::Replace && entry.status != Status::New ? Action::Replace
                                                                        : Action::Add;
}

void ImportModel::set(int row, bool isTicked)
{
    PlannedEntry& entry = m_plan.entries()[static_cast<std::size_t>(row)];
    if (canBeTicked(row))
        entry.action = isTicked ? tickedAction(entry) : Action::Skip;
}

void ImportModel::setDuplicates(OnDuplicate way)
{
    std::vector<int> unticked;
    for (int row = 0; row < rowCount(); ++row) {
        const PlannedEntry& entry = entryAt(row);
        if (entry.status != Status::Duplicate && entry.action == Action::Skip)
            unticked.push_back(row);
    }
    m_way = way;
    m_plan.choose(way);
    for (const int row : unticked)
        set(row, false);
    tellAll();
}

int ImportModel::chosenCount() const
{
    return static_cast<int>(std::ranges::count_if(m_plan.entries(),
        [](const PlannedEntry& entry) { return entry.action != Action::Skip && !entry.reason; }));
}

int ImportModel::countOf(Status status) const
{
    return static_cast<int>(std::ranges::count(m_plan.entries(), status, &PlannedEntry::status));
}

::transfer::ImportPlan ImportModel::takePlan()
{
    beginResetModel();
    ::transfer::ImportPlan plan = std::exchange(m_plan, {});
    endResetModel();
    emit choiceChanged();
    return plan;
}

void ImportModel::putBack(::transfer::ImportPlan plan)
{
    beginResetModel();
    m_plan = std::move(plan);
    endResetModel();
    emit choiceChanged();
}

int ImportModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_plan.entries().size());
}

int ImportModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ImportModel::cellText(const PlannedEntry& entry, int column) const
{
    switch (column) {
    case AccountColumn:
        return titleOf(entry);
    case StatusColumn:
        //: %1 is how an entry of a file stands to the account that is there
        return entry.action == Action::Replace
            ? tr("%1; replaces it").arg(text::statusText(entry.status))
            : text::statusText(entry.status);
    case NoteColumn:
        break;
    case FileColumn:
        return m_files.value(static_cast<qsizetype>(entry.file));
    default:
        return {};
    }
    if (entry.reason)
        return text::leftText(*entry.reason).message;
    const QStringList remarks = text::remarksOn(entry.account);
    return remarks.isEmpty() ? text::codeKindText(entry.account.entry.credential)
                             : remarks.join(u' ');
}

/// A row in one line, as screen readers say it. Whether it is ticked they say by themselves.
QString ImportModel::spokenText(const PlannedEntry& entry) const
{
    QStringList parts;
    for (int column = 0; column < (fileCount() > 1 ? ColumnCount : FileColumn); ++column)
        parts.append(cellText(entry, column));
    return parts.join(u", "_s);
}

QString ImportModel::about(const PlannedEntry& entry) const
{
    //: %1 is an account, %2 how it stands to the vault
    QStringList lines { tr("%1: %2").arg(titleOf(entry), text::statusText(entry.status)) };
    if (entry.reason) {
        const text::Explanation why = text::leftText(*entry.reason);
        lines << why.message << why.next;
    } else {
        if (entry.status != Status::New && entry.action == Action::Add)
            lines << tr("It is put beside the one that is there.");
        else if (entry.action == Action::Replace)
            lines << tr("It takes the place of the one that is there; note and tags are added.");
        else if (entry.action == Action::Skip)
            lines << tr("It is left out.");
        lines << tr("Codes %1.").arg(text::codeKindText(entry.account.entry.credential));
        if (const QString tags = tagsOf(entry); !tags.isEmpty())
            lines << tr("Tags: %1").arg(tags);
        lines << text::remarksOn(entry.account);
    }
    if (fileCount() > 1)
        lines << tr("File: %1").arg(cellText(entry, FileColumn));
    lines.removeAll(QString());
    return lines.join(u'\n');
}

QVariant ImportModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const PlannedEntry& entry = entryAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return cellText(entry, index.column());
    case Qt::ToolTipRole:
    case AboutRole:
        return about(entry);
    case Qt::AccessibleTextRole:
        return index.column() == AccountColumn ? spokenText(entry)
                                               : cellText(entry, index.column());
    case Qt::CheckStateRole:
        if (index.column() != AccountColumn || !canBeTicked(index.row()))
            return {};
        return entry.action == Action::Skip ? Qt::Unchecked : Qt::Checked;
    case EntryStatusRole:
        return static_cast<int>(entry.status);
    case SearchRole:
        return spokenText(entry) + u' ' + tagsOf(entry);
    default:
        return {};
    }
}

QVariant ImportModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case AccountColumn:
        return tr("Account");
    case StatusColumn:
        return tr("In the vault");
    case NoteColumn:
        return tr("About it");
    case FileColumn:
        return tr("File");
    default:
        return {};
    }
}

} // namespace ui::transfer
