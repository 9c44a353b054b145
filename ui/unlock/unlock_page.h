// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "ui/unlock/upkeep.h"
#include "ui/widgets/page_column.h"

#include <optional>

namespace ui::widgets {
class BusyLine;
class MessageBanner;
class PassphraseEdit;
class PrimaryButton;
} // namespace ui::widgets

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
class UnlockPage : public widgets::PageColumn
{
    Q_OBJECT

public:
    UnlockPage(const vault::VaultSession& session, QWidget* parent);

    /// The vault that opened() told of, once.
    std::optional<OpenedVault> takeOpened();
    void reset();
    /// Something to know before unlocking.
    void showNote(const QString& sentence);

signals:
    void opened();

private:
    void unlock();
    void finish(base::Result<OpenedVault> result);
    void explain(const base::Error& error);
    void setBusy(bool busy);

    const vault::VaultSession& m_session;
    std::optional<OpenedVault> m_opened;
    int m_wrongTries = 0;
    widgets::PassphraseEdit* m_field;
    widgets::MessageBanner* m_banner;
    widgets::PrimaryButton* m_unlock;
    widgets::BusyLine* m_busy;
};

} // namespace ui::unlock
