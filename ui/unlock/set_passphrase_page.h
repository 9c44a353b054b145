// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/passphrase.h"
#include "ui/widgets/page_column.h"

#include <memory>

class QLabel;
class QPushButton;
class QRadioButton;

namespace ui::widgets {
class BusyLine;
class MessageBanner;
class PrimaryButton;
} // namespace ui::widgets

namespace ui::unlock {

class NewPassphraseForm;

/// A new passphrase for the open vault, in the place of the old one or beside it, or for its
/// backups alone. Where one is changed, one question decides how: whether somebody may know the old
/// one. What was typed stays until reset(), so that it can be tried again.
class SetPassphrasePage : public widgets::PageColumn
{
    Q_OBJECT

public:
    enum class Purpose { Change, Add, Backup };

    explicit SetPassphrasePage(crypto::RandomSource& random, QWidget* parent = nullptr);

    void begin(Purpose purpose);
    void reset(); ///< overwrites what was typed
    void explain(const base::Error& error);
    void setBusy(bool busy);
    void showStopping(); ///< while busy: the wish to cancel was heard

signals:
    /// Shared because a signal copies its arguments and a passphrase cannot be copied.
    void requested(std::shared_ptr<const vault::Passphrase> passphrase, bool hasNewKeys);
    void cancelled();

private:
    QWidget* newQuestion();
    void request();

    Purpose m_purpose = Purpose::Change;
    QLabel* m_title;
    QLabel* m_text; ///< what the passphrase is for, where that is no question
    QRadioButton* m_justChange = nullptr; // these two before the question, which makes them
    QRadioButton* m_newKeys = nullptr;
    QWidget* m_question;
    NewPassphraseForm* m_form;
    widgets::MessageBanner* m_banner;
    widgets::PrimaryButton* m_set;
    QPushButton* m_cancel;
    widgets::BusyLine* m_busy;
};

} // namespace ui::unlock
