// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/vault.h"

#include <QDialog>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;

namespace ui::accounts {

class PictureChoice;

/// Changes what an account is called and how it is kept in order; its secret is not touched. It
/// asks for the change and stays open until somebody closes it, so that a failed save loses
/// nothing that was typed.
class EditDialog : public QDialog
{
    Q_OBJECT

public:
    /// `picture` is the account's own, a small PNG file; empty: none.
    EditDialog(const vault::Account& account, const QByteArray& picture, QWidget* parent = nullptr);

    vault::AccountEdit edit() const;
    void showError(const QString& sentence); ///< empty: nothing is wrong any more

signals:
    void saveRequested();

private:
    QLineEdit* m_issuer;
    QLineEdit* m_name;
    QPlainTextEdit* m_note;
    QLineEdit* m_tags;
    QCheckBox* m_pinned;
    PictureChoice* m_picture;
    QLabel* m_error;
};

} // namespace ui::accounts
