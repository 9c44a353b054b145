// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "ui/backup/backup_keeper.h"

#include <QDialog>

class QPushButton;

namespace ui::widgets {
class PrimaryButton;
}

namespace ui::backup {

class DrillForm;

/// Tests one backup: opens it with what is typed, as on the day it is needed. Opened with open();
/// deletes itself when closed, which also cancels, and closes when the vault is locked.
class DrillDialog : public QDialog
{
    Q_OBJECT

public:
    DrillDialog(BackupKeeper& keeper, vault::VaultSession& session, const ::backup::Backup& backup,
        QWidget* parent);

    void done(int result) override;

private:
    void finish(bool allMatch);

    std::string m_path;
    DrillForm* m_form;
    QPushButton* m_close;
    widgets::PrimaryButton* m_test;
};

/// The moment a backup was made, as it is shown.
QString timeOf(const ::backup::Backup& backup);

} // namespace ui::backup
