// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/vault_session.h"

#include <QWidget>

#include <functional>

class QLayout;
class QPushButton;

namespace ui::widgets {
class BusyLine;
class NoticeBar;
class RowList;
} // namespace ui::widgets

namespace ui::unlock {

/// What opens the vault: a row for each passphrase and recovery key, and what can be done about
/// them. It emits the wishes.
class SlotsPage : public QWidget
{
    Q_OBJECT

public:
    explicit SlotsPage(vault::VaultSession& session, QWidget* parent = nullptr);

    /// What a way in is called: "Passphrase, made 3 May 2026 12:00".
    static QString nameOf(const vault::SlotInfo& slot);

    void reload();
    /// While something is changed there is nothing else to do here; an empty sentence ends it.
    void setBusy(const QString& sentence);
    void showNotice(const QString& sentence);
    void showNotice(
        const QString& sentence, const QString& button, std::function<void()> onPressed);

signals:
    void changeRequested();
    void addPassphraseRequested();
    void addRecoveryRequested();
    void backupPassphraseRequested();
    void removeRequested(const vault::SlotInfo& slot);
    void closed();

protected:
    void focusInEvent(QFocusEvent* event) override;

private:
    void build();
    QLayout* newButtons();
    void requestRemoval();

    vault::VaultSession& m_session;
    std::vector<vault::SlotInfo> m_slots; ///< in the order of the rows
    widgets::RowList* m_list;
    QPushButton* m_change;
    QPushButton* m_addPassphrase;
    QPushButton* m_addRecovery;
    QPushButton* m_backupPassphrase;
    QPushButton* m_remove;
    widgets::BusyLine* m_busy;
    widgets::NoticeBar* m_notice;
};

} // namespace ui::unlock
