// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/coach/checklist.h"

#include "core/vault/moves.h"
#include "ui/text/move_text.h"
#include "ui/widgets/page_column.h"
#include "ui/widgets/primary_button.h"
#include "ui/widgets/row_list.h"

#include <QComboBox>
#include <QFocusEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QShortcut>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace ui::coach {

namespace {

using vault::MoveState;

constexpr std::array AllStates = { MoveState::Waiting, MoveState::Added, MoveState::Tested,
    MoveState::Done, MoveState::Stays };
constexpr int RowsSeen = 3; ///< however small the window

} // namespace

Checklist::Checklist(vault::VaultSession& session, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_progress(widgets::newTextLabel({}, this)),
      m_list(new widgets::RowList(tr("Checklist"))),
      m_next(widgets::newTextLabel({}, this)),
      m_steps(new QWidget(this)),
      m_goOn(new widgets::PrimaryButton({})),
      m_state(new QComboBox),
      m_remove(new QPushButton(tr("&Take off the list")))
{
    layOut();
    listen();
}

void Checklist::layOut()
{
    QFont bold = m_progress->font();
    bold.setBold(true);
    m_progress->setFont(bold);
    m_list->setMinimumHeight(RowsSeen * 3 * fontMetrics().height());
    for (const MoveState state : AllStates)
        m_state->addItem(text::moveStateText(state));
    m_state->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    auto* const label = new QLabel(tr("&State"));
    label->setBuddy(m_state);
    auto* row = new QHBoxLayout;
    row->addWidget(label);
    row->addWidget(m_state, 1);
    row->addWidget(m_remove);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(10);
    column->addWidget(m_progress);
    column->addWidget(m_list, 1);
    column->addWidget(m_next);
    auto* steps = new QVBoxLayout(m_steps);
    steps->setContentsMargins({});
    steps->setSpacing(10);
    steps->addWidget(m_goOn);
    steps->addLayout(row);
}

void Checklist::listen()
{
    connect(m_list, &widgets::RowList::currentRowChanged, this, &Checklist::showCurrent);
    connect(m_list, &widgets::RowList::itemActivated, this, &Checklist::goOn);
    connect(m_goOn, &QPushButton::clicked, this, &Checklist::goOn);
    connect(m_state, &QComboBox::activated, this, [this](int index) {
        if (const vault::MoveEntry* entry = current())
            emit stateChosen(vault::Id(entry->id), AllStates.at(static_cast<std::size_t>(index)));
    });
    const auto remove = [this] {
        if (const vault::MoveEntry* entry = current())
            emit removalWanted(vault::Id(entry->id));
    };
    connect(m_remove, &QPushButton::clicked, this, remove);
    auto* erase = new QShortcut(QKeySequence(Qt::Key_Delete), m_list);
    erase->setContext(Qt::WidgetShortcut);
    connect(erase, &QShortcut::activated, this, remove);
}

/// Not a focus proxy: one in the middle of a page takes what is before it out of the tab order.
void Checklist::focusInEvent(QFocusEvent* /*event*/)
{
    m_list->setFocus();
}

void Checklist::setProgram(const std::string& program)
{
    m_program = program;
    reload();
}

void Checklist::setCurrent(const vault::Id& id)
{
    const auto found = std::ranges::find(m_entries, id, &vault::MoveEntry::id);
    if (found != m_entries.end())
        m_list->setCurrentRow(static_cast<int>(found - m_entries.begin()));
}

const vault::MoveEntry* Checklist::current() const
{
    const int row = m_list->currentRow();
    const bool isThere = row >= 0 && static_cast<std::size_t>(row) < m_entries.size();
    return isThere ? &m_entries[static_cast<std::size_t>(row)] : nullptr;
}

void Checklist::reload()
{
    const vault::MoveEntry* const former = current();
    const vault::Id id = former ? former->id : vault::Id();
    const int row = m_list->currentRow();
    const int scrolled = m_list->verticalScrollBar()->value();
    m_entries.clear();
    if (m_session.isOpen()) {
        m_entries = vault::Moves(m_session.vault()).all();
        std::erase_if(m_entries,
            [this](const vault::MoveEntry& entry) { return entry.program != m_program; });
    }
    {
        const QSignalBlocker quiet(m_list);
        m_list->clear();
        for (const vault::MoveEntry& entry : m_entries)
            m_list->addRow(text::moveTitle(entry), stateOf(entry));
        m_list->setCurrentRow(std::min(std::max(row, 0), m_list->count() - 1));
        setCurrent(id);
        m_list->verticalScrollBar()->setValue(scrolled);
    }
    m_progress->setText(progress());
    showCurrent();
}

/// With what became of the account, where somebody has removed it since.
QString Checklist::stateOf(const vault::MoveEntry& entry) const
{
    const QString words = text::moveStateText(entry.state);
    if (!entry.account)
        return words;
    const std::optional<vault::Account> account = m_session.vault().find(*entry.account);
    if (!account)
        return tr("%1 (but the account is deleted)").arg(words);
    return account->trashed ? tr("%1 (but the account is in the trash)").arg(words) : words;
}

QString Checklist::progress() const
{
    const auto count = [this](MoveState state) {
        return static_cast<int>(std::ranges::count(m_entries, state, &vault::MoveEntry::state));
    };
    //: How many of the accounts on the checklist are moved.
    const QString moved = tr("%1 of %n moved", nullptr, static_cast<int>(m_entries.size()))
                              .arg(count(MoveState::Done));
    const int staying = count(MoveState::Stays);
    //: %1 is "2 of 5 moved"
    return staying == 0 ? moved : tr("%1, %n cannot be", nullptr, staying).arg(moved);
}

void Checklist::showCurrent()
{
    const vault::MoveEntry* const entry = current();
    const bool isOpen =
        entry && entry->state != MoveState::Done && entry->state != MoveState::Stays;
    // Before it goes: the focus would leave the page, and Escape with it.
    if (!isOpen && m_goOn->hasFocus())
        m_list->setFocus();
    m_next->setText(entry ? text::nextOfMoveText(*entry) : QString());
    m_goOn->setVisible(isOpen);
    m_state->setEnabled(entry != nullptr);
    m_remove->setEnabled(entry != nullptr);
    if (!entry)
        return;
    const auto state = std::ranges::find(AllStates, entry->state);
    m_state->setCurrentIndex(static_cast<int>(state - AllStates.begin()));
    if (entry->state == MoveState::Waiting)
        m_goOn->setText(tr("&Add account now…"));
    else if (entry->state == MoveState::Added)
        m_goOn->setText(tr("A code was ta&ken"));
    else
        m_goOn->setText(tr("The old one is re&moved"));
}

/// The next step of the line at hand. What is told is a copy: the list may be read anew meanwhile.
void Checklist::goOn()
{
    const vault::MoveEntry* const entry = current();
    if (!entry)
        return;
    if (entry->state == MoveState::Waiting)
        emit addWanted(vault::MoveEntry(*entry));
    else if (entry->state == MoveState::Added)
        emit stateChosen(vault::Id(entry->id), MoveState::Tested);
    else if (entry->state == MoveState::Tested)
        emit stateChosen(vault::Id(entry->id), MoveState::Done);
}

} // namespace ui::coach
