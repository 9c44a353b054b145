// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/vault_session.h"

#include <QWidget>

#include <optional>
#include <string>

class QComboBox;
class QLabel;
class QPushButton;

namespace ui::widgets {
class PrimaryButton;
class RowList;
} // namespace ui::widgets

namespace ui::coach {

/// The lines of one program: how far each has come, and for the one at hand what comes next, with
/// buttons for it that its page puts where they stay in sight. It shows what the vault has and says
/// what was asked for. The session outlives it.
class Checklist : public QWidget
{
    Q_OBJECT

public:
    explicit Checklist(vault::VaultSession& session, QWidget* parent = nullptr);

    void setProgram(const std::string& program);
    /// Shows what the vault has now; the line at hand stays.
    void reload();
    bool isEmpty() const { return m_entries.empty(); }
    /// The buttons for the line at hand, for the foot of the page, which owns them then.
    QWidget* steps() const { return m_steps; }
    /// Puts a line at hand.
    void setCurrent(const vault::Id& id);

signals:
    void addWanted(const vault::MoveEntry& entry);
    void stateChosen(const vault::Id& id, vault::MoveState state);
    void removalWanted(const vault::Id& id);

protected:
    void focusInEvent(QFocusEvent* event) override;

private:
    void layOut();
    void listen();
    const vault::MoveEntry* current() const;
    QString stateOf(const vault::MoveEntry& entry) const;
    QString progress() const;
    void showCurrent();
    void goOn();

    vault::VaultSession& m_session;
    std::string m_program;
    std::vector<vault::MoveEntry> m_entries; ///< a row each
    QLabel* m_progress;
    widgets::RowList* m_list;
    QLabel* m_next;
    QWidget* m_steps;
    widgets::PrimaryButton* m_goOn;
    QComboBox* m_state;
    QPushButton* m_remove;
};

} // namespace ui::coach
