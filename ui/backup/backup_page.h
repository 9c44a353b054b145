// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "ui/backup/backup_keeper.h"

#include <QScrollArea>

class QLabel;
class QListWidget;
class QPushButton;
class QVBoxLayout;

namespace ui::widgets {
class BusyLine;
class LightCard;
class NoticeBar;
class PrimaryButton;
} // namespace ui::widgets

namespace ui::backup {

/// How the backups stand, the list of them, and everything that can be done with them. Files are
/// read and written by the keeper; what is chosen here opens a dialog.
class BackupPage : public QScrollArea
{
    Q_OBJECT

public:
    /// Both outlive it.
    BackupPage(BackupKeeper& keeper, vault::VaultSession& session, QWidget* parent = nullptr);

    void showNotice(const QString& sentence);

signals:
    void closed();
    void openRequested(const std::string& vault); ///< that was restored into a new file

protected:
    void focusInEvent(QFocusEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void build();
    void layOut();
    void listen();
    void takeColours();
    void reload();
    void showHealth();
    void showBackups();
    void tellMade(const base::Result<::backup::Made>& made);
    void tellRemoved(const base::Result<void>& outcome);
    const ::backup::Backup* current() const;
    void test();
    void chooseFolder();
    void takeFolder(const QString& folder);
    void restore();
    void merge();
    void askToRemoveFormer();

    BackupKeeper& m_keeper;
    vault::VaultSession& m_session;
    QVBoxLayout* m_column = nullptr;
    QPushButton* m_back;
    widgets::LightCard* m_health;
    widgets::PrimaryButton* m_write;
    QPushButton* m_test;
    QLabel* m_folder;
    QPushButton* m_chooseFolder;
    QLabel* m_empty;
    QListWidget* m_list;
    QPushButton* m_restore;
    QPushButton* m_merge;
    QPushButton* m_removeFormer;
    widgets::BusyLine* m_busy;
    widgets::NoticeBar* m_notice;
};

} // namespace ui::backup
