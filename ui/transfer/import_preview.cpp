// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/transfer/import_preview.h"

#include "ui/text/import_text.h"
#include "ui/transfer/breakable_text.h"
#include "ui/transfer/import_filter.h"
#include "ui/transfer/import_table.h"
#include "ui/widgets/page_column.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>

using ::transfer::OnDuplicate;
using ::transfer::Status;

namespace ui::transfer {

ImportPreview::ImportPreview(ImportModel& model, QWidget* parent)
    : TickPreview(model, parent),
      m_model(model),
      m_filter(new ImportFilter(this)),
      m_files(widgets::newTextLabel({}, this)),
      m_missing(widgets::newTextLabel({}, this)),
      m_subject(newBox(tr("Which entries"))),
      m_duplicatesLabel(new QLabel(tr("Those that are &there already"))),
      m_duplicates(newBox(tr("What becomes of those that are there already"))),
      m_table(new ImportTable)
{
    words()->setAcceptDrops(false); // a file that is dropped here is one to be read, too
    m_duplicatesLabel->setWordWrap(true);
    m_duplicatesLabel->setBuddy(m_duplicates);
    m_duplicates->addItem(tr("Leave them out"), static_cast<int>(OnDuplicate::Skip));
    m_duplicates->addItem(tr("Keep both"), static_cast<int>(OnDuplicate::Keep));
    m_duplicates->addItem(tr("Replace mine"), static_cast<int>(OnDuplicate::Replace));
    build({ .filter = m_filter,
        .table = m_table,
        .head = { m_files, m_missing },
        .choice = layOutChoice(),
        .wordsName = tr("Search the entries"),
        .emptyText = tr("No entry fits what is asked for.") });
    listen();
}

QLayout* ImportPreview::layOutChoice()
{
    auto* choice = new QGridLayout;
    choice->setContentsMargins({});
    choice->addWidget(words(), 0, 0);
    choice->addWidget(m_subject, 0, 1);
    choice->addWidget(m_duplicatesLabel, 1, 0);
    choice->addWidget(m_duplicates, 1, 1);
    choice->setColumnStretch(0, 1);
    choice->setColumnStretch(1, 1);
    return choice;
}

void ImportPreview::listen()
{
    connect(m_subject, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_filter->setSubject(static_cast<ImportSubject>(index));
        takeModel();
    });
    connect(m_duplicates, &QComboBox::currentIndexChanged, this, [this] {
        m_model.setDuplicates(static_cast<OnDuplicate>(m_duplicates->currentData().toInt()));
    });
}

void ImportPreview::setFiles(const QStringList& lines)
{
    m_files->setText(breakable(lines.join(u'\n')));
    m_table->setHasFiles(m_model.fileCount() > 1);
}

void ImportPreview::reset()
{
    words()->clear();
    m_subject->setCurrentIndex(0);
    const QSignalBlocker quiet(m_duplicates); // the model has gone back by itself
    m_duplicates->setCurrentIndex(0);
}

/// How many there are of each stands beside it.
void ImportPreview::offerSubjects()
{
    const auto count = [this](Status status) { return m_model.countOf(status); };
    const int fresh = count(Status::New);
    const int there = count(Status::Duplicate);
    const int other = count(Status::Changed);
    const int unusable = count(Status::Unsupported) + count(Status::Invalid);
    offer(m_subject,
        { tr("All (%1)").arg(fresh + there + other + unusable), tr("New (%1)").arg(fresh),
            tr("There already (%1)").arg(there), tr("Different (%1)").arg(other),
            tr("Cannot be used (%1)").arg(unusable) });
}

void ImportPreview::tellOfModel()
{
    offerSubjects();
    QStringList missing;
    for (const ::transfer::MissingParts& parts : m_model.missingParts())
        missing.append(text::missingPartsText(parts));
    m_missing->setText(missing.join(u'\n'));
    m_missing->setVisible(!missing.isEmpty());
    const bool hasKnown = m_model.countOf(Status::Duplicate) + m_model.countOf(Status::Changed) > 0;
    m_duplicatesLabel->setVisible(hasKnown);
    m_duplicates->setVisible(hasKnown);
}

} // namespace ui::transfer
