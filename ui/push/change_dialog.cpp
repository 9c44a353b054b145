// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/push/change_dialog.h"

#include "ui/text/error_text.h"
#include "ui/text/registration_text.h"
#include "ui/unlock/verify_dialog.h"
#include "ui/widgets/primary_button.h"

namespace ui::push {

using ::push::ChangeKind;

ChangeDialog::ChangeDialog(
    inbox::Watch& watch, vault::VaultSession& session, Wish wish, Browser browser, QWidget* parent)
    : ProcedureDialog(session, std::move(browser), parent),
      m_watch(watch),
      m_session(session),
      m_wish(std::move(wish)),
      m_agree(widgets::newSecondaryButton({}))
{
    setWindowTitle(tr("Change a push sign-in"));
    setAnswers({ &m_agree, 1 });
    explain();
    connect(m_agree, &QPushButton::clicked, this, &ChangeDialog::begin);
}

/// What the change means, before anything of it is sent.
void ChangeDialog::explain()
{
    const auto say = [this](const QString& question, const QString& consequence,
                         const QString& agree, const QString& notice) {
        m_agree->setText(agree);
        ask(question, consequence);
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
    run(m_watch.change(m_wish.registration.id, std::move(change)));
}

text::Explanation ChangeDialog::explanationOf(const base::Error& error) const
{
    return text::changeErrorText(error);
}

void ChangeDialog::tellFinished()
{
    emit changed(m_notice);
}

} // namespace ui::push
