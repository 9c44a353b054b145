// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/push/procedure_dialog.h"

#include "ui/push/sign_in_help.h"
#include "ui/text/registration_text.h"
#include "ui/widgets/busy_line.h"
#include "ui/widgets/fit_height.h"
#include "ui/widgets/message_banner.h"
#include "ui/widgets/page_column.h"
#include "ui/widgets/primary_button.h"

#include <QLabel>
#include <QVBoxLayout>

namespace ui::push {

ProcedureDialog::ProcedureDialog(
    const vault::VaultSession& session, Browser browser, QWidget* parent)
    : QDialog(parent),
      m_question(widgets::newTextLabel({}, this)),
      m_consequence(widgets::newTextLabel({}, this)),
      m_banner(new widgets::MessageBanner),
      m_busy(new widgets::BusyLine),
      m_signIn(new SignInHelp(std::move(browser))),
      m_cancel(widgets::newSecondaryButton(tr("&Cancel")))
{
    setAttribute(Qt::WA_DeleteOnClose);
    layOut();
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(&session, &vault::VaultSession::locked, this, &QDialog::reject);
}

ProcedureDialog::~ProcedureDialog() = default;

void ProcedureDialog::layOut()
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
    setMinimumWidth(380);
}

void ProcedureDialog::setAnswers(std::span<QPushButton* const> answers)
{
    m_answers.assign(answers.begin(), answers.end());
    for (QPushButton* button : m_answers) {
        button->setAutoDefault(false);
        layout()->addWidget(button);
    }
    m_cancel->setDefault(true);
    layout()->addWidget(m_cancel);
    m_cancel->setFocus();
}

void ProcedureDialog::ask(const QString& question, const QString& consequence)
{
    m_question->setText(question);
    m_consequence->setText(consequence);
    widgets::fitHeight(*this);
}

void ProcedureDialog::run(base::Result<std::unique_ptr<::push::Procedure>> procedure)
{
    if (!procedure)
        return fail(procedure.error());
    endProcedure();
    m_procedure = std::move(*procedure);
    follow(*m_procedure);
    m_banner->clear();
    setBusy(true);
    m_procedure->start({});
}

void ProcedureDialog::follow(::push::Procedure& procedure)
{
    using ::push::Procedure;
    connect(&procedure, &Procedure::phaseChanged, this, [this](::push::Phase phase) {
        m_busy->start(text::phaseText(phase));
        if (phase != ::push::Phase::SigningIn)
            m_signIn->end();
        widgets::fitHeight(*this);
    });
    connect(&procedure, &Procedure::signInWanted, this, [this](const QUrl& address) {
        m_signIn->begin(address);
        widgets::fitHeight(*this);
    });
    connect(&procedure, &Procedure::failed, this, &ProcedureDialog::fail);
    connect(&procedure, &Procedure::finished, this, [this] {
        endProcedure();
        tellFinished();
        accept();
    });
}

void ProcedureDialog::fail(const base::Error& error)
{
    const text::Explanation explanation = explanationOf(error);
    endProcedure();
    setBusy(false);
    m_banner->showError(explanation.message, explanation.next);
    widgets::fitHeight(*this);
}

/// Not at once: it may be the one that is telling.
void ProcedureDialog::endProcedure()
{
    if (!m_procedure)
        return;
    ::push::Procedure* const procedure = m_procedure.release();
    procedure->disconnect(this);
    procedure->setParent(this);
    procedure->deleteLater();
}

void ProcedureDialog::setBusy(bool isBusy)
{
    for (QPushButton* button : m_answers)
        button->setVisible(!isBusy);
    if (!isBusy) {
        m_busy->stop();
        m_signIn->end();
    }
}

void ProcedureDialog::done(int result)
{
    endProcedure();
    QDialog::done(result);
}

} // namespace ui::push
