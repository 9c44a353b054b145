// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/push/change_dialog.h"

#include "ui/push/sign_in_help.h"
#include "ui/text/error_text.h"
#include "ui/text/registration_text.h"
#include "ui/unlock/verify_dialog.h"
#include "ui/widgets/busy_line.h"
#include "ui/widgets/fit_height.h"
#include "ui/widgets/message_banner.h"
#include "ui/widgets/page_column.h"
#include "ui/widgets/primary_button.h"

#include <QLabel>
#include <QVBoxLayout>

namespace ui::push {

using ::push::ChangeKind;

ChangeDialog::ChangeDialog(
    inbox::Watch& watch, vault::VaultSession& session, Wish wish, Browser browser, QWidget* parent)
    : QDialog(parent),
      m_watch(watch),
      m_session(session),
      m_wish(std::move(wish)),
      m_question(widgets::newTextLabel({}, this)),
      m_consequence(widgets::newTextLabel({}, this)),
      m_banner(new widgets::MessageBanner),
      m_busy(new widgets::BusyLine),
      m_signIn(new SignInHelp(std::move(browser))),
      m_agree(widgets::newSecondaryButton({})),
      m_cancel(widgets::newSecondaryButton(tr("&Cancel")))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Change a push sign-in"));
    layOut();
    explain();
    connect(m_agree, &QPushButton::clicked, this, &ChangeDialog::begin);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(&m_session, &vault::VaultSession::locked, this, &QDialog::reject);
}

ChangeDialog::~ChangeDialog() = default;

void ChangeDialog::layOut()
{
    QFont bold = m_question->font();
    bold.setBold(true);
    m_question->setFont(bold);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 20, 20, 20);
    column->setSpacing(10);
    for (QWidget* widget : { static_cast<QWidget*>(m_question),
             static_cast<QWidget*>(m_consequence), static_cast<QWidget*>(m_banner),
             static_cast<QWidget*>(m_busy), static_cast<QWidget*>(m_signIn) })
        column->addWidget(widget);
    // Enter in passing changes nothing.
    m_agree->setAutoDefault(false);
    column->addWidget(m_agree);
    m_cancel->setDefault(true);
    column->addWidget(m_cancel);
    setMinimumWidth(380);
    m_cancel->setFocus();
}

/// What the change means, before anything of it is sent.
void ChangeDialog::explain()
{
    const auto say = [this](const QString& question, const QString& consequence,
                         const QString& agree, const QString& notice) {
        m_question->setText(question);
        m_consequence->setText(consequence);
        m_agree->setText(agree);
        m_notice = notice;
    };
    const bool hasKey = m_watch.changeOptions(m_wish.registration).hasVerification;
    const QString browserOpens =
        u' ' + tr("For the server your browser opens, and you sign in there.");
    switch (m_wish.kind) {
    case ChangeKind::RenewVerification:
        say(hasKey ? tr("Renew the verification key?") : tr("Set up a verification key?"),
            (hasKey ? tr("A new key takes the place of the present one, at the server and here.")
                    : tr("A new key signs the approvals that have to be yours and nobody else's."))
                + u' '
                + tr("It opens only with your passphrase or recovery key, typed for each answer, "
                     "also while the vault is unlocked.")
                + browserOpens,
            hasKey ? tr("Re&new") : tr("&Set up"), tr("The verification key is set up."));
        break;
    case ChangeKind::RemoveVerification:
        say(tr("Remove the verification key?"),
            tr("What a service requires to be verified can no longer be approved from here. Other "
               "approvals are signed by the key that opens while the vault is unlocked.")
                + browserOpens,
            tr("Re&move"), tr("The verification key is removed."));
        break;
    case ChangeKind::TakeTransactions:
        say(tr("Let the service ask about transactions?"),
            tr("Besides sign-ins it may then ask for your consent to something that is done in "
               "your "
               "name, such as a payment. You are shown the service's own words for it, and to "
               "approve is to consent to them. Read them each time, and deny what you did not "
               "start. You can refuse transactions again at any time."),
            tr("&Agree"), tr("The service may ask about transactions."));
        break;
    case ChangeKind::RefuseTransactions:
        say(tr("Refuse transactions?"),
            tr("The service is told not to ask here about transactions any more, and what it asks "
               "all the same is not shown. Sign-ins are asked about as before."),
            tr("Re&fuse"), tr("The service asks about sign-ins only."));
        break;
    }
    widgets::fitHeight(*this);
}

void ChangeDialog::begin()
{
    if (m_wish.kind != ChangeKind::RenewVerification)
        return change({ m_wish.kind });
    auto* dialog = new unlock::VerifyDialog(m_session,
        tr("A key is made that opens only with your passphrase or recovery key from then on."),
        this);
    connect(dialog, &unlock::VerifyDialog::verified, this,
        [this](const std::shared_ptr<vault::Verification>& verification) {
            change({ m_wish.kind, std::move(*verification) });
        });
    dialog->open();
}

void ChangeDialog::change(::push::RegistrationChange change)
{
    auto procedure = m_watch.change(m_wish.registration.id, std::move(change));
    if (!procedure)
        return fail(procedure.error());
    endProcedure();
    m_procedure = std::move(*procedure);
    using ::push::Procedure;
    connect(m_procedure.get(), &Procedure::phaseChanged, this, [this](::push::Phase phase) {
        m_busy->start(text::phaseText(phase));
        if (phase != ::push::Phase::SigningIn)
            m_signIn->end();
        widgets::fitHeight(*this);
    });
    connect(m_procedure.get(), &Procedure::signInWanted, this, [this](const QUrl& address) {
        m_signIn->begin(address);
        widgets::fitHeight(*this);
    });
    connect(m_procedure.get(), &Procedure::failed, this, &ChangeDialog::fail);
    connect(m_procedure.get(), &Procedure::finished, this, [this] {
        endProcedure();
        emit changed(m_notice);
        accept();
    });
    m_banner->clear();
    setBusy(true);
    m_procedure->start({});
}

void ChangeDialog::fail(const base::Error& error)
{
    const text::Explanation explanation = text::changeErrorText(error);
    endProcedure();
    setBusy(false);
    m_banner->showError(explanation.message, explanation.next);
    widgets::fitHeight(*this);
}

/// Not at once: it may be the one that is telling.
void ChangeDialog::endProcedure()
{
    if (!m_procedure)
        return;
    ::push::Procedure* const procedure = m_procedure.release();
    procedure->disconnect(this);
    procedure->setParent(this);
    procedure->deleteLater();
}

void ChangeDialog::setBusy(bool isBusy)
{
    m_agree->setVisible(!isBusy);
    if (!isBusy) {
        m_busy->stop();
        m_signIn->end();
    }
}

void ChangeDialog::done(int result)
{
    endProcedure();
    QDialog::done(result);
}

} // namespace ui::push
