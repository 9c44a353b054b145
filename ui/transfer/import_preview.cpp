// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/transfer/import_preview.h"

#include "ui/text/import_text.h"
#include "ui/transfer/breakable_text.h"
#include "ui/transfer/import_filter.h"
#include "ui/transfer/import_table.h"
#include "ui/widgets/page_column.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QVBoxLayout>

using ::transfer::OnDuplicate;
using ::transfer::Status;

namespace ui::transfer {

namespace {

constexpr int FewestLetters = 6; ///< of a box, however long its entries are
constexpr int LinesAboutOne = 4;

void letShrink(QComboBox* box)
{
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(FewestLetters);
    box->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

} // namespace

ImportPreview::ImportPreview(ImportModel& model, QWidget* parent)
    : QWidget(parent),
      m_model(model),
      m_filter(new ImportFilter(this)),
      m_files(widgets::newTextLabel({}, this)),
      m_missing(widgets::newTextLabel({}, this)),
      m_words(new QLineEdit),
      m_subject(new QComboBox),
      m_duplicatesLabel(new QLabel(tr("Those that are &there already"))),
      m_duplicates(new QComboBox),
      m_all(new QCheckBox(tr("&All that are shown"))),
      m_table(new ImportTable),
      m_empty(widgets::newTextLabel(tr("No entry fits what is asked for."), this)),
      m_about(widgets::newTextLabel({}, this))
{
    build();
    layOut();
    listen();
    takeModel();
}

void ImportPreview::build()
{
    m_words->setPlaceholderText(tr("Search"));
    m_words->setAccessibleName(tr("Search the entries"));
    m_words->setClearButtonEnabled(true);
    m_words->setAcceptDrops(false); // a file that is dropped here is one to be read, too
    m_subject->setAccessibleName(tr("Which entries"));
    offerSubjects();
    m_duplicatesLabel->setWordWrap(true);
    m_duplicatesLabel->setBuddy(m_duplicates);
    m_duplicates->setAccessibleName(tr("What becomes of those that are there already"));
    m_duplicates->addItem(tr("Leave them out"), static_cast<int>(OnDuplicate::Skip));
    m_duplicates->addItem(tr("Keep both"), static_cast<int>(OnDuplicate::Keep));
    m_duplicates->addItem(tr("Replace mine"), static_cast<int>(OnDuplicate::Replace));
    for (QComboBox* box : { m_subject, m_duplicates })
        letShrink(box);
    m_filter->setSourceModel(&m_model);
    m_table->setModel(m_filter);
    m_empty->setAlignment(Qt::AlignCenter);
    m_about->setMinimumHeight(fontMetrics().lineSpacing() * LinesAboutOne);
    m_about->setAlignment(Qt::AlignLeading | Qt::AlignTop);
}

void ImportPreview::layOut()
{
    auto* choice = new QGridLayout;
    choice->setContentsMargins({});
    choice->addWidget(m_words, 0, 0);
    choice->addWidget(m_subject, 0, 1);
    choice->addWidget(m_duplicatesLabel, 1, 0);
    choice->addWidget(m_duplicates, 1, 1);
    choice->setColumnStretch(0, 1);
    choice->setColumnStretch(1, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(10);
    column->addWidget(m_files);
    column->addWidget(m_missing);
    column->addLayout(choice);
    column->addWidget(m_all, 0, Qt::AlignLeading);
    column->addWidget(m_table, 1);
    column->addWidget(m_empty, 1);
    column->addWidget(m_about);
}

void ImportPreview::listen()
{
    connect(&m_model, &ImportModel::choiceChanged, this, &ImportPreview::takeModel);
    connect(m_words, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_filter->setWords(text);
        takeModel();
    });
    connect(m_words, &QLineEdit::returnPressed, m_table, qOverload<>(&QWidget::setFocus));
    connect(m_subject, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_filter->setSubject(static_cast<ImportSubject>(index));
        takeModel();
    });
    connect(m_duplicates, &QComboBox::currentIndexChanged, this, [this] {
        m_model.setDuplicates(static_cast<OnDuplicate>(m_duplicates->currentData().toInt()));
    });
    connect(m_all, &QCheckBox::clicked, this, &ImportPreview::tickShown);
    connect(m_table, &ImportTable::confirmed, this, &ImportPreview::confirmed);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        &ImportPreview::showCurrent);
}

void ImportPreview::setFiles(const QStringList& lines)
{
    m_files->setText(breakable(lines.join(u'\n')));
    m_table->setHasFiles(m_model.fileCount() > 1);
}

void ImportPreview::reset()
{
    m_words->clear();
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
    const QStringList texts { tr("All (%1)").arg(fresh + there + other + unusable),
        tr("New (%1)").arg(fresh), tr("There already (%1)").arg(there),
        tr("Different (%1)").arg(other), tr("Cannot be used (%1)").arg(unusable) };
    if (m_subject->count() == 0)
        m_subject->addItems(texts);
    for (int i = 0; i < m_subject->count(); ++i)
        m_subject->setItemText(i, texts[i]);
}

void ImportPreview::takeModel()
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
    const bool isEmpty = m_filter->rowCount() == 0;
    m_table->setVisible(!isEmpty);
    m_about->setVisible(!isEmpty);
    m_empty->setVisible(isEmpty);
    if (!isEmpty && !m_table->currentIndex().isValid())
        m_table->setCurrentIndex(m_filter->index(0, 0));
    showTicks();
    showCurrent();
}

void ImportPreview::showTicks()
{
    int possible = 0;
    int ticked = 0;
    for (int row = 0; row < m_filter->rowCount(); ++row) {
        const QVariant tick = m_filter->index(row, 0).data(Qt::CheckStateRole);
        possible += tick.isValid() ? 1 : 0;
        ticked += tick.isValid() && tick.toInt() == Qt::Checked ? 1 : 0;
    }
    m_all->setEnabled(possible > 0);
    m_all->setCheckState(ticked == 0 ? Qt::Unchecked
            : ticked < possible      ? Qt::PartiallyChecked
                                     : Qt::Checked);
}

/// A press ticks all unless all are.
void ImportPreview::tickShown()
{
    m_model.tick(m_filter->shownRows(), m_all->checkState() != Qt::Unchecked);
}

void ImportPreview::showCurrent()
{
    m_about->setText(breakable(m_table->currentIndex().data(ImportModel::AboutRole).toString()));
}

/// Not a focus proxy: one in the middle of a page takes what is before it out of the tab order.
void ImportPreview::focusInEvent(QFocusEvent* /*event*/)
{
    if (m_table->isVisible())
        m_table->setFocus();
    else
        m_words->setFocus();
}

} // namespace ui::transfer
