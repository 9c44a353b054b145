// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/inbox/watch.h"
#include "core/vault/vault_session.h"
#include "ui/push/browser.h"
#include "ui/push/former.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace ui::widgets {
class LightCard;
class MessageBanner;
} // namespace ui::widgets

namespace ui::push {

class ChangePanel;
class FactList;
class TrustPanel;

/// What a card works with. The references outlive it.
struct CardTools
{
    inbox::Watch& watch;
    vault::VaultSession& session;
    const base::Clock& clock;
    Browser browser;
};

/// One registration: how it stands, where it is, what its keys are, and what can be done with it.
/// What needs the passphrase asks for it.
class RegistrationCard : public QWidget
{
    Q_OBJECT

public:
    RegistrationCard(CardTools tools, const vault::Id& id, QWidget* parent = nullptr);

    const vault::Id& id() const { return m_id; }
    /// Reads it anew.
    void showState();

signals:
    void enrolAgainWanted(const Former& former);
    void noticed(const QString& sentence);

private:
    void layOut();
    void listen();
    void showFacts(const vault::PushRegistration& registration, bool answersHere);
    void showLight(const vault::PushRegistration& registration, bool answersHere);
    void showKeys(const vault::PushRegistration& registration);
    bool isDocumented() const;
    void takePoll(const ::push::PollResult& result);
    void enrolAgain();
    void checkNow();
    void confirmHere();
    void changeTrust(const vault::PushTrust& trust);
    void change(::push::ChangeKind kind);
    void remove();
    void report(const base::Result<void>& outcome, const QString& notice);
    std::optional<vault::PushRegistration> registration() const;

    inbox::Watch& m_watch;
    vault::VaultSession& m_session;
    const base::Clock& m_clock;
    Browser m_browser;
    vault::Id m_id;
    std::optional<base::Error> m_error; ///< of this registration alone, at the last time
    widgets::LightCard* m_light;
    FactList* m_facts;
    widgets::MessageBanner* m_undocumented;
    widgets::MessageBanner* m_notEncrypted;
    QLabel* m_keys;
    QLabel* m_gate;
    ChangePanel* m_change;
    TrustPanel* m_trust;
    QPushButton* m_check;
    QPushButton* m_confirm;
    QPushButton* m_enrolAgain;
    QPushButton* m_remove;
};

} // namespace ui::push
