// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/push/activation.h"
#include "core/vault/vault_session.h"
#include "ui/push/browser.h"
#include "ui/text/explanation.h"

#include <QDialog>

#include <span>
#include <vector>

class QLabel;
class QPushButton;

namespace ui::widgets {
class BusyLine;
class MessageBanner;
} // namespace ui::widgets

namespace ui::push {

class SignInHelp;

/// A question about a registration, and how the procedure goes that an answer starts at its server.
/// Opened with open(); deletes itself when closed, which calls off what is under way; closes when
/// the vault is locked. Whoever derives from it puts the question and knows what the end means.
class ProcedureDialog : public QDialog
{
    Q_OBJECT

public:
    /// The session outlives it.
    ProcedureDialog(const vault::VaultSession& session, Browser browser, QWidget* parent);
    ~ProcedureDialog() override;

    void done(int result) override;

protected:
    /// The buttons below the question, from top to bottom; called once. Below them is Cancel, which
    /// takes Enter: in passing, nothing is done.
    void setAnswers(std::span<QPushButton* const> answers);
    void ask(const QString& question, const QString& consequence);
    void run(base::Result<std::unique_ptr<::push::Procedure>> procedure);

    virtual text::Explanation explanationOf(const base::Error& error) const = 0;
    /// The procedure has come to its good end; the dialog closes then.
    virtual void tellFinished() = 0;

private:
    void layOut();
    void follow(::push::Procedure& procedure);
    void fail(const base::Error& error);
    void endProcedure();
    void setBusy(bool isBusy);

    std::unique_ptr<::push::Procedure> m_procedure;
    QLabel* m_question;
    QLabel* m_consequence;
    widgets::MessageBanner* m_banner;
    widgets::BusyLine* m_busy;
    SignInHelp* m_signIn;
    std::vector<QPushButton*> m_answers;
    QPushButton* m_cancel;
};

} // namespace ui::push
