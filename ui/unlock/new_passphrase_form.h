// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/passphrase.h"

#include <QTimer>
#include <QWidget>

#include <optional>

class QCheckBox;
class QPushButton;

namespace ui::widgets {
class MessageBanner;
class PassphraseEdit;
class StrengthMeter;
} // namespace ui::widgets

namespace ui::unlock {

/// The fields of a passphrase about to be set: typed twice, its strength, a suggested one, and an
/// explicit yes where it is weak.
class NewPassphraseForm : public QWidget
{
    Q_OBJECT

public:
    explicit NewPassphraseForm(crypto::RandomSource& random, QWidget* parent = nullptr);

    /// The passphrase; or nothing, and `banner` says what is missing and the focus is where it can
    /// be mended. The fields keep what was typed, for another try, until reset().
    std::optional<vault::Passphrase> read(widgets::MessageBanner& banner);
    /// The same for a file of another program: the very bytes that were typed, since programs do
    /// not agree on how letters are composed.
    std::optional<crypto::SecretBytes> readAsTyped(widgets::MessageBanner& banner);
    /// Whether what was typed has nothing but letters without accents, digits and signs of ASCII.
    bool isAscii() const;
    void reset();

signals:
    void submitted(); ///< Enter in the last field
    void estimated(); ///< there was a pause in typing the first

private:
    void suggest();
    void estimate();
    std::optional<base::Error> problem() const;
    void explain(const base::Error& error, widgets::MessageBanner& banner);

    crypto::RandomSource& m_random;
    QTimer m_pause; ///< the strength is estimated when typing pauses
    widgets::PassphraseEdit* m_first;
    widgets::StrengthMeter* m_meter;
    QPushButton* m_suggest;
    widgets::PassphraseEdit* m_second;
    QCheckBox* m_weakIsMeant;
};

} // namespace ui::unlock
