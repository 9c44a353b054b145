// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "ui/add/offer_reader.h"

#include <QWidget>

#include <functional>
#include <map>
#include <set>

class QVBoxLayout;

namespace base {
class Clock;
}

namespace vault {
class VaultSession;
}

namespace ui::text {
struct Explanation;
}

namespace ui::add {

class ActivationCard;
class OfferCard;

/// What was found so far, from top to bottom: a card for each account, a message for everything
/// that cannot be saved here. Accounts found twice are shown once.
class OfferList : public QWidget
{
    Q_OBJECT

public:
    OfferList(vault::VaultSession& session, const base::Clock& clock, QWidget* parent = nullptr);

    /// Which links can be activated; those that cannot get a message. At first none can.
    void setCanActivate(std::function<bool(std::string_view)> canActivate);

    void add(Findings findings);
    void addTyped(otp::Entry entry);
    void clear();
    bool isEmpty() const;
    const std::vector<OfferCard*>& cards() const { return m_cards; }
    void focusFirst();
    void showTime();

    /// How many accounts a save would take over, and whether a question is still open.
    int chosenCount() const;
    bool isUndecided() const;

    /// Saves what is chosen, added or replaced, in one step, which one undo takes back. Returns how
    /// many; on failure the cards stay as they are.
    base::Result<int> save(const std::optional<vault::Id>& move = {});

signals:
    void changed();
    void activationWanted(const crypto::SecretBytes& link);
    void confirmed(); ///< Enter in a field of a card

private:
    void addAccounts(enroll::AccountsOffer offer);
    void addEntry(otp::Entry entry);
    void addActivation(const enroll::ActivationOffer& offer, crypto::SecretBytes link);
    void addMessage(const text::Explanation& explanation, bool isError);
    void showMissingParts();
    void finishAdding();
    bool isShown(const otp::Entry& entry) const;
    void remove(OfferCard* card);

    /// The parts of one export seen so far.
    struct Batch
    {
        int size = 1;
        std::set<int> seen;
    };

    vault::VaultSession& m_session;
    const base::Clock& m_clock;
    std::vector<OfferCard*> m_cards;
    std::function<bool(std::string_view)> m_canActivate;
    std::vector<ActivationCard*> m_activations;
    std::vector<QWidget*> m_messages;
    std::map<std::int32_t, Batch> m_batches;
    QWidget* m_missing;
    QVBoxLayout* m_column;
};

} // namespace ui::add
