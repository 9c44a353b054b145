// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/settings/app_settings.h"
#include "core/vault/vault.h"
#include "ui/unlock/unlock_page.h"

class QLabel;
class QPushButton;

namespace ui::unlock {

/// An older copy of the vault was opened: asks whether a newer one takes its place, both are
/// merged, or it is gone on with. Copies are looked for, opened and saved in the thread pool.
class OlderCopyPage : public widgets::PageColumn
{
    Q_OBJECT

public:
    /// The settings, which know where backups go, outlive it.
    OlderCopyPage(const settings::AppSettings& settings, QWidget* parent);

    /// Looks for newer copies beside the vault and in the folders of its backups.
    void begin(OpenedVault opened);
    /// The vault that finished() told of, once.
    std::optional<OpenedVault> takeOpened();
    void reset();

signals:
    void finished();

private:
    using Copies = std::vector<vault::OtherCopy>;
    struct Found
    {
        OpenedVault opened;
        Copies copies;
    };
    struct Outcome
    {
        OpenedVault opened;
        base::Result<void> taken;
    };

    void showChoices(Found found);
    void take(vault::Taking how);
    void finish(Outcome outcome);
    void goOn();
    void setBusy(const QString& what);

    const settings::AppSettings& m_settings;
    std::optional<OpenedVault> m_opened;
    std::string m_copy; ///< the newest; empty if there is none
    QLabel* m_found = nullptr;
    widgets::MessageBanner* m_banner;
    widgets::PrimaryButton* m_use;
    QPushButton* m_merge;
    QPushButton* m_goOn;
    widgets::BusyLine* m_busy;
};

} // namespace ui::unlock
