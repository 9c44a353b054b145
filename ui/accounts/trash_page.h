// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/vault_session.h"

#include <QWidget>

#include <functional>

class QLabel;
class QPushButton;

namespace ui::widgets {
class NoticeBar;
class RowView;
} // namespace ui::widgets

namespace ui::accounts {

class TrashModel;

/// Accounts that were removed less than 30 days ago: they give no codes, can be put back, or be
/// deleted for good after a question.
class TrashPage : public QWidget
{
    Q_OBJECT

public:
    TrashPage(vault::VaultSession& session, const base::Clock& clock, QWidget* parent = nullptr);

signals:
    void closed();

protected:
    void focusInEvent(QFocusEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void build();
    void follow();
    void reload();
    void restoreCurrent();
    void restore(const vault::Id& id);
    struct Question
    {
        QString text;
        QString consequence;
        QString verb; ///< on the button that does it
    };
    void ask(const Question& question, std::function<void()> onConfirmed);
    void askToDeleteCurrent();
    void deleteForGood(const vault::Id& id);
    void askToEmpty();
    void empty();
    void report(const base::Error& error, std::function<void()> again);

    vault::VaultSession& m_session;
    QPushButton* m_back;
    QLabel* m_empty;
    TrashModel* m_rows;
    widgets::RowView* m_list;
    QPushButton* m_restore;
    QPushButton* m_delete;
    QPushButton* m_deleteAll;
    widgets::NoticeBar* m_notice;
    bool m_isOutdated = true; ///< what the list shows, while nobody sees it
};

} // namespace ui::accounts
