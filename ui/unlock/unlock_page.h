// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "ui/unlock/salvage_page.h"
#include "ui/unlock/upkeep.h"
#include "ui/widgets/page_column.h"

#include <optional>

namespace ui::widgets {
class BusyLine;
class MessageBanner;
class PassphraseEdit;
class PrimaryButton;
} // namespace ui::widgets

class QPushButton;

namespace ui::unlock {

/// A vault that was just opened. The verification is there only if a recovery key opened it: it
/// allows the new passphrase that comes next.
struct OpenedVault
{
    vault::Vault vault;
    std::optional<vault::Verification> verification;
    Typed typed = {}; ///< if it was a passphrase
};

/// Asks for the passphrase; the same field takes the recovery key. Opening runs in the thread pool.
/// Where the file is damaged the page offers the ways on: a copy, or what can be read of the file.
class UnlockPage : public widgets::PageColumn
{
    Q_OBJECT

public:
    UnlockPage(const vault::VaultSession& session, QWidget* parent);

    /// The vault that opened() told of, once.
    std::optional<OpenedVault> takeOpened();
    /// What was read of a damaged file, which salvaged() told of, once.
    Salvaged takeSalvaged();
    void reset();
    /// Something to know before unlocking.
    void showNote(const QString& sentence);

signals:
    void opened();
    void salvaged();
    /// Of a copy, since the file is damaged: its previous copy if that is whole, or none yet.
    void restoreRequested(const std::string& copy);

private:
    /// What comes back from the thread pool.
    struct Outcome
    {
        base::Result<OpenedVault> opened;
        std::string copy = {}; ///< of a damaged file
    };

    void submit();
    void open(vault::Opener opener);
    void read(vault::Opener opener);
    void finish(Outcome outcome);
    void finishReading(base::Result<vault::Salvage> result);
    void explain(const base::Error& error);
    void explainReading(const base::Error& error);
    void wantReading();
    void setReading(bool isReading);
    void setBusy(const QString& sentence);

    const vault::VaultSession& m_session;
    std::optional<OpenedVault> m_opened;
    Salvaged m_salvaged;
    std::string m_copy;
    bool m_isReading = false; ///< what is typed is to read a damaged file
    int m_wrongTries = 0;
    widgets::PassphraseEdit* m_field;
    widgets::MessageBanner* m_banner;
    widgets::PrimaryButton* m_unlock;
    QPushButton* m_restore; ///< these two where the file is damaged
    QPushButton* m_read;
    widgets::BusyLine* m_busy;
};

} // namespace ui::unlock
