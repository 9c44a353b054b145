// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/push/remove_dialog.h"

#include "ui/push/sign_in_help.h"
#include "ui/text/account_text.h"
#include "ui/text/error_text.h"
#include "ui/text/registration_text.h"
#include "ui/widgets/busy_line.h"
#include "ui/widgets/fit_height.h"
#include "ui/widgets/message_banner.h"
#include "ui/widgets/page_column.h"
#include "ui/widgets/primary_button.h"

#include <QLabel>
#include <QVBoxLayout>

namespace ui::push {

RemoveDialog::RemoveDialog(inbox::Watch& watch, vault::VaultSession& session,
    vault::PushRegistration registration, Browser browser, QWidget* parent)
    : QDialog(parent),
      m_watch(watch),
      m_session(session),
      m_registration(std::move(registration)),
      m_question(widgets::newTextLabel({}, this)),
      m_consequence(widgets::newTextLabel({}, this)),
      m_banner(new widgets::MessageBanner),
      m_busy(new widgets::BusyLine),
      m_signIn(new SignInHelp(std::move(browser))),
      m_everywhere(widgets::newSecondaryButton(tr("Remove at the &server and here"))),
      m_hereOnly(widgets::newSecondaryButton(tr("Remove &here only"))),
      m_cancel(widgets::newSecondaryButton(tr("&Cancel")))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Remove a push sign-in"));
    layOut();
    explain();
    using ::push::RemovalPlace;
    connect(
        m_everywhere, &QPushButton::clicked, this, [this] { remove(RemovalPlace::Everywhere); });
    connect(m_hereOnly, &QPushButton::clicked, this, [this] { remove(RemovalPlace::HereOnly); });
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(&m_session, &vault::VaultSession::locked, this, &QDialog::reject);
}

RemoveDialog::~RemoveDialog() = default;

void RemoveDialog::layOut()
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
    // Enter in passing removes nothing.
    for (QPushButton* button : { m_everywhere, m_hereOnly }) {
        button->setAutoDefault(false);
        column->addWidget(button);
    }
    m_cancel->setDefault(true);
    column->addWidget(m_cancel);
    setMinimumWidth(380);
    m_cancel->setFocus();
}

void RemoveDialog::explain()
{
    const auto account = m_session.vault().find(m_registration.account);
    //: %1 is issuer and name of an account
    m_question->setText(tr("Remove the push sign-in of %1?")
                            .arg(account ? text::accountText(*account) : QString()));
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
    m_consequence->setText(sentences.join(u' '));
    widgets::fitHeight(*this);
}

void RemoveDialog::remove(::push::RemovalPlace place)
{
    auto procedure = m_watch.removal(m_registration.id, place);
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
    connect(m_procedure.get(), &Procedure::failed, this, &RemoveDialog::fail);
    connect(m_procedure.get(), &Procedure::finished, this, [this] {
        endProcedure();
        emit removed();
        accept();
    });
    m_banner->clear();
    setBusy(true);
    m_procedure->start({});
}

void RemoveDialog::fail(const base::Error& error)
{
    const text::Explanation explanation = text::errorText(error);
    endProcedure();
    setBusy(false);
    m_banner->showError(explanation.message, explanation.next);
    widgets::fitHeight(*this);
}

/// Not at once: it may be the one that is telling.
void RemoveDialog::endProcedure()
{
    if (!m_procedure)
        return;
    ::push::Procedure* const procedure = m_procedure.release();
    procedure->disconnect(this);
    procedure->setParent(this);
    procedure->deleteLater();
}

void RemoveDialog::setBusy(bool isBusy)
{
    m_everywhere->setVisible(!isBusy);
    m_hereOnly->setVisible(!isBusy);
    if (!isBusy) {
        m_busy->stop();
        m_signIn->end();
    }
}

void RemoveDialog::done(int result)
{
    endProcedure();
    QDialog::done(result);
}

} // namespace ui::push
