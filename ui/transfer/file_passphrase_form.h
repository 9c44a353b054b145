// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/secret.h"
#include "core/transfer/failure.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace ui::widgets {
class PassphraseEdit;
}

namespace ui::transfer {

/// Asks for the passphrase of one file of another program, which is not the vault's.
class FilePassphraseForm : public QWidget
{
    Q_OBJECT

public:
    explicit FilePassphraseForm(QWidget* parent = nullptr);

    /// Asks about this file; the field is empty.
    void ask(const QString& name, const ::transfer::Failure& why);
    void wipe();
    void setBusy(bool busy);

signals:
    /// Valid during the signal; whoever wants it moves it out.
    void entered(crypto::SecretBytes& passphrase);
    void refused(const base::Error& error); ///< what was typed cannot be taken
    void leftOut();

protected:
    void focusInEvent(QFocusEvent* event) override;

private:
    void enter();

    QLabel* m_question;
    QLabel* m_memory; ///< how much of it opening takes, where that is much
    widgets::PassphraseEdit* m_field;
    QPushButton* m_leaveOut;
    QPushButton* m_open;
};

} // namespace ui::transfer
