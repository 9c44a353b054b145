// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/inbox/watch.h"
#include "core/vault/vault_session.h"
#include "ui/push/browser.h"
#include "ui/push/former.h"
#include "ui/push/organisation_form.h"

#include <QStackedWidget>

class QLabel;
class QPushButton;

namespace ui::widgets {
class BusyLine;
class MessageBanner;
class PageColumn;
class PrimaryButton;
} // namespace ui::widgets

namespace ui::push {

class ConsentForm;
class FactList;
class SignInHelp;

/// Sets up push sign-ins for an account: says what will be sent where and asks for consent, shows
/// how it goes on, and how it ended. Nothing is sent before the user has agreed; leaving the page
/// calls it off.
class ActivationPage : public QStackedWidget
{
    Q_OBJECT

public:
    /// The references outlive it.
    ActivationPage(inbox::Watch& watch, vault::VaultSession& session, const base::Clock& clock,
        QWidget* parent = nullptr, Browser browser = systemBrowser());
    ~ActivationPage() override;

    /// A link that the watch can activate. What was under way before is called off.
    void offerLink(crypto::SecretBytes link);
    /// The form for what an organisation without a code tells its members to type.
    void showTyped();
    /// The consent for what was typed once; where a code was shown instead, the form.
    void showAgain(const Former& former);
    /// What a consent begins with; the system's authorities unless told otherwise.
    void setUsualTrust(const vault::PushTrust& trust);
    /// Calls off what is under way; the link is overwritten.
    void reset();

signals:
    void finished(const ::push::Registered& registered);
    void cancelled();

protected:
    void focusInEvent(QFocusEvent* event) override;

private:
    void buildTyped();
    void buildConsent();
    void buildRunning();
    void buildDone();
    void begin();
    void failTyped(const base::Error& error);
    base::Result<::push::ActivationRequest> request() const;
    base::Result<void> prepare(std::optional<vault::Verification> verification);
    void agree();
    void start(std::optional<vault::Verification> verification);
    void showPhase(::push::Phase phase);
    void finish(const ::push::Registered& registered);
    void fail(const base::Error& error);
    void endRun();
    void leave();
    void showTime();
    void focusFirst();

    inbox::Watch& m_watch;
    vault::VaultSession& m_session;
    const base::Clock& m_clock;
    vault::PushTrust m_usualTrust;
    crypto::SecretBytes m_link; ///< empty: what was typed
    Organisation m_organisation;
    std::optional<Former> m_former;
    std::unique_ptr<inbox::ActivationRun> m_run;
    std::optional<base::Time> m_deadline; ///< of the code, however often it is tried
    bool m_hasAsked = false; ///< the server to register the keys
    std::optional<::push::Registered> m_registered;
    std::unique_ptr<base::Timer> m_second;

    widgets::PageColumn* m_typed;
    OrganisationForm* m_organisationForm;
    widgets::MessageBanner* m_typedBanner;
    widgets::PageColumn* m_asking;
    ConsentForm* m_form;
    widgets::MessageBanner* m_banner;
    widgets::PrimaryButton* m_agree;
    QPushButton* m_refuse;
    widgets::PageColumn* m_running;
    FactList* m_runningFacts;
    widgets::BusyLine* m_busy;
    SignInHelp* m_signIn;
    QPushButton* m_stop;
    widgets::PageColumn* m_done;
    QLabel* m_doneSentence = nullptr;
    widgets::MessageBanner* m_kept;
    widgets::PrimaryButton* m_close;
};

} // namespace ui::push
