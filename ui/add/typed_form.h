// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/otp/entry.h"
#include "core/otp/typed_secret.h"

#include <QTimer>
#include <QWidget>

#include <string_view>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace ui::widgets {
class MessageBanner;
class PassphraseEdit;
} // namespace ui::widgets

namespace ui::add {

/// An account typed in by hand: kind, names, secret in any of the usual spellings, and the
/// parameters that a site may ask for. It makes an entry and saves nothing.
class TypedForm : public QWidget
{
    Q_OBJECT

public:
    explicit TypedForm(QWidget* parent = nullptr);

    /// Empties all fields; the secret is overwritten.
    void reset();
    /// Begins anew with a secret in Base32, so that what belongs to it can be typed.
    void beginWith(std::string_view secret);

signals:
    void entryMade(otp::Entry& entry); ///< valid during the signal; whoever wants it moves it out
    void cancelled();

private:
    void build();
    QWidget* buildButtons();
    void connectFields();
    void showFieldsOfType();
    void showSecretSize();
    void readDigitsAsLetters();
    void make();
    void explain(const base::Error& error);
    base::Result<otp::Credential> credential() const;
    otp::SecretEncoding encoding() const;

    QFormLayout* m_form;
    QComboBox* m_type;
    QLineEdit* m_issuer;
    QLineEdit* m_name;
    widgets::PassphraseEdit* m_secret;
    QComboBox* m_encoding;
    QLabel* m_size;
    QPushButton* m_lookAlikes; ///< offers to read digits of the secret as letters
    QComboBox* m_algorithm;
    QSpinBox* m_digits;
    QSpinBox* m_period;
    QLineEdit* m_counter;
    widgets::PassphraseEdit* m_pin;
    widgets::MessageBanner* m_banner;
    QTimer m_pause; ///< the secret is counted when typing pauses
};

} // namespace ui::add
