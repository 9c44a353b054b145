// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/push/registration_card.h"

#include "core/vault/registrations.h"
#include "core/vault/sealed_secret.h"
#include "ui/push/change_dialog.h"
#include "ui/push/change_panel.h"
#include "ui/push/fact_list.h"
#include "ui/push/remove_dialog.h"
#include "ui/push/trust_panel.h"
#include "ui/text/error_text.h"
#include "ui/text/registration_text.h"
#include "ui/text/visible_text.h"
#include "ui/unlock/verify_dialog.h"
#include "ui/widgets/light_card.h"
#include "ui/widgets/message_banner.h"
#include "ui/widgets/page_column.h"
#include "ui/widgets/primary_button.h"

#include <QDateTime>
#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>

namespace ui::push {

namespace {

using vault::RegistrationState;
using widgets::Light;

/// To the second, because servers are asked every two of them while somebody looks.
QString shownTime(const std::optional<base::Time>& time, base::Time now)
{
    if (!time)
        return {};
    const auto local = [](base::Time moment) {
        return QDateTime::fromMSecsSinceEpoch(base::unixMilliseconds(moment)).toLocalTime();
    };
    const QString clock = local(*time).toString(QStringLiteral("HH:mm:ss"));
    if (local(*time).date() == local(now).date())
        return clock;
    return QLocale().toString(local(*time).date(), QLocale::ShortFormat) + u' ' + clock;
}

Light lightOf(RegistrationState state)
{
    switch (state) {
    case RegistrationState::Active:
        return Light::Good;
    case RegistrationState::Pending:
    case RegistrationState::Suspended:
        return Light::Attention;
    case RegistrationState::Removed:
    case RegistrationState::EnrolAgain:
        return Light::Bad;
    }
    return Light::Bad;
}

bool isAsked(const vault::PushRegistration& registration, bool answersHere)
{
    return answersHere
        && (registration.state == RegistrationState::Active
            || registration.state == RegistrationState::Suspended);
}

} // namespace

RegistrationCard::RegistrationCard(CardTools tools, const vault::Id& id, QWidget* parent)
    : QWidget(parent),
      m_watch(tools.watch),
      m_session(tools.session),
      m_clock(tools.clock),
      m_browser(std::move(tools.browser)),
      m_id(id),
      m_light(new widgets::LightCard),
      m_facts(new FactList),
      m_undocumented(new widgets::MessageBanner),
      m_notEncrypted(new widgets::MessageBanner),
      m_keys(widgets::newTextLabel({}, this)),
      m_gate(widgets::newTextLabel({}, this)),
      m_change(new ChangePanel),
      m_trust(new TrustPanel(tools.session)),
      m_check(widgets::newSecondaryButton(tr("Check &now"))),
      m_confirm(widgets::newSecondaryButton(tr("&Answer on this computer…"))),
      m_enrolAgain(widgets::newSecondaryButton(tr("Set it up a&gain…"))),
      m_remove(widgets::newSecondaryButton(tr("Re&move…")))
{
    layOut();
    listen();
    showState();
}

void RegistrationCard::layOut()
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(12);
    for (QWidget* widget : { static_cast<QWidget*>(m_light), static_cast<QWidget*>(m_check),
             static_cast<QWidget*>(m_confirm), static_cast<QWidget*>(m_enrolAgain),
             static_cast<QWidget*>(m_facts), static_cast<QWidget*>(m_undocumented),
             static_cast<QWidget*>(m_notEncrypted), static_cast<QWidget*>(m_keys),
             static_cast<QWidget*>(m_gate), static_cast<QWidget*>(m_change),
             static_cast<QWidget*>(m_trust), static_cast<QWidget*>(m_remove) })
        column->addWidget(widget);
}

void RegistrationCard::listen()
{
    connect(m_check, &QPushButton::clicked, this, &RegistrationCard::checkNow);
    connect(m_confirm, &QPushButton::clicked, this, &RegistrationCard::confirmHere);
    connect(m_enrolAgain, &QPushButton::clicked, this, &RegistrationCard::enrolAgain);
    connect(m_remove, &QPushButton::clicked, this, &RegistrationCard::remove);
    connect(m_trust, &TrustPanel::chosen, this, &RegistrationCard::changeTrust);
    connect(m_change, &ChangePanel::chosen, this, &RegistrationCard::change);
    using inbox::Polling;
    connect(&m_watch.polling(), &Polling::polled, this, &RegistrationCard::takePoll);
    connect(&m_watch.polling(), &Polling::standingChanged, this, &RegistrationCard::showState);
}

std::optional<vault::PushRegistration> RegistrationCard::registration() const
{
    if (!m_session.isOpen())
        return std::nullopt;
    return vault::Registrations(m_session.vault()).find(m_id);
}

void RegistrationCard::showState()
{
    const auto found = registration();
    if (!found)
        return;
    const bool answersHere = vault::Registrations(m_session.vault()).answersHere(*found);
    showLight(*found, answersHere);
    showFacts(*found, answersHere);
    showKeys(*found);
    m_change->setOptions(answersHere ? m_watch.changeOptions(*found) : ::push::ChangeOptions {});
    const bool isEncrypted = found->server.starts_with("https:");
    m_trust->setVisible(isEncrypted);
    if (m_trust->trust() != found->trust)
        m_trust->setTrust(found->trust);
    const bool isOver = found->state == RegistrationState::Removed
        || found->state == RegistrationState::EnrolAgain
        || found->state == RegistrationState::Pending;
    m_check->setVisible(isAsked(*found, answersHere));
    m_confirm->setVisible(!answersHere && !isOver);
    m_enrolAgain->setVisible(isOver);

    if (isDocumented()) {
        m_undocumented->clear();
    } else {
        const text::Explanation explanation = text::undocumentedText(found->protocol);
        m_undocumented->showNote(explanation.message, explanation.next);
    }
    if (isEncrypted) {
        m_notEncrypted->clear();
    } else {
        const text::Explanation explanation = text::notEncryptedText();
        m_notEncrypted->showNote(explanation.message, explanation.next);
    }
}

/// Nothing is sent by asking what a removal would be.
bool RegistrationCard::isDocumented() const
{
    const auto removal = m_watch.removal(m_id, ::push::RemovalPlace::HereOnly);
    return !removal || (*removal)->consent().isDocumented;
}

/// The gravest that is known, and the first of these that is so.
void RegistrationCard::showLight(const vault::PushRegistration& registration, bool answersHere)
{
    text::Explanation explanation = text::registrationText(registration.state);
    Light light = lightOf(registration.state);
    const auto standing = m_watch.polling().standing(registration.server);
    if (light == Light::Bad || registration.state == RegistrationState::Pending) {
        // Nothing that the server says of others changes that.
    } else if (!answersHere) {
        light = Light::Attention;
        explanation = { tr("Another computer answers for this account."),
            tr("Nothing is asked from here, so that the two do not get in each other's way.") };
    } else if (m_watch.polling().isPaused(registration.server)) {
        light = Light::Attention;
        explanation = { tr("Nothing is asked at present: this computer is not connected, or was "
                           "just asleep."),
            {} };
    } else if (standing.error || m_error) {
        light = Light::Attention;
        explanation = text::errorText(standing.error ? *standing.error : *m_error);
    } else if (registration.state == RegistrationState::Active && !standing.lastGood) {
        explanation = { tr("The server is asked for the first time."), {} };
    }
    m_light->setState(light, explanation.message, explanation.next);
}

void RegistrationCard::showFacts(const vault::PushRegistration& registration, bool answersHere)
{
    m_facts->set(tr("Server"), text::visibleText(QString::fromStdString(registration.server)));
    m_facts->set(tr("Kind"), text::kindText(registration.protocol, isDocumented()));
    const base::Time created { std::chrono::milliseconds(registration.created.milliseconds) };
    m_facts->set(tr("Set up"),
        QLocale().toString(
            QDateTime::fromMSecsSinceEpoch(base::unixMilliseconds(created)).toLocalTime(),
            QLocale::ShortFormat));
    m_facts->set(tr("Answered by"), answersHere ? tr("this computer") : tr("another computer"));
    const base::Time now = m_clock.now();
    const auto standing = isAsked(registration, answersHere)
        ? m_watch.polling().standing(registration.server)
        : inbox::ServerStanding {};
    m_facts->set(tr("Last asked"), shownTime(standing.lastTried, now));
    m_facts->set(tr("Last answer"),
        standing.error && standing.lastGood ? shownTime(standing.lastGood, now) : QString());
    m_facts->set(tr("Next"), shownTime(standing.next, now));
}

void RegistrationCard::showKeys(const vault::PushRegistration& registration)
{
    QStringList lines;
    bool hasVerified = false;
    for (const auto& [role, secret] : registration.secrets) {
        const bool isVerified = vault::isSealed(secret, vault::SealScheme::Verified);
        hasVerified = hasVerified || isVerified;
        //: A line of a list
        lines << tr("• %1").arg(text::keyText(role, isVerified));
    }
    m_keys->setText(lines.join(u'\n'));
    // What is a lock and what is only a question of this program.
    m_gate->setText(hasVerified
            ? tr("Where an answer is signed by a key that opens while the vault is unlocked, it is "
                 "this program that asks for your passphrase; that key would sign without it.")
            : tr("No key needs your passphrase: where an answer asks for it, it is this program "
                 "that asks; the keys would sign without it."));
    m_gate->setVisible(!lines.isEmpty());
    m_keys->setVisible(!lines.isEmpty());
}

void RegistrationCard::takePoll(const ::push::PollResult& result)
{
    const auto found = std::ranges::find(result.standings, m_id, &::push::StandingOf::registration);
    if (found != result.standings.end())
        m_error = found->error;
}

void RegistrationCard::enrolAgain()
{
    if (const auto found = registration())
        emit enrolAgainWanted({ found->account, found->server, found->trust });
}

void RegistrationCard::checkNow()
{
    const auto found = registration();
    if (!found)
        return;
    const auto asked = m_watch.polling().checkNow(found->server);
    if (asked)
        emit noticed(tr("Asking the server…"));
    else if (asked.error().code == base::ErrorCode::Busy)
        emit noticed(tr("The server was asked just now."));
    else if (asked.error().code == base::ErrorCode::Locked)
        emit noticed(tr("Nothing can be asked at present."));
    else
        report(asked, {});
}

void RegistrationCard::confirmHere()
{
    auto* dialog = new unlock::VerifyDialog(m_session,
        tr("This computer answers for the account from now on, and the other one no longer does."),
        this);
    connect(dialog, &unlock::VerifyDialog::verified, this,
        [this](const std::shared_ptr<vault::Verification>& verification) {
            report(vault::Registrations(m_session.vault()).confirmHere(m_id, *verification),
                tr("This computer answers now."));
        });
    dialog->open();
}

void RegistrationCard::changeTrust(const vault::PushTrust& trust)
{
    auto* dialog = new unlock::VerifyDialog(m_session,
        tr("From now on the server is trusted by other certificates than before."), this);
    connect(dialog, &unlock::VerifyDialog::verified, this,
        [this, trust](const std::shared_ptr<vault::Verification>& verification) {
            report(vault::Registrations(m_session.vault()).changeTrust(m_id, trust, *verification),
                tr("The certificates are changed."));
        });
    dialog->open();
}

void RegistrationCard::change(::push::ChangeKind kind)
{
    const auto found = registration();
    if (!found)
        return;
    auto* dialog = new ChangeDialog(m_watch, m_session, { *found, kind }, m_browser, this);
    connect(dialog, &ChangeDialog::changed, this, &RegistrationCard::noticed);
    dialog->open();
}

void RegistrationCard::remove()
{
    const auto found = registration();
    if (!found)
        return;
    auto* dialog = new RemoveDialog(m_watch, m_session, *found, m_browser, this);
    connect(dialog, &RemoveDialog::removed, this,
        [this] { emit noticed(tr("The push sign-in is removed.")); });
    dialog->open();
}

/// A notice, or why not; what was saved is told to everybody.
void RegistrationCard::report(const base::Result<void>& outcome, const QString& notice)
{
    if (!outcome) {
        const text::Explanation explanation = text::errorText(outcome.error());
        emit noticed((explanation.message + u' ' + explanation.next).trimmed());
        return;
    }
    m_session.notifyChanged();
    emit noticed(notice);
}

} // namespace ui::push
