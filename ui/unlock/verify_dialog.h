// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/vault_session.h"

#include <QDialog>

#include <memory>

class QPushButton;

namespace ui::widgets {
class BusyLine;
class MessageBanner;
class PassphraseEdit;
class PrimaryButton;
} // namespace ui::widgets

namespace ui::unlock {

/// Asks for the passphrase or recovery key again before something that an unlocked vault alone does
/// not allow, such as showing a secret. Opened with open(); deletes itself when closed, and closes
/// when the vault is locked. Three wrong tries in a row,
/// those in other programs counted, lock the vault.
class VerifyDialog : public QDialog
{
    Q_OBJECT

public:
    /// `reason` is a whole sentence: what will happen after it.
    VerifyDialog(vault::VaultSession& session, const QString& reason, QWidget* parent);

    void done(int result) override;

signals:
    /// Shared because a signal copies its arguments and a verification cannot be copied. Whoever
    /// receives it uses it for the one action and lets it go.
    void verified(std::shared_ptr<vault::Verification> verification);

private:
    void verify();
    void finish(base::Result<vault::Verification> result);
    void explain(const base::Error& error);
    void setBusy(bool busy);

    vault::VaultSession& m_session;
    widgets::PassphraseEdit* m_field;
    widgets::MessageBanner* m_banner;
    widgets::BusyLine* m_busy;
    widgets::PrimaryButton* m_confirm;
};

} // namespace ui::unlock
