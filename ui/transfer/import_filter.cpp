// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/transfer/import_filter.h"

namespace ui::transfer {

namespace {

using ::transfer::Status;

bool isOf(ImportSubject subject, Status status)
{
    switch (subject) {
    case ImportSubject::Everything:
        return true;
    case ImportSubject::New:
        return status == Status::New;
    case ImportSubject::Duplicate:
        return status == Status::Duplicate;
    case ImportSubject::Changed:
        return status == Status::Changed;
    case ImportSubject::Unusable:
        break;
    }
    return status == Status::Unsupported || status == Status::Invalid;
}

} // namespace

void ImportFilter::setSubject(ImportSubject subject)
{
    m_subject = subject;
    invalidateFilter();
}

bool ImportFilter::isAskedFor(const QModelIndex& row) const
{
    return isOf(m_subject, static_cast<Status>(row.data(ImportModel::EntryStatusRole).toInt()));
}

} // namespace ui::transfer
