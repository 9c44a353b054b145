// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/backup/restore_drill.h"
#include "ui/backup/backup_keeper.h"

#include <QWidget>

class QListWidget;

namespace ui::widgets {
class BusyLine;
class LightCard;
class MessageBanner;
class PassphraseEdit;
} // namespace ui::widgets

namespace ui::backup {

/// The drill as a part of a page: a field for what opens a backup, and what came of comparing every
/// account in it with the open vault.
class DrillForm : public QWidget
{
    Q_OBJECT

public:
    /// Both outlive it.
    DrillForm(BackupKeeper& keeper, vault::VaultSession& session, QWidget* parent = nullptr);

    bool hasText() const; ///< anything was typed
    /// Opens the backup with what was typed; tested() or failed() follows.
    void test(const std::string& path);
    void reset();

signals:
    void submitted(); ///< Enter in the field
    void busyChanged(bool busy);
    void tested(bool allMatch);
    void failed(); ///< the reason is shown

private:
    void finish(const base::Result<::backup::Drill>& drill);
    void explain(const base::Error& error);
    void showOutcome(const ::backup::Drill& drill);
    void setBusy(bool busy);

    BackupKeeper& m_keeper;
    vault::VaultSession& m_session;
    widgets::PassphraseEdit* m_field;
    widgets::MessageBanner* m_banner;
    widgets::BusyLine* m_busy;
    widgets::LightCard* m_outcome;
    QListWidget* m_differences;
};

/// One line for each account that differs, with what is different about it.
QStringList differenceLines(const vault::Comparison& comparison);

} // namespace ui::backup
