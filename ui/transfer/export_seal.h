// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/transfer/writer.h"

#include <QWidget>

#include <optional>

class QCheckBox;
class QLabel;
class QPushButton;

namespace ui::unlock {
class NewPassphraseForm;
}

namespace ui::widgets {
class MessageBanner;
}

namespace ui::transfer {

/// What stands between a file and its readers: the passphrase that it is to open with, typed twice;
/// or, where its kind is not encrypted, an explicit yes to that. Codes that a camera reads can be
/// shown instead, and a sheet for paper printed: that takes no file.
class ExportSeal : public QWidget
{
    Q_OBJECT

public:
    explicit ExportSeal(crypto::RandomSource& random, QWidget* parent = nullptr);

    /// Asks for what that kind of file needs; nothing is typed or ticked.
    void ask(const ::transfer::ExportFormat& format);
    /// Whether everything that has to be ticked is.
    bool isReady() const;
    /// The passphrase as it was typed, empty where the file has none; or nothing, and `banner` says
    /// what is missing.
    std::optional<crypto::SecretBytes> passphrase(widgets::MessageBanner& banner);
    void wipe();

signals:
    void readinessChanged();
    void submitted(); ///< Enter in the last field
    void showWanted(); ///< of the codes, in place of a file
    void printWanted(); ///< of the sheet, in place of a file

protected:
    void focusInEvent(QFocusEvent* event) override;

private:
    void layOut();
    void warnOfLetters();

    const ::transfer::ExportFormat* m_format = nullptr;
    QLabel* m_showText;
    QPushButton* m_show;
    QLabel* m_text;
    unlock::NewPassphraseForm* m_form;
    QLabel* m_letters; ///< what the other program does not take
    QCheckBox* m_isKnown;
    QLabel* m_printText;
    QPushButton* m_print;
};

} // namespace ui::transfer
