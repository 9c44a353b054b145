// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "ui/backup/backup_keeper.h"
#include "ui/widgets/page_column.h"

class QPushButton;

namespace ui::widgets {
class MessageBanner;
class PrimaryButton;
} // namespace ui::widgets

namespace ui::backup {

class DrillForm;

/// The last step of the first run: the first backup is made, and opened by what is typed, so that
/// it is known to open. Can be left for later; then the light stays amber.
class FirstBackupPage : public widgets::PageColumn
{
    Q_OBJECT

public:
    /// Both outlive it.
    FirstBackupPage(BackupKeeper& keeper, vault::VaultSession& session, QWidget* parent = nullptr);

signals:
    void finished(bool isTested);

private:
    void go();
    void test(const base::Result<::backup::Made>& made);
    void finish(bool allMatch);

    BackupKeeper& m_keeper;
    bool m_isWaiting = false; ///< for the backup that is tested then
    bool m_isTested = false;
    std::string m_made; ///< the backup, once it is there
    DrillForm* m_form;
    widgets::MessageBanner* m_banner;
    widgets::PrimaryButton* m_go;
    QPushButton* m_later;
};

} // namespace ui::backup
