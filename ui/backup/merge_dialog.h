// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/opened_copy.h"
#include "core/vault/vault_session.h"

#include <QDialog>

class QLabel;
class QListWidget;
class QPushButton;

namespace ui::widgets {
class BusyLine;
class MessageBanner;
class PassphraseEdit;
class PrimaryButton;
} // namespace ui::widgets

namespace ui::backup {

/// Takes over what a backup has and the vault has not, after showing what that would change. Opened
/// with open(); deletes itself when closed, which also cancels, and closes when the vault is
/// locked. Nothing is written before the last button.
class MergeDialog : public QDialog
{
    Q_OBJECT

public:
    /// The session is open and outlives it.
    MergeDialog(vault::VaultSession& session, std::string backup, QWidget* parent);

    void done(int result) override;

signals:
    void merged();

private:
    struct Preview
    {
        vault::OpenedCopy copy;
        vault::Comparison changes;
    };

    void layOut();
    void go();
    void openCopy();
    void showPreview(base::Result<Preview> preview);
    void addRows();
    void merge();
    std::vector<vault::Id> comingBack() const;
    void explain(const base::Error& error);
    void setBusy(bool busy);

    vault::VaultSession& m_session;
    std::string m_backup;
    std::optional<Preview> m_preview;
    QLabel* m_explanation;
    QLabel* m_label;
    widgets::PassphraseEdit* m_field;
    QListWidget* m_changes;
    widgets::MessageBanner* m_banner;
    widgets::BusyLine* m_busy;
    QPushButton* m_close;
    widgets::PrimaryButton* m_go;
};

} // namespace ui::backup
