// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/passphrase.h"
#include "ui/widgets/page_column.h"

#include <array>

namespace ui::widgets {
class MessageBanner;
class PassphraseEdit;
class PrimaryButton;
} // namespace ui::widgets

class QPrinter;
class QPushButton;
class QStackedLayout;

namespace ui::unlock {

/// Shows a new recovery key, the only time that it is shown, and asks for two of its groups before
/// it goes on. The key is wiped when that is done, or by reset().
class RecoveryKeyPage : public QWidget
{
    Q_OBJECT

public:
    explicit RecoveryKeyPage(crypto::RandomSource& random, QWidget* parent = nullptr);
    ~RecoveryKeyPage() override;

    /// SecureHeapFull if there is no room for its text.
    base::Result<void> showKey(vault::RecoveryKey key);
    void reset();

    /// The outcome of saveRequested().
    void showSaved(const base::Result<void>& result);
    /// The text of the key while it is shown, to be written to a file; empty otherwise.
    std::string_view keyText() const { return m_text.text(); }

signals:
    void saveRequested(const QString& path);
    void confirmed();

private:
    static constexpr int GroupCount = 9;
    /// A group that is asked back.
    struct Question
    {
        int group = 0; ///< from 0
        QLabel* label = nullptr;
        widgets::PassphraseEdit* field = nullptr;
    };

    QWidget* newShowingPage();
    QWidget* newAskingPage();
    QWidget* newGroups();
    void chooseFile();
    void choosePrinter();
    void print(QPrinter& printer);
    void chooseGroups();
    void ask();
    void showAgain();
    void check();
    base::Result<bool> isRight(const Question& question) const;
    void setGroupTexts();
    void wipeGroupTexts();

    crypto::RandomSource& m_random;
    vault::RecoveryKey m_key;
    crypto::SecretBytes m_text;
    QStackedLayout* m_steps;
    std::array<QLabel*, GroupCount> m_groups = {};
    widgets::MessageBanner* m_saved = nullptr;
    widgets::PrimaryButton* m_written = nullptr;
    std::array<Question, 2> m_questions;
    widgets::MessageBanner* m_wrong = nullptr;
};

} // namespace ui::unlock
