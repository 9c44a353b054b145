// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/vault_session.h"
#include "ui/widgets/footed_page.h"

#include <functional>
#include <string>

class QComboBox;
class QLabel;
class QPushButton;

namespace ui::widgets {
class MessageBanner;
}

namespace ui::coach {

class Checklist;
class NamesEdit;

/// Leads through the move from a program without export, account by account: why there is none,
/// what is done for each account, and a checklist of them that the vault keeps. Made when the vault
/// opens, destroyed by the lock. The session outlives it.
class CoachPage : public widgets::FootedPage
{
    Q_OBJECT

public:
    explicit CoachPage(vault::VaultSession& session, QWidget* parent = nullptr);

signals:
    /// An account is to be added for this line of the checklist, which has that name.
    void addWanted(const vault::Id& move, const QString& name);
    void closed();

protected:
    void focusInEvent(QFocusEvent* event) override;

private:
    void layOut();
    void listen();
    void offerPrograms();
    std::string program() const;
    void chooseProgram();
    void reload();
    void showHow();
    void writeDown();
    /// Makes a change of the checklist and tells; whether it could be saved.
    bool change(const std::function<base::Result<void>(vault::Vault&)>& make);

    vault::VaultSession& m_session;
    QPushButton* m_back;
    widgets::MessageBanner* m_banner;
    QComboBox* m_program;
    QPushButton* m_showHow;
    QLabel* m_why;
    QLabel* m_steps;
    NamesEdit* m_names;
    QPushButton* m_writeDown;
    Checklist* m_checklist;
};

} // namespace ui::coach
