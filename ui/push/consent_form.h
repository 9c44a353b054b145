// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/push/activation.h"
#include "core/vault/vault_session.h"

#include <QWidget>

class QButtonGroup;
class QCheckBox;
class QLabel;
class QVBoxLayout;

namespace ui::widgets {
class MessageBanner;
}

namespace ui::push {

class FactList;
class TrustPanel;

/// What is about to be sent where, before anything is, and what the user chooses about it. Made for
/// one consent after the other; the session outlives it.
class ConsentForm : public QWidget
{
    Q_OBJECT

public:
    explicit ConsentForm(vault::VaultSession& session, QWidget* parent = nullptr);

    /// `trust` is what is chosen at first.
    void showConsent(const ::push::Consent& consent, const vault::PushTrust& trust = {});
    /// Answers for the user, who can still change it: this account is to get the registration.
    void suggestReplacing(const vault::Id& account);
    /// Nothing is chosen.
    void clear();
    /// Minutes and seconds, or nothing.
    void showTimeLeft(const QString& time);

    /// Whether nothing is left to be answered.
    bool isDecided() const;
    bool wantsVerifiedKey() const;
    const vault::PushTrust& trust() const;
    ::push::ActivationChoice choice() const;

signals:
    void changed(); ///< decided or not

private:
    void build();
    QWidget* buildQuestion();
    void showFacts(const ::push::Consent& consent);
    void showAnswers(const ::push::Consent& consent);

    vault::VaultSession& m_session;
    std::vector<vault::Id> m_sameName; ///< accounts that may be the one to be set up
    FactList* m_facts;
    TrustPanel* m_trust;
    widgets::MessageBanner* m_undocumented;
    widgets::MessageBanner* m_notEncrypted;
    QLabel* m_next;
    QCheckBox* m_verifiedKey;
    QWidget* m_question = nullptr;
    QLabel* m_questionSentence;
    QVBoxLayout* m_answersColumn;
    QButtonGroup* m_answers;
};

} // namespace ui::push
