// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/secret.h"

#include <QDialog>

class QLabel;

namespace ui::widgets {
class PassphraseEdit;
}

namespace ui::accounts {

/// Asks for the PIN that a code is made with; it is used once and not kept.
class PinDialog : public QDialog
{
    Q_OBJECT

public:
    /// `account` is what the account is called.
    explicit PinDialog(const QString& account, QWidget* parent = nullptr);

    /// What was typed; the field is empty afterwards.
    base::Result<crypto::SecretBytes> takePin();
    void showError(const QString& sentence);

signals:
    void entered();

private:
    widgets::PassphraseEdit* m_pin;
    QLabel* m_error;
};

} // namespace ui::accounts
