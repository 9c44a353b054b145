// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/coach/coach_page.h"

#include "core/vault/moves.h"
#include "ui/coach/checklist.h"
#include "ui/coach/names_edit.h"
#include "ui/coach/typed_names.h"
#include "ui/text/error_text.h"
#include "ui/text/move_text.h"
#include "ui/widgets/message_banner.h"
#include "ui/widgets/page_column.h"
#include "ui/widgets/primary_button.h"
#include "ui/widgets/scrolled_page.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

#include <algorithm>

namespace ui::coach {

CoachPage::CoachPage(vault::VaultSession& session, QWidget* parent)
    : FootedPage(parent),
      m_session(session),
      m_back(new QPushButton(tr("&Back to the accounts"))),
      m_banner(new widgets::MessageBanner),
      m_program(new QComboBox),
      m_showHow(new QPushButton(tr("How it &goes"))),
      m_why(widgets::newTextLabel({}, this)),
      m_steps(widgets::newTextLabel({}, this)),
      m_names(new NamesEdit),
      m_writeDown(new QPushButton(tr("&Put on the list"))),
      m_checklist(new Checklist(session))
{
    layOut();
    listen();
    offerPrograms();
    chooseProgram();
}

void CoachPage::layOut()
{
    m_showHow->setCheckable(true);
    auto* const from = new QLabel(tr("&From"));
    from->setBuddy(m_program);
    auto* choice = new QHBoxLayout;
    choice->addWidget(from);
    choice->addWidget(m_program, 1);
    choice->addWidget(m_showHow);
    auto* const label = widgets::newTextLabel(
        tr("Accounts that &you have there, one on a line; with the user after a colon if you like"),
        this);
    label->setBuddy(m_names);
    m_names->setAccessibleName(tr("Accounts that you have there"));
    m_names->setPlaceholderText(tr("GitHub: alice\nSavings bank"));

    column()->addLayout(widgets::newHead(tr("Move account by account"), m_back));
    column()->addWidget(m_banner);
    column()->addLayout(choice);
    column()->addWidget(m_why);
    column()->addWidget(m_steps);
    column()->addWidget(label);
    column()->addWidget(m_names);
    column()->addWidget(m_writeDown, 0, Qt::AlignRight);
    column()->addWidget(m_checklist, 1);
    column()->addStretch(0);
    foot()->addWidget(m_checklist->steps());
}

void CoachPage::listen()
{
    connect(&m_session, &vault::VaultSession::accountsChanged, this, &CoachPage::reload);
    connect(m_back, &QPushButton::clicked, this, &CoachPage::closed);
    auto* escape = new QShortcut(QKeySequence(Qt::Key_Escape), this);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, &CoachPage::closed);
    connect(m_program, &QComboBox::currentIndexChanged, this, &CoachPage::chooseProgram);
    connect(m_showHow, &QPushButton::toggled, this, &CoachPage::showHow);
    connect(m_names, &NamesEdit::entered, this, &CoachPage::writeDown);
    connect(m_writeDown, &QPushButton::clicked, this, &CoachPage::writeDown);
    connect(m_checklist, &Checklist::addWanted, this, [this](const vault::MoveEntry& entry) {
        emit addWanted(entry.id, text::moveTitle(entry));
    });
    connect(m_checklist, &Checklist::stateChosen, this,
        [this](const vault::Id& id, vault::MoveState state) {
            change([&](vault::Vault& vault) { return vault::Moves(vault).setState(id, state); });
        });
    connect(m_checklist, &Checklist::removalWanted, this, [this](const vault::Id& id) {
        change([&](vault::Vault& vault) { return vault::Moves(vault).remove(id); });
    });
}

/// Those that are known, and any other that a newer program has written down; at first the one that
/// somebody is in the middle of.
void CoachPage::offerPrograms()
{
    const auto offer = [this](std::string_view program) {
        const QString id = QString::fromLatin1(program.data(), qsizetype(program.size()));
        if (m_program->findData(id) < 0)
            m_program->addItem(text::moveProgramText(program), id);
    };
    offer(vault::moveFrom::Authy);
    offer(vault::moveFrom::Microsoft);
    offer(vault::moveFrom::Duo);
    if (!m_session.isOpen())
        return;
    const std::vector<vault::MoveEntry> entries = vault::Moves(m_session.vault()).all();
    for (const vault::MoveEntry& entry : entries)
        offer(entry.program);
    const auto begun = std::ranges::find_if(entries, [](const vault::MoveEntry& entry) {
        return entry.state != vault::MoveState::Done && entry.state != vault::MoveState::Stays;
    });
    if (begun != entries.end())
        m_program->setCurrentIndex(m_program->findData(QString::fromStdString(begun->program)));
}

std::string CoachPage::program() const
{
    return m_program->currentData().toString().toStdString();
}

void CoachPage::chooseProgram()
{
    const std::string chosen = program();
    m_banner->clear();
    m_why->setText(text::whyNoExportText(chosen));
    m_steps->setText(text::moveStepsText(chosen));
    m_checklist->setProgram(chosen);
    m_showHow->setChecked(false);
    showHow();
}

void CoachPage::reload()
{
    // Before it goes or is switched off: the focus would leave the page, and Escape with it.
    const QWidget* const focus = focusWidget();
    const bool wasOnList = m_showHow == focus || m_checklist->isAncestorOf(focus)
        || m_checklist->steps()->isAncestorOf(focus);
    m_checklist->reload();
    if (wasOnList && m_checklist->isEmpty())
        m_names->setFocus();
    showHow();
}

/// Explained at first; with a list it is the list that one comes for.
void CoachPage::showHow()
{
    const bool isEmpty = m_checklist->isEmpty();
    m_showHow->setVisible(!isEmpty);
    m_checklist->setVisible(!isEmpty);
    m_checklist->steps()->setVisible(!isEmpty);
    const bool isShown = isEmpty || m_showHow->isChecked();
    m_why->setVisible(isShown && !m_why->text().isEmpty());
    m_steps->setVisible(isShown);
}

void CoachPage::focusInEvent(QFocusEvent* /*event*/)
{
    if (m_checklist->isEmpty())
        m_names->setFocus();
    else
        m_checklist->setFocus();
}

void CoachPage::writeDown()
{
    const std::vector<vault::NewMove> moves = movesTyped(m_names->toPlainText());
    const bool isDone =
        change([&](vault::Vault& vault) { return vault::Moves(vault).add(program(), moves); });
    if (isDone)
        m_names->clear();
}

bool CoachPage::change(const std::function<base::Result<void>(vault::Vault&)>& make)
{
    if (!m_session.isOpen())
        return false;
    m_banner->clear();
    const base::Result<void> made = make(m_session.vault());
    m_session.notifyChanged(); // what others saved meanwhile was taken over in any case
    if (made)
        return true;
    const text::Explanation explanation = text::errorText(made.error());
    m_banner->showError(explanation.message, explanation.next);
    scrollToTop();
    return false;
}

} // namespace ui::coach
