// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/opened_copy.h"
#include "core/vault/vault_session.h"

#include <QDialog>

#include <memory>

class QLabel;
class QPushButton;

namespace ui::widgets {
class BusyLine;
class LightCard;
class MessageBanner;
class PassphraseEdit;
class PrimaryButton;
} // namespace ui::widgets

namespace ui::backup {

/// Makes a new vault of a backup, beside the present one or where none is yet. Opened with open();
/// deletes itself when closed. To cancel is possible until the new file is written; nothing that
/// exists is ever written over.
class RestoreDialog : public QDialog
{
    Q_OBJECT

public:
    /// `backup` may be empty: then one is chosen here. The session need not be open, and outlives
    /// it.
    RestoreDialog(vault::VaultSession& session, std::string backup, QWidget* parent);

    void done(int result) override;

signals:
    void restored(const std::string& vault);
    void openRequested(const std::string& vault); ///< that was restored beside the present one

private:
    void layOut();
    void chooseBackup();
    void chooseTarget();
    void showPaths();
    void restore();
    void write(base::Result<vault::OpenedCopy> copy);
    void finish(const base::Result<std::size_t>& accounts);
    void explain(const base::Error& error);
    void setBusy(const QString& sentence);

    vault::VaultSession& m_session;
    std::string m_backup;
    std::string m_target;
    bool m_isRestored = false;
    QLabel* m_from;
    QLabel* m_to;
    QPushButton* m_chooseFrom;
    QPushButton* m_chooseTo;
    QLabel* m_label;
    widgets::PassphraseEdit* m_field;
    widgets::MessageBanner* m_banner;
    widgets::LightCard* m_outcome;
    widgets::BusyLine* m_busy;
    QPushButton* m_close;
    widgets::PrimaryButton* m_restore;
};

} // namespace ui::backup
