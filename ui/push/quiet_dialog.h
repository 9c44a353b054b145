// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/vault_session.h"

#include <QDialog>

class QAction;
class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;
class QTimeEdit;

namespace ui::widgets {
class MessageBanner;
class RowList;
} // namespace ui::widgets

namespace ui::push {

class GuardKeeper;

/// The hours in which no sign-in request calls for attention, and the accounts that are silent for
/// a while. What is changed holds at once. Opened with open(); deletes itself when closed, and
/// closes when the vault is locked.
class QuietDialog : public QDialog
{
    Q_OBJECT

public:
    /// The references outlive it.
    QuietDialog(GuardKeeper& keeper, vault::VaultSession& session, QWidget* parent);

private:
    void build();
    void layOut();
    void listen();
    void takeHours();
    void showState();
    void showAccounts();
    void showButtons();
    std::optional<vault::Id> current() const;
    void silence();
    void endSilence();
    void tell(const base::Result<void>& saved);

    GuardKeeper& m_keeper;
    vault::VaultSession& m_session;
    std::vector<vault::Id> m_accounts; ///< in the order of the rows
    QCheckBox* m_hasHours;
    QTimeEdit* m_from;
    QTimeEdit* m_until;
    QLabel* m_state;
    QLabel* m_empty;
    widgets::RowList* m_list;
    QComboBox* m_duration;
    QPushButton* m_silence;
    QPushButton* m_endSilence;
    widgets::MessageBanner* m_failure;
};

/// For the menu of a page of requests: opens the dialog over the page, which owns the action.
QAction* newQuietAction(GuardKeeper& keeper, vault::VaultSession& session, QWidget* page);

} // namespace ui::push
