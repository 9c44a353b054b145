// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/push/activation_page.h"

#include "core/vault/registrations.h"
#include "ui/push/consent_form.h"
#include "ui/push/fact_list.h"
#include "ui/push/sign_in_help.h"
#include "ui/text/account_text.h"
#include "ui/text/registration_text.h"
#include "ui/text/visible_text.h"
#include "ui/unlock/verify_dialog.h"
#include "ui/widgets/busy_line.h"
#include "ui/widgets/message_banner.h"
#include "ui/widgets/page_column.h"
#include "ui/widgets/primary_button.h"

#include <QLabel>
#include <QShortcut>
#include <QVBoxLayout>

namespace ui::push {

namespace {

constexpr std::chrono::seconds Second { 1 };

/// Whether keys wait at this server of which nobody knows that it has taken them.
bool hasPending(vault::VaultSession& session, const std::string& server)
{
    if (!session.isOpen())
        return false;
    const auto all = vault::Registrations(session.vault()).all();
    return std::ranges::any_of(all, [&server](const vault::PushRegistration& registration) {
        return registration.server == server
            && registration.state == vault::RegistrationState::Pending;
    });
}

} // namespace

ActivationPage::ActivationPage(inbox::Watch& watch, vault::VaultSession& session,
    const base::Clock& clock, QWidget* parent, Browser browser)
    : QStackedWidget(parent),
      m_watch(watch),
      m_session(session),
      m_clock(clock),
      m_second(watch.services().timers.make([this] { showTime(); })),
      m_typed(new widgets::PageColumn),
      m_organisationForm(new OrganisationForm),
      m_typedBanner(new widgets::MessageBanner),
      m_asking(new widgets::PageColumn),
      m_form(new ConsentForm(session)),
      m_banner(new widgets::MessageBanner),
      m_agree(new widgets::PrimaryButton(tr("&Agree and set up"))),
      m_refuse(widgets::newSecondaryButton(tr("&Cancel"))),
      m_running(new widgets::PageColumn),
      m_runningFacts(new FactList),
      m_busy(new widgets::BusyLine),
      m_signIn(new SignInHelp(std::move(browser))),
      m_stop(widgets::newSecondaryButton(tr("&Cancel"))),
      m_done(new widgets::PageColumn),
      m_kept(new widgets::MessageBanner),
      m_close(new widgets::PrimaryButton(tr("&Done")))
{
    buildTyped();
    buildConsent();
    buildRunning();
    buildDone();
    for (widgets::PageColumn* page : { m_typed, m_asking, m_running, m_done })
        addWidget(page);
    auto* escape = new QShortcut(QKeySequence(Qt::Key_Escape), this);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, &ActivationPage::leave);
    connect(&m_session, &vault::VaultSession::locked, this, &ActivationPage::reset);
}

ActivationPage::~ActivationPage() = default;

void ActivationPage::buildTyped()
{
    m_typed->addTitle(tr("Set up push sign-ins"));
    m_typed->addText(tr("Where an organisation shows no code for this, its administrator tells you "
                        "what to type here."));
    m_typed->column()->addWidget(m_organisationForm);
    m_typed->column()->addWidget(m_typedBanner);
    connect(m_organisationForm, &OrganisationForm::entered, this, [this] {
        m_typedBanner->clear();
        m_organisation = m_organisationForm->organisation();
        begin();
    });
    connect(m_organisationForm, &OrganisationForm::cancelled, this, &ActivationPage::leave);
}

void ActivationPage::buildConsent()
{
    m_asking->addTitle(tr("Set up push sign-ins"));
    m_asking->addText(tr("This computer will be registered at the server below, which then asks "
                         "here before it lets you in. Nothing has been sent yet."));
    QVBoxLayout* column = m_asking->column();
    column->addWidget(m_form);
    column->addWidget(m_banner);
    column->addWidget(m_agree);
    column->addWidget(m_refuse);
    connect(
        m_form, &ConsentForm::changed, this, [this] { m_agree->setEnabled(m_form->isDecided()); });
    connect(m_agree, &QPushButton::clicked, this, &ActivationPage::agree);
    connect(m_refuse, &QPushButton::clicked, this, &ActivationPage::leave);
}

void ActivationPage::buildRunning()
{
    m_running->addTitle(tr("Setting up push sign-ins"));
    QVBoxLayout* column = m_running->column();
    m_runningFacts->set(tr("Server"), {}); // the first line
    column->addWidget(m_runningFacts);
    column->addWidget(m_busy);
    column->addWidget(m_signIn);
    column->addWidget(m_stop);
    connect(m_stop, &QPushButton::clicked, this, &ActivationPage::leave);
}

void ActivationPage::buildDone()
{
    m_done->addTitle(tr("Push sign-ins are set up"));
    m_doneSentence = m_done->addText({});
    m_done->column()->addWidget(m_kept);
    m_done->addText(tr("When you sign in there, the request appears here while the vault is "
                       "unlocked. Nothing is ever approved by itself."));
    m_done->column()->addWidget(m_close);
    connect(m_close, &QPushButton::clicked, this, &ActivationPage::leave);
}

void ActivationPage::focusInEvent(QFocusEvent* /*event*/)
{
    focusFirst();
}

/// Not on the button that agrees: the key that brought the page here may still be held down.
void ActivationPage::focusFirst()
{
    if (currentWidget() == m_typed)
        m_organisationForm->setFocus();
    else if (currentWidget() == m_asking)
        m_refuse->setFocus();
    else
        (currentWidget() == m_running ? static_cast<QWidget*>(m_stop) : m_close)->setFocus();
}

void ActivationPage::offerLink(crypto::SecretBytes link)
{
    reset();
    m_link = std::move(link);
    begin();
}

void ActivationPage::showTyped()
{
    reset();
    setCurrentWidget(m_typed);
    focusFirst();
}

void ActivationPage::showAgain(const Former& former)
{
    showTyped();
    m_former = former;
    m_organisation = { former.server };
    m_organisationForm->fill(m_organisation);
    begin();
}

void ActivationPage::reset()
{
    endRun();
    m_link = {};
    m_organisation = {};
    m_former.reset();
    m_organisationForm->reset();
    m_typedBanner->clear();
    m_deadline.reset();
    m_registered.reset();
    m_form->clear();
    m_banner->clear();
    m_kept->clear();
    m_second->stop();
    m_busy->stop();
    m_signIn->end();
}

/// Reads what there is to consent to; that takes no network. What was typed wrong is told beside
/// the fields.
void ActivationPage::begin()
{
    const auto prepared = prepare(std::nullopt);
    m_form->setVisible(prepared.has_value());
    m_agree->setVisible(prepared.has_value());
    if (!prepared && m_link.isEmpty())
        return failTyped(prepared.error());
    setCurrentWidget(m_asking);
    if (!prepared)
        return fail(prepared.error());
    m_deadline = m_run->deadline();
    const ::push::Consent& consent = m_run->consent();
    const bool isFormer = m_former && m_former->server == consent.server;
    m_form->showConsent(consent, isFormer ? m_former->trust : m_usualTrust);
    if (isFormer)
        m_form->suggestReplacing(m_former->account);
    showTime();
    focusFirst();
}

void ActivationPage::failTyped(const base::Error& error)
{
    // Of a former one all that can be missing is what this program is called there.
    if (m_former && error.code == base::ErrorCode::MissingField)
        return m_typedBanner->showNote(
            tr("This account was set up by a code: show a new one on the add page."),
            tr("Only where there is none, type what your administrator tells you."));
    const text::Explanation explanation = text::activationErrorText(error);
    m_typedBanner->showError(explanation.message, explanation.next);
}

void ActivationPage::setUsualTrust(const vault::PushTrust& trust)
{
    m_usualTrust = trust;
}

base::Result<::push::ActivationRequest> ActivationPage::request() const
{
    auto link = m_link.clone();
    if (!link)
        return link.error();
    ::push::ActivationRequest request;
    request.link = std::move(*link);
    request.server = m_organisation.server;
    request.client = m_organisation.client;
    request.authorizationServer = m_organisation.authorizationServer;
    request.trust = m_form->trust();
    return request;
}

base::Result<void> ActivationPage::prepare(std::optional<vault::Verification> verification)
{
    endRun();
    auto wish = request();
    if (!wish)
        return wish.error();
    wish->verification = std::move(verification);
    auto run = m_watch.activate(std::move(*wish));
    if (!run)
        return run.error();
    m_run = std::move(*run);
    using Run = inbox::ActivationRun;
    connect(m_run.get(), &Run::phaseChanged, this, &ActivationPage::showPhase);
    connect(m_run.get(), &Run::signInWanted, m_signIn, &SignInHelp::begin);
    connect(m_run.get(), &Run::finished, this, &ActivationPage::finish);
    connect(m_run.get(), &Run::failed, this, &ActivationPage::fail);
    return {};
}

void ActivationPage::agree()
{
    if (!m_form->wantsVerifiedKey())
        return start(std::nullopt);
    auto* dialog = new unlock::VerifyDialog(m_session,
        tr("A key for push sign-ins will be made that only your passphrase or recovery key opens."),
        this);
    connect(dialog, &unlock::VerifyDialog::verified, this,
        [this](const std::shared_ptr<vault::Verification>& verification) {
            start(std::move(*verification));
        });
    dialog->open();
}

/// Anew with what was chosen: what the consent was read from was without it.
void ActivationPage::start(std::optional<vault::Verification> verification)
{
    if (!m_deadline)
        return; // it has passed while the passphrase was typed
    m_hasAsked = false;
    if (const auto prepared = prepare(std::move(verification)); !prepared)
        return fail(prepared.error());
    m_banner->clear();
    m_runningFacts->set(
        tr("Server"), text::visibleText(QString::fromStdString(m_run->consent().server)));
    setCurrentWidget(m_running);
    focusFirst();
    if (const auto agreed = m_run->agree(m_form->choice()); !agreed)
        fail(agreed.error());
}

void ActivationPage::showPhase(::push::Phase phase)
{
    if (phase != ::push::Phase::SigningIn)
        m_signIn->end();
    m_hasAsked = m_hasAsked || phase == ::push::Phase::Registering;
    m_busy->start(text::phaseText(phase));
}

void ActivationPage::finish(const ::push::Registered& registered)
{
    const std::optional<vault::Id> replaced = m_form->choice().replaces;
    reset();
    m_registered = registered;
    const auto nameOf = [this](const vault::Id& id) {
        const auto account = m_session.isOpen() ? m_session.vault().find(id) : std::nullopt;
        return account ? text::accountText(*account) : QString();
    };
    m_doneSentence->setText(nameOf(registered.account));
    if (replaced && *replaced != registered.account)
        m_kept->showNote(
            tr("This was not the sign-in of “%1”, which you wanted to replace: that account is "
               "kept as it was, and this is one more.")
                .arg(nameOf(*replaced)),
            tr("Where it was the wrong one, remove it on its page and set up the other again."));
    setCurrentWidget(m_done);
    focusFirst();
}

/// Back to the consent: what can be mended may be tried again, while the code is good.
void ActivationPage::fail(const base::Error& error)
{
    text::Explanation explanation = text::activationErrorText(error);
    if (m_run && m_hasAsked && hasPending(m_session, m_run->consent().server))
        explanation.next += u' '
            + tr("Whether the server has set it up is not known: the account is in the list, and "
                 "its page says what to do.");
    endRun();
    m_busy->stop();
    m_signIn->end();
    m_banner->showError(explanation.message, explanation.next);
    setCurrentWidget(m_asking);
    m_agree->setEnabled(error.code != base::ErrorCode::RequestExpired && m_form->isDecided());
}

/// Not at once: it may be the one that is telling. At the latest with the page, whose watch it
/// works with.
void ActivationPage::endRun()
{
    if (!m_run)
        return;
    inbox::ActivationRun* const run = m_run.release();
    run->disconnect(this);
    run->disconnect(m_signIn);
    run->setParent(this);
    run->deleteLater();
}

void ActivationPage::leave()
{
    const auto registered = m_registered;
    reset();
    if (registered)
        emit finished(*registered);
    else
        emit cancelled();
}

void ActivationPage::showTime()
{
    if (!m_deadline)
        return;
    const auto left = std::chrono::ceil<std::chrono::seconds>(*m_deadline - m_clock.now());
    if (left.count() <= 0) {
        m_deadline.reset();
        m_form->showTimeLeft({});
        return fail({ base::ErrorCode::RequestExpired, "activation" });
    }
    const QString time =
        QStringLiteral("%1:%2").arg(left.count() / 60).arg(left.count() % 60, 2, 10, QChar(u'0'));
    m_form->showTimeLeft(time);
    m_runningFacts->set(tr("Time left"), time);
    m_second->start(Second);
}

} // namespace ui::push
