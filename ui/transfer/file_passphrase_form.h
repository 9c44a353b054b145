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

/// Asks for the passphrase of one file of another program, which is not the vault's, and for the
/// key file of one that takes such.
class FilePassphraseForm : public QWidget
{
    Q_OBJECT

public:
    explicit FilePassphraseForm(QWidget* parent = nullptr);

    /// Asks about this file; the field is empty. A key file that was chosen for it stays.
    void ask(const QString& name, const ::transfer::Failure& why);
    void wipe(); ///< forgets the key file, too
    void setBusy(bool busy);

signals:
    /// Valid during the signal; whoever wants them moves them out. With a key the passphrase may be
    /// empty; without a key file the key is.
    void entered(crypto::SecretBytes& passphrase, crypto::SecretBytes& keyFile);
    void refused(const base::Error& error); ///< what was typed or chosen cannot be taken
    void leftOut();

protected:
    void focusInEvent(QFocusEvent* event) override;

private:
    QWidget* buildKeyFile();
    void chooseKeyFile();
    void takeKeyFile(const QString& path);
    void dropKeyFile();
    void enter();

    QLabel* m_question;
    QLabel* m_memory; ///< how much of it opening takes, where that is much
    widgets::PassphraseEdit* m_field;
    QPushButton* m_chooseKey;
    QPushButton* m_dropKey;
    QLabel* m_keyName; ///< of the file that was chosen
    QWidget* m_keyFile; ///< the three
    crypto::SecretBytes m_key;
    QPushButton* m_leaveOut;
    QPushButton* m_open;
};

} // namespace ui::transfer
