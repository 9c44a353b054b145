// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/otp/entry.h"
#include "core/vault/vault_session.h"

#include <QFrame>

#include <optional>

class QButtonGroup;
class QCheckBox;
class QLineEdit;
class QVBoxLayout;

namespace ui::widgets {
class PassphraseEdit;
}

namespace ui::add {

class LiveCode;

/// What to do with an account that the vault has already.
enum class OnDuplicate { Undecided, KeepBoth, Replace, Skip };

/// One account about to be saved: its names to correct, its code to try at the site first, what is
/// worth telling about its link, and the question when the vault has it already. It holds the
/// entry with its secret until it is taken.
class OfferCard : public QFrame
{
    Q_OBJECT

public:
    OfferCard(otp::Entry entry, vault::VaultSession& session, const base::Clock& clock,
        QWidget* parent = nullptr);

    const otp::Entry& entry() const { return m_entry; }
    /// The entry with the names as they are in the fields; the card is then only good for
    /// returnEntry or deletion.
    otp::Entry takeEntry();
    void returnEntry(otp::Entry entry) { m_entry = std::move(entry); }

    /// Whether there is a tick box: one of several accounts may be left out.
    void setChoosable(bool choosable);
    bool isChosen() const;

    /// The account in use that this one equals, and what to do about it.
    const std::optional<vault::Id>& duplicate() const { return m_duplicate; }
    OnDuplicate onDuplicate() const;

    /// Shows the code of this moment.
    void showTime();
    void focusFirst();

signals:
    void changed(); ///< chosen or not, decided or not
    void confirmed(); ///< Enter in one of the fields

private:
    void build();
    QWidget* buildQuestion();
    void takeNames();
    void takePin();
    void lookForDuplicate();

    otp::Entry m_entry;
    vault::VaultSession& m_session;
    const base::Clock& m_clock;
    std::optional<vault::Id> m_duplicate;

    QCheckBox* m_chosen;
    QWidget* m_details;
    QLineEdit* m_issuer;
    QLineEdit* m_name;
    widgets::PassphraseEdit* m_pin;
    LiveCode* m_code;
    QWidget* m_question = nullptr;
    QButtonGroup* m_answers;
};

} // namespace ui::add
