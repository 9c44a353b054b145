// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/secret.h"

#include <QWidget>

class QLineEdit;
class QToolButton;

namespace ui::widgets {

/// A field for a passphrase, key or PIN with a button that shows what was typed. It is the one
/// place where typed secrets are text: they leave it as crypto::SecretBytes, and what the toolkit
/// held is overwritten. While the text is shown nothing can be selected, because X11 hands every
/// selection to all programs.
class PassphraseEdit : public QWidget
{
    Q_OBJECT

public:
    /// `name` is what screen readers say, usually the text of the label beside it.
    explicit PassphraseEdit(const QString& name, QWidget* parent = nullptr);
    ~PassphraseEdit() override;

    /// What was typed as UTF-8; the field is empty and its memory overwritten afterwards, also on
    /// failure (SecureHeapFull).
    base::Result<crypto::SecretBytes> takeText();
    /// A copy of what was typed; the field keeps it. For a strength meter.
    base::Result<crypto::SecretBytes> copyText() const;
    bool isEmpty() const;

    /// Puts a generated secret into the field.
    void setText(std::string_view utf8);
    /// Overwrites what was typed.
    void wipe();

    bool isShown() const;
    void setShown(bool shown);
    /// For secrets that are to be read while typing: no button, always shown.
    void setAlwaysShown();

    void setName(const QString& name);
    void setPlaceholder(const QString& text);

signals:
    void edited(); ///< says nothing of the text
    void submitted(); ///< Enter

protected:
    void changeEvent(QEvent* event) override;

private:
    void holdText();

    QLineEdit* m_edit;
    QToolButton* m_show;
    // Buffers of the field, held so that none of them is freed before it was overwritten.
    QString m_heldText;
    QString m_heldDisplay;
};

} // namespace ui::widgets
