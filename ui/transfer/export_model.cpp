// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/transfer/export_model.h"

#include "ui/text/account_text.h"
#include "ui/text/export_text.h"
#include "ui/text/import_text.h"
#include "ui/text/visible_text.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using ::transfer::PlannedExport;

namespace ui::transfer {

namespace {

constexpr int LongestTagToFind = 40;

ExportFate fateOf(const PlannedExport& line)
{
    if (line.misfit)
        return ExportFate::LeftOut;
    return line.losses.empty() ? ExportFate::Whole : ExportFate::Losing;
}

QString accountOf(const PlannedExport& line)
{
    return text::accountTitle(line.account.issuer, line.account.name);
}

QString lossesOf(const PlannedExport& line)
{
    QStringList losses;
    for (const ::transfer::Loss loss : line.losses)
        losses.append(text::lossText(loss));
    return losses.join(u", "_s);
}

QString wordsOf(const PlannedExport& line)
{
    QStringList words { accountOf(line) };
    for (const QString& tag : line.account.tags)
        words.append(text::visibleText(tag, LongestTagToFind));
    return words.join(u' ');
}

} // namespace

void ExportModel::setPlan(::transfer::ExportPlan* plan)
{
    beginResetModel();
    m_plan = plan;
    endResetModel();
    emit choiceChanged();
}

const PlannedExport& ExportModel::lineAt(int row) const
{
    return m_plan->lines()[static_cast<std::size_t>(row)];
}

bool ExportModel::canBeTicked(int row) const
{
    return !lineAt(row).misfit;
}

void ExportModel::set(int row, bool isTicked)
{
    m_plan->choose(static_cast<std::size_t>(row), isTicked);
}

/// Of accounts that another program would take for one, the first that is ticked fits.
std::vector<int> ExportModel::rowsOfTick(int row) const
{
    const std::vector<std::size_t> lines = m_plan->judgedWith(static_cast<std::size_t>(row));
    return { lines.begin(), lines.end() };
}

int ExportModel::chosenCount() const
{
    return m_plan ? static_cast<int>(m_plan->fitting()) : 0;
}

int ExportModel::countOf(ExportFate fate) const
{
    return m_plan ? static_cast<int>(std::ranges::count(m_plan->lines(), fate, fateOf)) : 0;
}

int ExportModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() || !m_plan ? 0 : static_cast<int>(m_plan->lines().size());
}

int ExportModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ExportModel::outcomeOf(const PlannedExport& line) const
{
    if (line.misfit)
        //: %1 is why an account does not fit into a file, such as "period 20 s"
        return tr("does not fit: %1").arg(text::misfitText(*line.misfit));
    if (!line.isChosen)
        return tr("left out");
    //: %1 is a list of what is lost, such as "its note, its tags"
    return line.losses.empty() ? tr("whole") : tr("without %1").arg(lossesOf(line));
}

QString ExportModel::about(const PlannedExport& line) const
{
    QStringList lines { accountOf(line) };
    if (line.misfit)
        lines << tr("It does not fit into this kind of file: %1. It is left out, because it would "
                    "make wrong codes there, or none.")
                     .arg(text::misfitText(*line.misfit));
    else if (!line.isChosen)
        lines << tr("It is left out.");
    else if (line.losses.empty())
        lines << tr("It is written with all that there is of it.");
    else
        lines << tr("It is written without: %1.").arg(lossesOf(line));
    if (line.hasRegistration)
        lines << tr("The keys of its push sign-ins stay here: they go into backups alone.");
    return lines.join(u'\n');
}

QVariant ExportModel::tickOf(const PlannedExport& line) const
{
    if (line.misfit)
        return {};
    return line.isChosen ? Qt::Checked : Qt::Unchecked;
}

QVariant ExportModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const PlannedExport& line = lineAt(index.row());
    const bool isAccount = index.column() == AccountColumn;
    switch (role) {
    case Qt::DisplayRole:
        return isAccount ? accountOf(line) : outcomeOf(line);
    case Qt::ToolTipRole:
    case AboutRole:
        return about(line);
    case Qt::AccessibleTextRole: // a row in one line; whether it is ticked is said by itself
        return isAccount ? QString(accountOf(line) + u", "_s + outcomeOf(line)) : outcomeOf(line);
    case Qt::CheckStateRole:
        return isAccount ? tickOf(line) : QVariant();
    case FateRole:
        return static_cast<int>(fateOf(line));
    case SearchRole:
        return wordsOf(line);
    default:
        return {};
    }
}

QVariant ExportModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == AccountColumn ? tr("Account") : tr("In the file");
}

} // namespace ui::transfer
