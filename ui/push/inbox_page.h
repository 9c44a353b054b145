// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/inbox/watch.h"
#include "core/vault/vault_session.h"

#include <QWidget>

class QAction;
class QHBoxLayout;
class QLabel;
class QListWidgetItem;
class QMenu;
class QPushButton;
class QScrollArea;
class QToolButton;
class QVBoxLayout;

namespace ui::widgets {
class MessageBanner;
class RowList;
} // namespace ui::widgets

namespace ui::push {

class AnswerBar;
class BurstBanner;
class RequestAnswers;
class RequestCard;
struct GivenAnswer;

/// All sign-in requests that wait: one on view with its buttons, and a list of all below it. What
/// arrives never takes the place of the one on view. Above it stands what became of the last one,
/// and what was refused; below, that an account has too many. Made when the vault opens.
class InboxPage : public QWidget
{
    Q_OBJECT

public:
    /// The references outlive it.
    InboxPage(inbox::Watch& watch, vault::VaultSession& session, const base::Clock& clock,
        QWidget* parent = nullptr);
    ~InboxPage() override;

    /// One that waits; any other changes nothing.
    void showRequest(const vault::JournalHash& hash);
    /// Something else that belongs to requests, for the menu of the page.
    void addTool(QAction* tool);
    /// Whether something was refused of which nobody has said that it was seen.
    bool hasRefusals() const { return m_refusalCount > 0; }

signals:
    void closed();
    void accountWanted(const vault::Id& account);
    /// An account was silenced here, or is no longer.
    void silencesChanged();
    void refusalsChanged();

protected:
    void focusInEvent(QFocusEvent* event) override;

private:
    void build();
    void layOut();
    QHBoxLayout* newTop();
    void listen();
    void listenToInbox();

    void addRow(const ::push::Challenge& challenge);
    QListWidgetItem* rowOf(const vault::JournalHash& hash) const;
    void take(const ::push::Challenge& challenge);
    void renew(const ::push::Challenge& challenge);
    void showCurrent();
    void showSending();
    void showState();
    void showBursts();
    std::optional<vault::Id> accountOfBanner() const;
    void note(const inbox::Ended& end);
    void tellEnds();
    void tellRefusal(const ::push::Refusal& refusal);
    void tellNotSent(const ::push::Challenge& challenge, const ::push::AnswerOutcome& outcome);
    void answer(const GivenAnswer& answer);
    void silence(bool isOn);
    void forget();
    QString nameOf(const vault::Id& account) const;
    QString accountNameOf(const ::push::Challenge& challenge) const;

    inbox::Watch& m_watch;
    vault::VaultSession& m_session;
    const base::Clock& m_clock;
    std::optional<::push::Challenge> m_current; ///< on view, as it is shown
    std::vector<inbox::Ended> m_ends; ///< to be told together
    std::unique_ptr<base::Timer> m_teller;
    std::unique_ptr<base::Timer> m_looker; ///< whether a flood or a silence is over
    std::size_t m_refusalCount = 0;

    QLabel* m_title;
    QPushButton* m_back;
    QToolButton* m_tools;
    QMenu* m_menu;
    QAction* m_toAccount = nullptr;
    QScrollArea* m_area;
    QVBoxLayout* m_column = nullptr;
    widgets::MessageBanner* m_outcome;
    widgets::MessageBanner* m_refusals;
    QPushButton* m_dismiss;
    widgets::RowList* m_list;
    RequestCard* m_card;
    BurstBanner* m_burst;
    std::optional<vault::Id> m_burstAccount; ///< that the banner is about
    bool m_saysBurst = false; ///< the card does
    QLabel* m_empty;
    AnswerBar* m_bar;
    RequestAnswers* m_answers;
};

} // namespace ui::push
