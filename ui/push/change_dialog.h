// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/inbox/watch.h"
#include "core/vault/vault_session.h"
#include "ui/push/browser.h"

#include <QDialog>

class QLabel;
class QPushButton;

namespace ui::widgets {
class BusyLine;
class MessageBanner;
} // namespace ui::widgets

namespace ui::push {

class SignInHelp;

/// Changes one thing of a registration at its server: says what it means, asks for the passphrase
/// where a key is sealed by it, and shows how the change goes. Opened with open(); deletes itself
/// when closed, which calls off what is under way; closes when the vault is locked.
class ChangeDialog : public QDialog
{
    Q_OBJECT

public:
    /// What is to be changed of which registration.
    struct Wish
    {
        vault::PushRegistration registration;
        ::push::ChangeKind kind;
    };

    /// The references outlive it.
    ChangeDialog(inbox::Watch& watch, vault::VaultSession& session, Wish wish, Browser browser,
        QWidget* parent);
    ~ChangeDialog() override;

    void done(int result) override;

signals:
    /// With a sentence that says so.
    void changed(const QString& notice);

private:
    void layOut();
    void explain();
    void begin();
    void change(::push::RegistrationChange change);
    void fail(const base::Error& error);
    void endProcedure();
    void setBusy(bool isBusy);

    inbox::Watch& m_watch;
    vault::VaultSession& m_session;
    Wish m_wish;
    std::unique_ptr<::push::Procedure> m_procedure;
    QString m_notice;
    QLabel* m_question;
    QLabel* m_consequence;
    widgets::MessageBanner* m_banner;
    widgets::BusyLine* m_busy;
    SignInHelp* m_signIn;
    QPushButton* m_agree;
    QPushButton* m_cancel;
};

} // namespace ui::push
