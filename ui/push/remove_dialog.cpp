// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/push/remove_dialog.h"

#include "ui/text/account_text.h"
#include "ui/text/error_text.h"
#include "ui/widgets/primary_button.h"

#include <array>

namespace ui::push {

RemoveDialog::RemoveDialog(inbox::Watch& watch, vault::VaultSession& session,
    vault::PushRegistration registration, Browser browser, QWidget* parent)
    : ProcedureDialog(session, std::move(browser), parent),
      m_watch(watch),
      m_session(session),
      m_registration(std::move(registration)),
      m_everywhere(widgets::newSecondaryButton(tr("Remove at the &server and here"))),
      m_hereOnly(widgets::newSecondaryButton(tr("Remove &here only")))
{
    setWindowTitle(tr("Remove a push sign-in"));
    setAnswers(std::array { m_everywhere, m_hereOnly });
    explain();
    using ::push::RemovalPlace;
    connect(
        m_everywhere, &QPushButton::clicked, this, [this] { remove(RemovalPlace::Everywhere); });
    connect(m_hereOnly, &QPushButton::clicked, this, [this] { remove(RemovalPlace::HereOnly); });
}

void RemoveDialog::explain()
{
    const auto account = m_session.vault().find(m_registration.account);
    QStringList sentences { tr("Sign-ins there can no longer be approved here: make sure that you "
                               "have another way in. This cannot be undone.") };
    if (account && !otp::makesCodes(account->credential))
        sentences << tr("The account makes no codes, so it goes to the trash.");
    const auto there = m_watch.removal(m_registration.id, ::push::RemovalPlace::Everywhere);
    m_everywhere->setEnabled(there.has_value());
    if (!there)
        sentences << tr("It can be removed here only: what the server needs to know is missing.");
    else if ((*there)->consent().needsSignIn)
        sentences << tr("For the server your browser opens, and you sign in there.");
    sentences << tr("Removed here only, this computer stays in the server's list.");
    //: %1 is issuer and name of an account
    ask(tr("Remove the push sign-in of %1?").arg(account ? text::accountText(*account) : QString()),
        sentences.join(u' '));
}

void RemoveDialog::remove(::push::RemovalPlace place)
{
    run(m_watch.removal(m_registration.id, place));
}

text::Explanation RemoveDialog::explanationOf(const base::Error& error) const
{
    return text::errorText(error);
}

void RemoveDialog::tellFinished()
{
    emit removed();
}

} // namespace ui::push
